// What a precondition is given, and what it gives back.
import type { CatalogedTool, Entry } from '../../model/entry.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Prose } from '../prose.ts';

export type JudgedTool = CatalogedTool & { readonly verdict: Verdict };

/** Clauses that are true of the tool and meet the precondition, such as "its category is Destructive"; undefined when it is not met. */
export type Met = readonly Prose[] | undefined;

export type Thresholds = Readonly<Record<string, number>>;

/** A precondition: of a tool with its server, or of a server as a whole. */
export type Condition =
  | { readonly of: 'tool'; readonly met: (tool: JudgedTool, entry: Entry) => Met }
  | { readonly of: 'server'; readonly met: (entry: Entry, thresholds: Thresholds) => Met };

/** True for tools that a verdict was made for. */
export function isJudged(tool: CatalogedTool): tool is JudgedTool {
  return tool.verdict !== undefined;
}
