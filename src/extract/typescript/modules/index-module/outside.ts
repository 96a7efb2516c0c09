// What a module takes in and gives out: imports and exports, also in the forms that compilers write.

import type { Declaration, Export } from '../module.ts';
import { declaredBy, getterResult, lastRight, nameText, requiredBy } from '../module-syntax.ts';
import { stringValue } from '../strings.ts';
import { child, type SyntaxNode, textOf } from '../syntax.ts';

/** What belongs to a module as a whole, whichever part of it is indexed. */
export interface Outside {
  readonly root: SyntaxNode;
  readonly scopes: Map<SyntaxNode, Map<string, Declaration>>;
  readonly exports: Map<string, Export>;
  readonly stars: string[];
  readonly imports: { from: string; name: string; local: string }[];
  whole: SyntaxNode | undefined;
}

/** Notes what a name means in a scope. */
export function declare(
  scopes: Outside['scopes'],
  scope: SyntaxNode,
  name: string,
  declaration: Declaration,
): void {
  let bindings = scopes.get(scope);
  if (bindings === undefined) {
    bindings = new Map();
    scopes.set(scope, bindings);
  }
  // Of two declarations of a `var` the one with a value tells more.
  const present = bindings.get(name);
  if (present?.kind === 'variable' && present.init !== undefined && declaration.kind === 'variable') return;
  bindings.set(name, declaration);
}

/** Takes in what an import statement names. */
export function importing(node: SyntaxNode, outside: Outside): void {
  if (/^import\s+type\s/.test(textOf(node).slice(0, 20))) return;
  const [clause] = node.children;
  const source = child(node, 'source') ?? (clause === undefined ? undefined : child(clause, 'source'));
  if (source === undefined || clause === undefined) return;
  const from = stringValue(source);
  const bind = (target: SyntaxNode, name: string) => {
    declare(outside.scopes, outside.root, textOf(target), { kind: 'import', target, from, name });
    outside.imports.push({ from, name, local: textOf(target) });
  };
  if (clause.type === 'import_require_clause') {
    const [target] = clause.children;
    if (target !== undefined) bind(target, '*');
    return;
  }
  for (const part of clause.children) {
    if (part.type === 'identifier') bind(part, 'default');
    else if (part.type === 'namespace_import') {
      const [target] = part.children;
      if (target !== undefined) bind(target, '*');
    } else if (part.type === 'named_imports') {
      for (const specifier of part.children) {
        const target = child(specifier, 'alias') ?? child(specifier, 'name');
        if (target !== undefined) bind(target, namesIn(specifier)[0]);
      }
    }
  }
}

/** Gives out what an export statement names. */
export function exporting(node: SyntaxNode, { exports, stars, root }: Outside): void {
  const source = child(node, 'source');
  const from = source === undefined ? undefined : stringValue(source);
  const declaration = child(node, 'declaration');
  const value = child(node, 'value');
  const isDefault = /^export\s+default\b/.test(node.source.text.slice(node.start, node.start + 40));
  if (value !== undefined) exports.set('default', { kind: 'value', node: value });
  if (declaration !== undefined) {
    if (isDefault) exports.set('default', { kind: 'value', node: declaration });
    for (const target of declaredBy(declaration)) {
      if (!isDefault) exports.set(textOf(target), { kind: 'name', name: textOf(target), at: root });
    }
  }
  const clause = node.children.find((part) => part.type === 'export_clause');
  for (const specifier of clause?.children ?? []) {
    const [local, given] = namesIn(specifier);
    exports.set(
      given,
      from === undefined ? { kind: 'name', name: local, at: root } : { kind: 'from', from, name: local },
    );
  }
  const namespace = node.children.find((part) => part.type === 'namespace_export')?.children[0];
  if (from !== undefined && namespace !== undefined)
    exports.set(nameText(namespace), { kind: 'from', from, name: '*' });
  else if (from !== undefined && clause === undefined) stars.push(from);
}

/** Of `name as alias` both, of `name` twice the same. The grammar has no node for the word `default`. */
function namesIn(specifier: SyntaxNode): readonly [string, string] {
  const [name, alias] = [child(specifier, 'name'), child(specifier, 'alias')];
  const text = textOf(specifier);
  const local = name === undefined ? 'default' : nameText(name);
  const given = alias !== undefined ? nameText(alias) : /\bas\s+default\s*$/.test(text) ? 'default' : local;
  return [local, given];
}

/** What compilers make of `export`: calls that set members of `exports`, or all of those of another module. */
export function exportingCall(
  name: string,
  callee: SyntaxNode,
  given: readonly SyntaxNode[],
  outside: Outside,
): void {
  const [first, key, descriptor] = given;
  if (name === '__exportStar' || name === '__reExport') {
    const required = given.map((part) => requiredBy(part)).find((path) => path !== undefined);
    if (required !== undefined) outside.stars.push(required);
  }
  if (name === 'forEach' && first !== undefined) starOver(callee, first, outside);
  if (name === 'defineProperty' && first !== undefined && textOf(first) === 'exports') {
    const got = descriptor === undefined ? undefined : getterResult(descriptor);
    if (key?.type === 'string' && got !== undefined)
      outside.exports.set(stringValue(key), { kind: 'value', node: got });
  }
}

/** True when an assignment gives something out: `exports.a = …`, `module.exports = …`. */
export function exportingAssignment(
  object: SyntaxNode,
  property: SyntaxNode | undefined,
  right: SyntaxNode,
  outside: Outside,
): boolean {
  const text = object.end - object.start <= 16 ? textOf(object) : '';
  if (property === undefined) return false;
  if (text === 'exports' || text === 'module.exports') {
    const value = lastRight(right);
    if (!(value.type === 'unary_expression' && textOf(value).startsWith('void')))
      outside.exports.set(textOf(property), { kind: 'value', node: value });
    return true;
  }
  if (text !== 'module' || textOf(property) !== 'exports') return false;
  outside.whole = right;
  return true;
}

/** `Object.keys(_x).forEach((key) => … exports[key] …)`, which compilers make of `export * from`. */
function starOver(callee: SyntaxNode, callback: SyntaxNode, { scopes, stars, root }: Outside): void {
  const keys = child(callee, 'object');
  const [of] = keys === undefined ? [] : (child(keys, 'arguments')?.children ?? []);
  const made = keys === undefined ? undefined : child(keys, 'function');
  if (of?.type !== 'identifier' || made === undefined || textOf(made) !== 'Object.keys') return;
  if (
    !/\bexports\b/.test(
      callback.source.text.slice(callback.start, Math.min(callback.end, callback.start + 400)),
    )
  )
    return;
  const declared = scopes.get(root)?.get(textOf(of));
  const init = declared?.kind === 'variable' ? declared.init : undefined;
  const required = init === undefined ? undefined : requiredBy(init);
  if (required !== undefined) stars.push(required);
}
