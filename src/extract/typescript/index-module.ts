// Builds the index of one module in one walk over its syntax tree.

import { type Declaration, type Export, isScope, type Module } from './module.ts';
import {
  declaredBy,
  getterResult,
  goingThrough,
  isGetterTable,
  lastRight,
  nameText,
  requiredBy,
  rootOf,
  targetsOf,
} from './module-syntax.ts';
import { stringValue } from './strings.ts';
import { bare, child, finalName, isClass, isFunction, type SyntaxNode, textOf } from './syntax.ts';

const changers = new Set(['push', 'unshift', 'set', 'add', 'splice']);

/** Walks a syntax tree once. */
export function indexModule(path: string, root: SyntaxNode, errors: readonly number[]): Module {
  const scopes = new Map<SyntaxNode, Map<string, Declaration>>();
  const exports = new Map<string, Export>();
  const stars: string[] = [];
  const calls = new Map<string, SyntaxNode[]>();
  const handed = new Map<string, SyntaxNode[]>();
  const assignments = new Map<string, SyntaxNode[]>();
  const changes = new Map<string, SyntaxNode[]>();
  const fieldChanges = new Map<string, SyntaxNode[]>();
  const classes: SyntaxNode[] = [];
  const imports: { from: string; name: string; local: string }[] = [];
  let whole: SyntaxNode | undefined;

  const declare = (scope: SyntaxNode, name: string, declaration: Declaration) => {
    let bindings = scopes.get(scope);
    if (bindings === undefined) {
      bindings = new Map();
      scopes.set(scope, bindings);
    }
    // Of two declarations of a `var` the one with a value tells more.
    const present = bindings.get(name);
    if (present?.kind === 'variable' && present.init !== undefined && declaration.kind === 'variable') return;
    bindings.set(name, declaration);
  };
  const declarePattern = (
    scope: SyntaxNode,
    pattern: SyntaxNode,
    make: (target: SyntaxNode) => Declaration,
  ) => {
    for (const target of targetsOf(pattern)) declare(scope, textOf(target), make(target));
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
  const nodes: SyntaxNode[] = [root];
  const outers: SyntaxNode[] = [root];
  const outerFunctions: SyntaxNode[] = [root];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const outer = outers.pop() ?? root;
    const outerFunction = outerFunctions.pop() ?? root;
    visit(node, outer, outerFunction);
    if (node.children.length === 0) continue;
    const scope = isScope(node) ? node : outer;
    const functionScope = isFunction(node) ? node : outerFunction;
    for (let i = node.children.length - 1; i >= 0; i -= 1) {
      const next = node.children[i];
      if (next === undefined) continue;
      nodes.push(next);
      outers.push(scope);
      outerFunctions.push(functionScope);
    }
  }

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
          declare(own, textOf(name), { kind, target: name, node });
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
        importing(node);
        return;
      case 'export_statement':
        exporting(node);
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

  function importing(node: SyntaxNode): void {
    if (/^import\s+type\s/.test(textOf(node).slice(0, 20))) return;
    const [clause] = node.children;
    const source = child(node, 'source') ?? (clause === undefined ? undefined : child(clause, 'source'));
    if (source === undefined || clause === undefined) return;
    const from = stringValue(source);
    const bind = (target: SyntaxNode, name: string) => {
      declare(root, textOf(target), { kind: 'import', target, from, name });
      imports.push({ from, name, local: textOf(target) });
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
          const name = child(specifier, 'name');
          if (name !== undefined) bind(child(specifier, 'alias') ?? name, nameText(name));
        }
      }
    }
  }

  function exporting(node: SyntaxNode): void {
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
      const name = child(specifier, 'name');
      if (name === undefined) continue;
      const given = nameText(child(specifier, 'alias') ?? name);
      const local = nameText(name);
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
    if (name === '__exportStar' || name === '__reExport') {
      const required = list.map((part) => requiredBy(part)).find((path) => path !== undefined);
      if (required !== undefined) stars.push(required);
    }
    if (name === 'forEach' && list[0] !== undefined) starOver(member, list[0]);
    if (name === 'defineProperty' && list[0] !== undefined && textOf(list[0]) === 'exports') {
      const [, key, descriptor] = list;
      const got = descriptor === undefined ? undefined : getterResult(descriptor);
      if (key?.type === 'string' && got !== undefined)
        exports.set(stringValue(key), { kind: 'value', node: got });
    }
  }

  /** `Object.keys(_x).forEach((key) => … exports[key] …)`, which compilers make of `export * from`. */
  function starOver(callee: SyntaxNode, callback: SyntaxNode): void {
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
    const objectText = object.end - object.start <= 16 ? textOf(object) : '';
    if ((objectText === 'exports' || objectText === 'module.exports') && property !== undefined) {
      const value = lastRight(right);
      if (!(value.type === 'unary_expression' && textOf(value).startsWith('void'))) {
        exports.set(textOf(property), { kind: 'value', node: value });
      }
    } else if (objectText === 'module' && property !== undefined && textOf(property) === 'exports') {
      whole = right;
    } else if (object.type === 'this') {
      if (property !== undefined) add(fieldChanges, textOf(property), node);
    } else {
      change(object, node);
    }
  }

  return {
    path,
    root,
    errors,
    scopes,
    exports,
    stars,
    whole,
    calls,
    handed,
    assignments,
    changes,
    fieldChanges,
    classes,
    imports,
  };
}

function add(map: Map<string, SyntaxNode[]>, key: string, node: SyntaxNode): void {
  const present = map.get(key);
  if (present === undefined) map.set(key, [node]);
  else present.push(node);
}
