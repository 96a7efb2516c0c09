// The evaluator as its parts see it: they are mutually recursive, so each gets this and calls the others through it.
import type { Declaration, Module } from '../modules/module.ts';
import type { Project } from '../modules/project.ts';
import type { SyntaxNode } from '../modules/syntax.ts';
import type { ClassValue, Frame, FunctionValue, InstanceValue, Value } from './values.ts';

export interface Machine {
  readonly project: Project;
  /** True when options count as not given, so that what is listed by default shows; otherwise they may be anything. */
  readonly usual: boolean;
  /** The value of an expression, with what the frames bind. */
  evaluate(node: SyntaxNode, frame: Frame | undefined): Value;
  /** The arguments of a call; `open` when a spread of unknown length is among them. */
  argumentsOf(call: SyntaxNode, frame: Frame | undefined): Arguments;
  /** The value of a function's result. */
  call(callee: Value, given: Arguments, self: Value | undefined): Value;
  /** The value of `value.name`. */
  member(value: Value, name: string): Value;
  /** The value of a declared name. */
  named(declaration: Declaration, module: Module, frame: Frame | undefined): Value;
  /** What a module gives out under a name. */
  exported(path: string, name: string): Value;
  /** Field, getter or method of an instance. */
  field(instance: InstanceValue, name: string): Value | undefined;
  /** Static member of a class. */
  staticMember(of: ClassValue, name: string): Value | undefined;
  /** The class a class extends. */
  superclass(of: ClassValue): Value | undefined;
  /** The instance that `this` means where nothing else is known. */
  anyInstance(node: SyntaxNode, frame: Frame | undefined, asker: SyntaxNode): InstanceValue;
  /** The bodies of a function as the values it can return. */
  inline(callee: FunctionValue, given: Arguments, self: Value | undefined): Value;
  /** The elements of something iterable; undefined when unknown. */
  elements(value: Value): Elements;
  /** The bindings under which a place is reached: elements of loops, arguments of callers where `work` needs them. */
  contexts(
    site: SyntaxNode,
    work: (frame: Frame | undefined) => void,
    start?: Frame,
  ): readonly (Frame | undefined)[];
  /** Runs something and tells which functions' missing arguments it would have needed. */
  watching<T>(work: () => T): { readonly result: T; readonly needs: Set<SyntaxNode> };
  /** Notes that an argument of this function was asked for and is not known. */
  need(owner: SyntaxNode): void;
  /** Adds what a finished piece of work needed to what is going on now. */
  needAll(owners: ReadonlySet<SyntaxNode>): void;
  /** Notes what a condition that is known not to hold keeps out of a list. */
  leaveOut(items: readonly Value[], condition?: string): void;
  /** What was left out so far, with the condition where it is one that chooses among the definitions of a list. */
  leftOut(): ReadonlyMap<Value, string | undefined>;
  /** Counts a step; false when the budget is used up. */
  step(): boolean;
  /** True once the budget of the whole extraction is used up. */
  exhausted(): boolean;
  /** Starts the budget of one registration, list or table. */
  fresh(site: SyntaxNode): void;
  /** The registrations, lists and tables whose budget was used up. */
  overruns(): readonly SyntaxNode[];
}

export interface Arguments {
  readonly values: readonly Value[];
  /** True when there may be more than `values`. */
  readonly open: boolean;
}

export interface Elements {
  readonly items: readonly Value[];
  /** True when there may be more than `items`. */
  readonly open: boolean;
}

export const noArguments: Arguments = { values: [], open: true };
