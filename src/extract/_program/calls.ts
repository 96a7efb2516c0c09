// Calling: functions and classes of the project are followed, everything else is asked of the library or unknown.
import type { Argument } from './ast.ts';
import { ancestors, memberOf } from './attributes.ts';
import { assumedOf, isEnum } from './definitions.ts';
import { evaluate } from './expressions.ts';
import { bind, itemsOf } from './names.ts';
import { enter, moduleOf, type Run } from './run.ts';
import { runBody } from './statements.ts';
import {
  type Args,
  bare,
  type Callable,
  type Class,
  dict,
  either,
  firstOf,
  isKind,
  list,
  newScope,
  optionsOf,
  type Partial,
  type Scope,
  type Thing,
  unknown,
  type Value,
} from './values.ts';

/** A function may stand this often on the stack of calls. */
const mostRecursion = 2;

export function argumentsOf(args: readonly Argument[], scope: Scope, run: Run): Args {
  const positional: Value[] = [];
  const named = new Map<string, Value>();
  let open = false;
  for (const arg of args) {
    const value = evaluate(arg.value, scope, run);
    if (arg.form === 'positional') positional.push(value);
    else if (arg.form === 'named') named.set(arg.name, value);
    else if (arg.form === 'list') {
      const inner = itemsOf(value, run);
      positional.push(...inner.items.slice(0, 500));
      open ||= inner.open;
    } else {
      const inner = bare(value);
      if (isKind(inner, 'dict')) {
        for (const { key, value: item } of inner.entries.values()) {
          if (typeof key === 'string') named.set(key, item);
        }
        open ||= inner.open;
      } else open = true;
    }
  }
  return { positional, named, open };
}

export function callValue(callee: Value, args: Args, line: number, scope: Scope, run: Run): Value {
  const inner = bare(callee);
  if (inner === null || typeof inner !== 'object') return unknown;
  switch (inner.kind) {
    case 'native':
      return inner.call(args, line);
    case 'callable':
      return callFunction(inner, args, run, { path: moduleOf(scope).path, line });
    case 'class':
      return instantiate(inner, args, line, scope, run);
    case 'partial':
      return callValue(inner.of, withGiven(inner, args), line, scope, run);
    case 'either': {
      const results = inner.options
        .filter((option) => option !== null && !isKind(option, 'unknown'))
        .map((option) => callValue(option, args, line, scope, run));
      const [first = unknown, ...more] = results;
      return more.reduce(either, first);
    }
    case 'thing': {
      const own = inner.of.kind === 'class' ? memberOf(inner.of, '__call__', run, false, inner) : undefined;
      if (isKind(own, 'callable')) return callFunction(own, args, run);
      return firstOf(run.library.call(inner, args, line, scope));
    }
    case 'type': {
      // A type of its own made from another one converts like it.
      const under = inner.expr.kind === 'subscript' ? unknown : evaluate(inner.expr, inner.scope, run);
      if (isKind(under, 'external') || isKind(under, 'class'))
        return callValue(under, args, line, scope, run);
      return args.positional.length === 1 ? firstOf(args.positional[0]) : unknown;
    }
    case 'external':
    case 'member':
    case 'unknown': {
      const known = run.library.call(inner, args, line, scope);
      const built = known === undefined ? run.dialect.call(inner, args, scope, run) : known;
      if (built !== undefined) return built;
      if (!isKind(inner, 'external')) return unknown;
      const made: Thing = {
        kind: 'thing',
        of: inner,
        args: args.positional,
        named: args.named,
        fields: new Map(),
        assumed: false,
        line,
        module: moduleOf(scope),
      };
      run.made?.(made, scope, line);
      return made;
    }
    default:
      return unknown;
  }
}

function withGiven(partial: Partial, args: Args): Args {
  return {
    positional: [...partial.args, ...args.positional],
    named: new Map([...partial.named, ...args.named]),
    open: args.open,
  };
}

