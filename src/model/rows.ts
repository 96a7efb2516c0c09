// The rows that the index gives: short forms of servers and tools for lists, counts and search.
import type { Change } from './entry.ts';
import type { Ecosystem, ServerId } from './server.ts';
import type { Category, Effect, Level, SkipReason } from './vocabulary.ts';

/** A server in a list. */
export interface ServerRow {
  readonly id: ServerId;
  readonly title: string;
  readonly description: string;
  readonly ecosystem: Ecosystem;
  readonly language?: string;
  /** Number of tools. */
  readonly tools: number;
  /** Number of tools at each level. */
  readonly levels: Readonly<Record<Level, number>>;
  /** Number of tools in each category. */
  readonly categories: Readonly<Record<Category, number>>;
  /** Worst level of any tool; absent for a server without judged tools. */
  readonly worst?: Level;
  /** Number of tools with each effect that any tool has. */
  readonly effects: Readonly<Partial<Record<Effect, number>>>;
  /** Number of things that could not be read; contradictions inside the source are not among them. */
  readonly skips: number;
  /** Day on which the content was first read. */
  readonly read: string;
  readonly gone?: string;
  /** Version of the package, or the commit, that was read. */
  readonly version?: string;
  /** Package URL with version, as the crawler wrote it. */
  readonly purl?: string;
}

/** A tool in a list. */
export interface ToolRow {
  readonly server: ServerId;
  readonly serverTitle: string;
  readonly slug: string;
  readonly name: string;
  /** The author's text, at most 300 characters of it. */
  readonly description: string;
  readonly category: Category;
  readonly level: Level;
  readonly effects: readonly Effect[];
  readonly confidence: number;
}

/** Which tools a list is about; absent members do not restrict. */
export interface ToolFilter {
  readonly category?: Category;
  readonly level?: Level;
  readonly effect?: Effect;
}

/** A change with the server it happened on. */
export type ChangeRow = Change & { readonly server: ServerId; readonly serverTitle: string };

/** What the catalog holds, counted. */
export interface Summary {
  readonly servers: number;
  readonly tools: number;
  readonly byLevel: Readonly<Record<Level, number>>;
  readonly byCategory: Readonly<Record<Category, number>>;
  readonly byEffect: Readonly<Record<Effect, number>>;
  readonly byCategoryLevel: readonly {
    readonly category: Category;
    readonly level: Level;
    readonly tools: number;
  }[];
  /** Reasons for which something could not be read, most frequent first. */
  readonly skips: readonly { readonly reason: SkipReason; readonly count: number }[];
  /** Day on which the index was last brought up to date. */
  readonly built: string;
}
