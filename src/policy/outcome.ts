// What a document really does with a tool: the answer of its format's evaluator, in one shape for all formats.
import type { DecisionKind, Limit } from './decision.ts';
import type { Flaw } from './flaw.ts';

/** A limit as it was found to work. */
export interface FoundLimit extends Limit {
  /** True when calls of other tools count towards it as well. */
  readonly shared: boolean;
}

export type Outcome =
  | {
      readonly kind: 'allow';
      readonly limits: readonly FoundLimit[];
      /** What the arguments have to meet, as clauses with code in backticks: "`forced` is false". */
      readonly conditions: readonly string[];
    }
  | { readonly kind: 'ask' }
  /** `unlisted`: because the document denies what it does not name. */
  | { readonly kind: 'deny'; readonly unlisted: boolean }
  | { readonly kind: 'hide'; readonly unlisted: boolean };

/** A document that was parsed, validated and can be asked. */
export interface Enforced {
  /** What happens to calls of a tool; `server` is the name that the client knows the server by. */
  outcome(server: string, tool: string): Outcome;
  /** The tools of that server which the document names, each once. */
  names(server: string): readonly string[];
  /** Single calls, in formats whose rules can look at arguments. */
  readonly calls?: Calls;
  /** What only this format's own evaluator can find wrong, for the tools of a server. */
  flaws?(server: string, tools: readonly string[]): readonly Flaw[];
}

/** The arguments of one call. */
export type Arguments = Readonly<Record<string, unknown>>;

/** A document that looks at the arguments of calls. */
export interface Calls {
  /** What happens to one call while no limit is reached. */
  decide(server: string, tool: string, args: Arguments): DecisionKind;
  /** The arguments that rules about a tool look at, keys joined by dots, with values on both sides of what they test. */
  tested(server: string, tool: string): ReadonlyMap<string, readonly unknown[]>;
}

export const allowed: Outcome = { kind: 'allow', limits: [], conditions: [] };
export const asked: Outcome = { kind: 'ask' };
export const denied: Outcome = { kind: 'deny', unlisted: false };
export const deniedUnlisted: Outcome = { kind: 'deny', unlisted: true };
export const hidden: Outcome = { kind: 'hide', unlisted: false };
export const hiddenUnlisted: Outcome = { kind: 'hide', unlisted: true };

/** A name that no tool has: what happens to it happens to every tool that the server adds later. */
export function laterTool(names: readonly string[]): string {
  const taken = new Set(names);
  let name = 'a_tool_added_later';
  while (taken.has(name)) name += '_';
  return name;
}
