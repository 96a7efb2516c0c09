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

/** What a module lists by name. */
export type ListingName = 'calls' | 'handed' | 'assignments' | 'changes' | 'fieldChanges';

/** Nodes by the name they are about, in the order of the text. Asking parses the bodies of functions that hold the name. */
export interface Listing {
  /** Undefined where there is none. */
  get(name: string): readonly SyntaxNode[] | undefined;
  /** Those within a node; parses no more than that takes, and no body that is not wanted. */
  within(name: string, node: SyntaxNode, isWanted?: (block: SyntaxNode) => boolean): readonly SyntaxNode[];
  /** The lists of every name, with at least the nodes that hold a word. */
  holding(word: string): readonly (readonly [string, readonly SyntaxNode[]])[];
}

export type Bindings = ReadonlyMap<string, Declaration>;

export interface Module {
  readonly path: string;
  readonly root: SyntaxNode;
  readonly errors: readonly number[];
  readonly scopes: {
    get(scope: SyntaxNode): Bindings | undefined;
    /** The same, as far as it was parsed. */
    known(scope: SyntaxNode): Bindings | undefined;
    /** Those of every scope, at least where the text holds a word. */
    holding(word: string): Iterable<Bindings>;
  };
  readonly exports: ReadonlyMap<string, Export>;
  /** Modules all of whose exports are given out again. */
  readonly stars: readonly string[];
  /** The value of `module.exports = …`. */
  readonly whole: SyntaxNode | undefined;
  /** Calls and `new` expressions by the name they call. */
  readonly calls: Listing;
  /** Calls such as `list.forEach(register)`, by the name of the function handed over. */
  readonly handed: Listing;
  /** Assignments to a plain name. */
  readonly assignments: Listing;
  /** Changes to what a name holds: `x.push(…)`, `x.set(…)`, `x.key = …`, `Object.assign(x, …)`. */
  readonly changes: Listing;
  /** The same for `this.field`: assignments to it and changes of what it holds. */
  readonly fieldChanges: Listing;
  /** Every class, in the order of the text. */
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
  if (at.type !== 'identifier') return lookUpIn(module.scopes.get, name, at);
  const known = knownOf(lookUps, module);
  const own = known.get(at);
  if (own !== undefined && own.name === name) return own.found;
  const found = lookUpIn(module.scopes.get, name, at);
  known.set(at, { name, found });
  return found;
}

/** Of the nodes listed under a name those where it means this declaration. */
export function meaning(
  module: Module,
  which: 'assignments' | 'changes',
  name: string,
  declaration: Declaration,
): readonly SyntaxNode[] {
  const known = knownOf(meanings[which], module);
  const present = known.get(declaration);
  if (present !== undefined) return present;
  const found = module[which]
    .within(
      name,
      regionOf(declaration) ?? module.root,
      // In minified code the parameter of nearly every function around a body hides the name.
      (block) => lookUpIn(module.scopes.known, name, block) === declaration,
    )
    .filter((node) => lookUp(module, name, node) === declaration);
  known.set(declaration, found);
  return found;
}

/** One weak entry a module: a weak entry a node would cost the collector more than looking up saves. */
const meanings = {
  assignments: new WeakMap<Module, Map<Declaration, readonly SyntaxNode[]>>(),
  changes: new WeakMap<Module, Map<Declaration, readonly SyntaxNode[]>>(),
};

const lookUps = new WeakMap<
  Module,
  Map<SyntaxNode, { readonly name: string; readonly found: Declaration | undefined }>
>();

function knownOf<Key, Value>(of: WeakMap<Module, Map<Key, Value>>, module: Module): Map<Key, Value> {
  let known = of.get(module);
  if (known === undefined) {
    known = new Map();
    of.set(module, known);
  }
  return known;
}

/** The function outside of which a declared name means something else; undefined for what is declared outside all. */
export function regionOf(declaration: Declaration): SyntaxNode | undefined {
  if (declaration.kind === 'parameter') return declaration.owner;
  const at = 'node' in declaration ? declaration.node : declaration.target;
  return above(at, isFunction);
}

function lookUpIn(
  bindingsOf: Module['scopes']['get'],
  name: string,
  at: SyntaxNode,
): Declaration | undefined {
  for (let scope: SyntaxNode | undefined = at; scope !== undefined; scope = above(scope, isScope)) {
    const found = bindingsOf(scope)?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
