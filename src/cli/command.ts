// What a command is: one file in src/cli/commands, one line in its list.
import type { Talk } from '../kit/talk.ts';

/** Exit status of a command: 0 fine, 1 findings (something is not as it should be), 2 trouble (the work was not done). */
export type ExitStatus = 0 | 1 | 2;

/** What every command is given. */
export interface CommandContext {
  /** Root of the project: the folder that holds catalog/. */
  readonly root: string;
  readonly talk: Talk;
  /** Prints data on stdout, with a newline. */
  print(text: string): void;
  /** `--json` was given. */
  readonly json: boolean;
  /** Aborted by ctrl-C. */
  readonly signal: AbortSignal;
}

/** One option, in the terms of node's `parseArgs`. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly multiple?: boolean;
  /** What the value stands for in help, such as `<file>`. */
  readonly value?: string;
  /** One line for help. */
  readonly help: string;
}

/** What was given on the command line after the command's name. */
export interface Given {
  readonly args: readonly string[];
  /** Value of a string option; undefined when it was not given. */
  text(option: string): string | undefined;
  /** Values of a string option that may be repeated. */
  texts(option: string): readonly string[];
  /** True when a switch was given. */
  on(option: string): boolean;
}

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The arguments after the name, such as `<source...>`. */
  readonly usage: string;
  /** Paragraphs and examples for `--help`. */
  readonly help: string;
  /** Besides `--json` and `--help`, which every command has. */
  readonly options: Readonly<Record<string, CommandOption>>;
  run(given: Given, context: CommandContext): Promise<ExitStatus>;
}
