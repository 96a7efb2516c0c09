// Definitions of functions and classes: decorators, enumerations, and what a parameter of a type stands for.
import type { Expr, FunctionDef, Stmt } from './ast.ts';
import { ancestors } from './attributes.ts';
import { callValue } from './calls.ts';
import { evaluate } from './expressions.ts';
import { bind, lookUp } from './names.ts';
import { moduleOf, type Run } from './run.ts';
import { execute } from './statements.ts';
import {
  bare,
  type Callable,
  type Class,
  callable,
  firstOption,
  isKind,
  newScope,
  type Scope,
  type Thing,
  unknown,
  unknownNamed,
  type Value,
} from './values.ts';

export function define(statement: FunctionDef, scope: Scope, run: Run): void {
  const made = callable(statement, scope);
  run.defined.set(statement, made);
  let value: Value = made;
  for (const decorator of [...statement.decorators].reverse())
    value = decorated(value, made, decorator, scope, run);
  bind(statement.name, value, scope);
}

function decorated(value: Value, made: Callable, decorator: Expr, scope: Scope, run: Run): Value {
  const by = evaluate(decorator, scope, run);
  const path = isKind(by, 'external') ? by.path : '';
  if (path.endsWith('staticmethod')) made.binding = 'static';
  else if (path.endsWith('classmethod')) made.binding = 'class';
  else if (/(^|\.)(property|cached_property)$/.test(path)) made.binding = 'property';
  else {
    if (isKind(by, 'callable')) run.decorated?.(made, by);
    const result = callValue(
      by,
      { positional: [value], named: new Map(), open: false },
      decorator.line,
      scope,
      run,
    );
    const inner = bare(result);
    // What a decorator puts around a function has that function's face, by `functools.wraps` or by our ignorance.
    if (isKind(inner, 'callable')) {
      const changed = ['__signature__', '__name__', '__doc__'].some((field) => inner.fields.has(field));
      if (inner === made || !changed) return value;
      inner.wraps ??= made;
      return inner;
    }
    if (isKind(inner, 'thing')) return inner;
  }
  return value;
}

export function defineClass(statement: Extract<Stmt, { kind: 'class' }>, scope: Scope, run: Run): Class {
  const body = newScope('class', scope, () => moduleOf(scope));
  const bases = statement.bases
    .filter((base) => base.form === 'positional')
    .map((base) => evaluate(base.value, scope, run));
  const cls: Class = { kind: 'class', def: statement, scope: body, bases };
  run.classes.set(body, cls);
  execute(statement.body, body, run);
  if (isEnum(cls)) nameMembers(cls, moduleOf(scope));
  return cls;
}

/** True for a class whose members are its values. */
export function isEnum(cls: Class): boolean {
  return ancestors(cls).some(
    (base) => isKind(base, 'external') && /(^|\.)(Str|Int|)(Enum|Flag)$/.test(base.path),
  );
}

function nameMembers(cls: Class, module: Thing['module']): void {
  for (const [name, value] of cls.scope.vars) {
    if (name.startsWith('_') || isKind(value, 'callable') || isKind(value, 'import')) continue;
    const content =
      isKind(value, 'thing') && isKind(value.of, 'external') && value.of.path.endsWith('auto')
        ? name.toLowerCase()
        : value;
    const fields = new Map<string, Value>([
      ['name', name],
      ['value', content],
    ]);
    cls.scope.vars.set(name, {
      kind: 'thing',
      of: cls,
      args: [],
      named: new Map(),
      fields,
      assumed: false,
      line: cls.def.line,
      module,
    });
  }
}

/** What a parameter is when no caller gives it: a thing of its annotated type, when that is a class. */
export function assumedOf(name: string, annotation: Expr | undefined, scope: Scope, run: Run): Value {
  if (annotation === undefined) return unknownNamed(name);
  const type =
    annotation.kind === 'string'
      ? lookUp(annotation.value, scope, run)
      : annotation.kind === 'name' || annotation.kind === 'attribute'
        ? evaluate(annotation, scope, run)
        : unknown;
  const cls = firstOption(type);
  // A type that anything may have says less than the parameter's name.
  if (isKind(cls, 'external') && /^builtins\.|^typing(_extensions)?\.\w+$/.test(cls.path))
    return unknownNamed(name);
  if (!isKind(cls, 'external') && !isKind(cls, 'class')) return unknownNamed(name);
  if (isKind(cls, 'class') && isEnum(cls)) return unknownNamed(name);
  return {
    kind: 'thing',
    of: cls,
    args: [],
    named: new Map(),
    fields: new Map(),
    assumed: true,
    line: annotation.line,
    module: moduleOf(scope),
  };
}
