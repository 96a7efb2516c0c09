// Indexes one part of a module in one walk: what its names mean, and which calls and changes it holds.

import { type Declaration, isScope } from '../module.ts';
import { goingThrough, isGetterTable, rootOf, targetsOf } from '../module-syntax.ts';
import { stringValue } from '../strings.ts';
import { above, bare, child, finalName, isClass, isFunction, type SyntaxNode, textOf } from '../syntax.ts';
import {
  declare,
  exporting,
  exportingAssignment,
  exportingCall,
  importing,
  type Outside,
} from './outside.ts';

/** Nodes of a part by the name they are about, in the order of the text. */
type ByName = ReadonlyMap<string, readonly SyntaxNode[]>;

/** What the listings of a module are put together from. */
export interface Lists {
  readonly calls: ByName;
  readonly handed: ByName;
  readonly assignments: ByName;
  readonly changes: ByName;
  readonly fieldChanges: ByName;
  readonly classes: readonly SyntaxNode[];
}

const changers = new Set(['push', 'unshift', 'set', 'add', 'splice']);

/** Walks the program or the block of a body once, but into no body that is still closed. */
export function indexPart(
  root: SyntaxNode,
  outside: Outside,
  isClosed: (node: SyntaxNode) => boolean,
): Lists {
  const { scopes } = outside;
  const calls = new Map<string, SyntaxNode[]>();
  const handed = new Map<string, SyntaxNode[]>();
  const assignments = new Map<string, SyntaxNode[]>();
  const changes = new Map<string, SyntaxNode[]>();
  const fieldChanges = new Map<string, SyntaxNode[]>();
  const classes: SyntaxNode[] = [];

  const declarePattern = (
    scope: SyntaxNode,
    pattern: SyntaxNode,
    make: (target: SyntaxNode) => Declaration,
  ) => {
    for (const target of targetsOf(pattern)) declare(scopes, scope, textOf(target), make(target));
  };
  const change = (changed: SyntaxNode, node: SyntaxNode) => {
    const holder = rootOf(changed);
    if (holder.type === 'identifier') add(changes, textOf(holder), node);
    else if (holder.type === 'member_expression' && child(holder, 'object')?.type === 'this') {
      const property = child(holder, 'property');
      if (property !== undefined) add(fieldChanges, textOf(property), node);
    }
  };

  // Three lists side by side: one entry a node would be an object a node.
  const around = above(root, isFunction) ?? root;
  const nodes: SyntaxNode[] = [root];
  const outers: SyntaxNode[] = [root];
  const outerFunctions: SyntaxNode[] = [around];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const outer = outers.pop() ?? root;
    const outerFunction = outerFunctions.pop() ?? around;
    visit(node, outer, outerFunction);
    if (node.type === 'statement_block' && isClosed(node)) continue;
    const { children } = node;
    if (children.length === 0) continue;
    const scope = isScope(node) ? node : outer;
    const functionScope = isFunction(node) ? node : outerFunction;
    for (let i = children.length - 1; i >= 0; i -= 1) {
      const next = children[i];
      if (next === undefined) continue;
      nodes.push(next);
      outers.push(scope);
      outerFunctions.push(functionScope);
    }
  }
  return { calls, handed, assignments, changes, fieldChanges, classes };

  function visit(node: SyntaxNode, scope: SyntaxNode, functionScope: SyntaxNode): void {
    switch (node.type) {
      case 'variable_declarator': {
        const pattern = child(node, 'name');
        if (pattern === undefined) return;
        const init = child(node, 'value');
        const into = node.parent?.type === 'variable_declaration' ? functionScope : scope;
        declarePattern(into, pattern, (target) => ({ kind: 'variable', target, pattern, init }));
        return;
      }
      case 'function_declaration':
      case 'generator_function_declaration':
      case 'class_declaration':
      case 'abstract_class_declaration':
      case 'enum_declaration':
      case 'function_expression':
      case 'generator_function':
      case 'class':
      case 'internal_module': {
        if (isClass(node)) classes.push(node);
        const name = child(node, 'name');
        if (name !== undefined) {
          const own = node.type.endsWith('_declaration') || node.type === 'internal_module' ? scope : node;
          const kind = isFunction(node)
            ? 'function'
            : isClass(node)
              ? 'class'
              : node.type === 'enum_declaration'
                ? 'enum'
                : 'namespace';
          declare(scopes, own, textOf(name), { kind, target: name, node });
        }
        if (isFunction(node)) parameters(node);
        return;
      }
      case 'arrow_function':
      case 'method_definition':
        parameters(node);
        return;
      case 'for_in_statement': {
        const pattern = child(node, 'left');
        if (pattern === undefined) return;
        declarePattern(node, pattern, (target) => ({ kind: 'loop', target, pattern, loop: node }));
        return;
      }
      case 'catch_clause': {
        const parameter = child(node, 'parameter');
        if (parameter !== undefined)
          declarePattern(node, parameter, (target) => ({ kind: 'opaque', target }));
        return;
      }
      case 'import_statement':
        importing(node, outside);
        return;
      case 'export_statement':
        exporting(node, outside);
        return;
      case 'call_expression':
      case 'new_expression':
        calling(node);
        return;
      case 'assignment_expression':
      case 'augmented_assignment_expression':
        assigning(node);
        return;
    }
  }

  function parameters(owner: SyntaxNode): void {
    const single = child(owner, 'parameter');
    const list = single === undefined ? (child(owner, 'parameters')?.children ?? []) : [single];
    let index = 0;
    for (const parameter of list) {
      if (parameter.type === 'this') continue;
      const at = index;
      index += 1;
      declarePattern(owner, parameter, (target) => ({
        kind: 'parameter',
        target,
        pattern: parameter,
        owner,
        index: at,
      }));
    }
  }

  function calling(node: SyntaxNode): void {
    const callee = child(node, 'function') ?? child(node, 'constructor');
    if (callee === undefined) return;
    const name = finalName(callee);
    if (name === undefined) return;
    add(calls, name, node);
    const list = child(node, 'arguments')?.children ?? [];
    const member = bare(callee);
    if (name === 'call' && member.type === 'member_expression') {
      const method = finalName(child(member, 'object') ?? member);
      if (method !== undefined) add(calls, `${method}.call`, node);
    }
    if (member.type === 'member_expression') {
      const object = child(member, 'object');
      if (object !== undefined && changers.has(name)) change(object, node);
      if (name === 'assign' && object !== undefined && textOf(object) === 'Object' && list[0] !== undefined)
        change(list[0], node);
      const inner = list[0] === undefined || !goingThrough.has(name) ? undefined : bare(list[0]);
      const handedName =
        inner?.type === 'identifier' || inner?.type === 'member_expression' ? finalName(inner) : undefined;
      if (handedName !== undefined) add(handed, handedName, node);
    }
    const [held, key] = list;
    if (held?.type === 'this' && key?.type === 'string') add(fieldChanges, stringValue(key), node);
    if (
      member.type === 'identifier' &&
      held?.type === 'identifier' &&
      key !== undefined &&
      isGetterTable(key)
    ) {
      change(held, node);
    }
    exportingCall(name, member, list, outside);
  }

  function assigning(node: SyntaxNode): void {
    const left = child(node, 'left');
    const right = child(node, 'right');
    if (left === undefined || right === undefined) return;
    const target = bare(left);
    if (target.type === 'identifier') {
      add(assignments, textOf(target), node);
      return;
    }
    if (target.type !== 'member_expression' && target.type !== 'subscript_expression') return;
    const object = child(target, 'object');
    const property = child(target, 'property');
    if (object === undefined) return;
    if (exportingAssignment(object, property, right, outside)) return;
    if (object.type === 'this') {
      if (property !== undefined) add(fieldChanges, textOf(property), node);
    } else {
      change(object, node);
    }
  }
}

function add(map: Map<string, SyntaxNode[]>, key: string, node: SyntaxNode): void {
  const present = map.get(key);
  if (present === undefined) map.set(key, [node]);
  else present.push(node);
}
