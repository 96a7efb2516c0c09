// The index of one module: scopes and what they bind, imports, exports, calls and changes; and what a name means where.

import { blockScopes } from './module-syntax.ts';
import { above, isClass, isFunction, type SyntaxNode } from './syntax.ts';

/** What a name stands for. */
export type Declaration =
  | {
      readonly kind: 'variable';
      readonly target: SyntaxNode;
      readonly pattern: SyntaxNode;
      readonly init: SyntaxNode | undefined;
    }
  | {
      readonly kind: 'loop';
      readonly target: SyntaxNode;
      readonly pattern: SyntaxNode;
      readonly loop: SyntaxNode;
    }
  | {
      readonly kind: 'parameter';
      readonly target: SyntaxNode;
      readonly pattern: SyntaxNode;
      readonly owner: SyntaxNode;
      readonly index: number;
    }
  | {
      readonly kind: 'function' | 'class' | 'enum' | 'namespace';
      readonly target: SyntaxNode;
      readonly node: SyntaxNode;
    }
  | { readonly kind: 'import'; readonly target: SyntaxNode; readonly from: string; readonly name: string }
  | { readonly kind: 'opaque'; readonly target: SyntaxNode };

/** What a module gives out under a name. */
export type Export =
  | { readonly kind: 'name'; readonly name: string; readonly at: SyntaxNode }
  | { readonly kind: 'value'; readonly node: SyntaxNode }
  | { readonly kind: 'from'; readonly from: string; readonly name: string };

export interface Module {
  readonly path: string;
  readonly root: SyntaxNode;
  readonly errors: readonly number[];
  readonly scopes: ReadonlyMap<SyntaxNode, ReadonlyMap<string, Declaration>>;
  readonly exports: ReadonlyMap<string, Export>;
  /** Modules all of whose exports are given out again. */
  readonly stars: readonly string[];
  /** The value of `module.exports = …`. */
  readonly whole: SyntaxNode | undefined;
  /** Calls and `new` expressions by the name they call. */
  readonly calls: ReadonlyMap<string, readonly SyntaxNode[]>;
  /** Calls such as `list.forEach(register)`, by the name of the function handed over. */
  readonly handed: ReadonlyMap<string, readonly SyntaxNode[]>;
  /** Assignments to a plain name. */
  readonly assignments: ReadonlyMap<string, readonly SyntaxNode[]>;
  /** Changes to what a name holds: `x.push(…)`, `x.set(…)`, `x.key = …`, `Object.assign(x, …)`. */
  readonly changes: ReadonlyMap<string, readonly SyntaxNode[]>;
  /** The same for `this.field`: assignments to it and changes of what it holds. */
  readonly fieldChanges: ReadonlyMap<string, readonly SyntaxNode[]>;
  readonly classes: readonly SyntaxNode[];
  /** Local names of imports, by specifier. */
  readonly imports: readonly { readonly from: string; readonly name: string; readonly local: string }[];
}

/** True for nodes that open a scope. */
export function isScope(node: SyntaxNode): boolean {
  return blockScopes.has(node.type) || isFunction(node) || isClass(node);
}

/** What a name means at a place: the declaration in the nearest scope that has one. */
export function lookUp(module: Module, name: string, at: SyntaxNode): Declaration | undefined {
  if (at.type !== 'identifier') return lookUpAfresh(module, name, at);
  const known = lookUpsOf(module);
  const own = known.get(at);
  if (own !== undefined && own.name === name) return own.found;
  const found = lookUpAfresh(module, name, at);
  known.set(at, { name, found });
  return found;
}

/** Of the nodes listed under a name those where it means this declaration; `which` tells the lists of a module apart. */
export function meaning(
  module: Module,
  which: 'assignments' | 'changes',
  name: string,
  declaration: Declaration,
): readonly SyntaxNode[] {
  const all = module[which].get(name);
  if (all === undefined) return none;
  let sorted = meanings.get(all);
  if (sorted === undefined) {
    sorted = new Map();
    for (const node of all) {
      const found = lookUp(module, name, node);
      if (found === undefined) continue;
      const list = sorted.get(found);
      if (list === undefined) sorted.set(found, [node]);
      else list.push(node);
    }
    meanings.set(all, sorted);
  }
  return sorted.get(declaration) ?? none;
}

const none: readonly SyntaxNode[] = [];

const meanings = new WeakMap<readonly SyntaxNode[], Map<Declaration, SyntaxNode[]>>();

type LookUps = Map<SyntaxNode, { readonly name: string; readonly found: Declaration | undefined }>;

/** One weak entry a module: a weak entry a node would cost the collector more than the look-ups save. */
const lookUps = new WeakMap<Module, LookUps>();

function lookUpsOf(module: Module): LookUps {
  let known = lookUps.get(module);
  if (known === undefined) {
    known = new Map();
    lookUps.set(module, known);
  }
  return known;
}

function lookUpAfresh(module: Module, name: string, at: SyntaxNode): Declaration | undefined {
  for (let scope: SyntaxNode | undefined = at; scope !== undefined; scope = above(scope, isScope)) {
    const found = module.scopes.get(scope)?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
