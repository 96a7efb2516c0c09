// What a policy format is: one file in src/policy/formats, one line in src/policy/formats.ts.
import type { Capabilities, Gap } from './gaps.ts';
import type { Intent } from './intent.ts';
import type { Enforced } from './outcome.ts';

/** A document as text, and what the format could not say. */
export interface Emitted {
  /** Ends with one newline. */
  readonly text: string;
  readonly gaps: readonly Gap[];
}

/** A parsed document, or what is wrong with the text. */
export type Read =
  | { readonly enforced: Enforced; readonly problems: readonly [] }
  | { readonly enforced?: undefined; readonly problems: readonly string[] };

/** One policy format: writes documents, and reads them back strictly to say what they do. */
export interface Format {
  /** As in `--format`. */
  readonly id: string;
  /** As people know it, such as "policy.json" or "Claude Code". */
  readonly label: string;
  /** One sentence: what reads this file, and where that stands. */
  readonly about: string;
  /** Name for a downloaded file. */
  readonly file: string;
  /** Where the file goes on the user's machine; a file name alone where that is up to the user. */
  readonly path: string;
  /** First step for a person who copied the document, one sentence; code in backticks. */
  readonly save: string;
  readonly language: 'json' | 'yaml' | 'toml' | 'cedar' | 'shell';
  /** Where the format is documented. */
  readonly documentation: string;
  readonly can: Capabilities;
  /**
   * The vendor's own program or engine of the language in which our documents are run by a test, and what that shows.
   * Absent: they are read by a strict parser and evaluated by our reader alone.
   */
  readonly engine?: string;
  /** The document names the server by the user's own name for it, which the reader has to put in. */
  readonly namesServer: boolean;
  /** What to write in place of a rule that lets a call through when an argument is left out, one sentence. */
  readonly closing?: string;
  /** The one line that shuts a tool, where the format has such a line; undefined for a name that it cannot hold. */
  block?(server: string, tool: string): string | undefined;
  emit(intent: Intent): Emitted;
  /** Parses and validates strictly; what an enforcement point would ignore in silence is a problem here. */
  read(text: string): Read;
}