export function callFunction(
  fn: Callable,
  args: Args,
  run: Run,
  from: { readonly path: string; readonly line: number } = { path: '', line: 0 },
): Value {
  run.called.add(fn.def);
  if (fn.def.body === undefined) return unknown;
  if (run.stack.filter((def) => def === fn.def).length >= mostRecursion || !enter(run)) return unknown;
  run.stack.push(fn.def);
  try {
    const scope = newScope('function', fn.scope, fn.scope.module);
    run.sites.push({ ...from, scope });
    bindParameters(fn, args, scope, run);
    const returned = runBody(fn.def.body, scope, run);
    if (!Array.isArray(returned)) return returned as Value;
    const [first = null, ...more] = returned as Value[];
    return more.reduce(either, first);
  } finally {
    run.stack.pop();
    run.sites.length = run.stack.length;
    run.depth -= 1;
  }
}

function bindParameters(fn: Callable, args: Args, scope: Scope, run: Run): void {
  const given = fn.self === undefined ? args.positional : [fn.self, ...args.positional];
  const left = new Map(args.named);
  let position = 0;
  for (const param of fn.def.params) {
    if (param.form === 'list') {
      bind(param.name, list(given.slice(position), 'tuple', args.open), scope);
      position = given.length;
      continue;
    }
    if (param.form === 'dict') {
      bind(param.name, dict(left, args.open), scope);
      continue;
    }
    const takesPosition = param.form !== 'keyword-only';
    const positional = takesPosition ? given[position] : undefined;
    if (positional !== undefined) {
      position += 1;
      bind(param.name, positional, scope);
      continue;
    }
    const named = left.get(param.name);
    if (named !== undefined) {
      left.delete(param.name);
      bind(param.name, named, scope);
      continue;
    }
    if (param.fallback !== undefined && !args.open)
      bind(param.name, evaluate(param.fallback, fn.scope, run), scope);
    else bind(param.name, assumedOf(param.name, param.annotation, fn.scope, run), scope);
  }
}

/** Arguments of which nothing is known, to call a function that nobody calls. */
export const noArguments: Args = { positional: [], named: new Map(), open: true };

export function instantiate(cls: Class, args: Args, line: number, scope: Scope, run: Run): Value {
  if (isEnum(cls)) return memberByValue(cls, args);
  const thing: Thing = {
    kind: 'thing',
    of: cls,
    args: args.positional,
    named: args.named,
    fields: new Map(),
    assumed: false,
    line,
    module: moduleOf(scope),
  };
  const init = memberOf(cls, '__init__', run, false, thing);
  if (isKind(init, 'callable')) callFunction(init, args, run);
  else fillFields(cls, thing, args, run);
  run.made?.(thing, scope, line);
  return thing;
}

function memberByValue(cls: Class, args: Args): Value {
  const [wanted] = args.positional;
  for (const member of cls.scope.vars.values()) {
    if (isKind(member, 'thing') && member.fields.get('value') === wanted) return member;
  }
  return unknown;
}

/** Fields of a class without `__init__`: a dataclass, a model, a named tuple. */
function fillFields(cls: Class, thing: Thing, args: Args, run: Run): void {
  const names = ancestors(cls)
    .toReversed()
    .flatMap((base) => (isKind(base, 'class') ? [...base.scope.annotations.keys()] : []));
  [...new Set(names)].forEach((name, index) => {
    const value = args.named.has(name) ? args.named.get(name) : args.positional[index];
    if (value !== undefined) thing.fields.set(name, value);
    else if (memberOf(cls, name, run, false, undefined) === undefined && args.open)
      thing.fields.set(name, unknown);
  });
  for (const [name, value] of args.named) thing.fields.set(name, value);
}

/** The functions that a value may be, with the parameters that `functools.partial` has filled. */
export function functionsIn(
  value: Value,
): readonly { readonly fn: Callable; readonly filled: ReadonlySet<string> }[] {
  return optionsOf(bare(value)).flatMap((option) => {
    const inner = bare(option);
    if (isKind(inner, 'callable')) return [{ fn: inner, filled: new Set<string>() }];
    if (!isKind(inner, 'partial')) return [];
    return functionsIn(inner.of).map(({ fn, filled }) => {
      const positional = fn.def.params.slice(0, inner.args.length).map((param) => param.name);
      return { fn, filled: new Set([...filled, ...positional, ...inner.named.keys()]) };
    });
  });
}
