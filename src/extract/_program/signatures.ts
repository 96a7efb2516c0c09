// `inspect.signature` and what programs make of it: decorators that hide or change parameters of a tool.
import type { Expr, Param } from './ast.ts';
import { evaluate } from './expressions.ts';
import { itemsOf } from './names.ts';
import type { Run } from './run.ts';
import {
  type Args,
  bare,
  type Callable,
  dict,
  external,
  firstOf,
  isKind,
  optionsOf,
  type Scope,
  type Thing,
  unknown,
  type Value,
} from './values.ts';

/** A parameter with its annotation and default as values. */
export interface Parameter {
  readonly name: string;
  readonly form: Param['form'];
  readonly annotation: Value | undefined;
  readonly fallback: Value | undefined;
}

const kinds: ReadonlyMap<Param['form'], string> = new Map([
  ['plain', 'POSITIONAL_OR_KEYWORD'],
  ['positional-only', 'POSITIONAL_ONLY'],
  ['keyword-only', 'KEYWORD_ONLY'],
  ['list', 'VAR_POSITIONAL'],
  ['dict', 'VAR_KEYWORD'],
]);
const empty = external('inspect.Parameter.empty');

/** An annotation as a value: a plain name is what it stands for, everything else stays as written. */
function annotationValue(expr: Expr, scope: Scope, run: Run): Value {
  if (expr.kind !== 'name' && expr.kind !== 'attribute') return { kind: 'type', expr, scope };
  const value = evaluate(expr, scope, run);
  return isKind(value, 'unknown') ? { kind: 'type', expr, scope } : value;
}

/** The parameters that callers of a function see; undefined when a decorator changed them in a way that is not known. */
export function parametersOf(fn: Callable, run: Run): readonly Parameter[] | undefined {
  const changed = fn.fields.get('__signature__');
  if (changed !== undefined) {
    const signature = bare(changed);
    return isKind(signature, 'thing') ? parametersIn(signature, run) : undefined;
  }
  const source = fn.wraps ?? fn;
  if (source !== fn && source.fields.has('__signature__')) return parametersOf(source, run);
  return exposed(source).map((param) => ({
    name: param.name,
    form: param.form,
    annotation:
      param.annotation === undefined ? undefined : annotationValue(param.annotation, source.scope, run),
    fallback: param.fallback === undefined ? undefined : bare(evaluate(param.fallback, source.scope, run)),
  }));
}

/** Parameters without the one that a method is bound by. */
function exposed(fn: Callable): readonly Param[] {
  const [first, ...rest] = fn.def.params;
  const bound =
    fn.binding !== 'static' &&
    first !== undefined &&
    (fn.self !== undefined ||
      (fn.scope.kind === 'class' && /^(self|cls)$/.test(first.name)) ||
      first.name === 'self');
  return bound ? rest : fn.def.params;
}

function parametersIn(signature: Thing, run: Run): readonly Parameter[] | undefined {
  const held = bare(
    firstOf(signature.fields.get('parameters'), signature.named.get('parameters'), signature.args[0]),
  );
  const list = isKind(held, 'dict')
    ? { items: [...held.entries.values()].map((entry) => entry.value), open: held.open }
    : itemsOf(held, run);
  const parameters = list.items.map((item) => parameterIn(bare(item)));
  if (list.open || parameters.includes(undefined)) return undefined;
  return parameters.filter((parameter) => parameter !== undefined);
}

function parameterIn(value: Value): Parameter | undefined {
  if (!isKind(value, 'thing')) return undefined;
  const get = (name: string): Value | undefined => {
    const found = firstOf(value.fields.get(name), value.named.get(name), empty);
    return isEmpty(found) ? undefined : found;
  };
  const name = get('name') ?? value.args[0];
  if (typeof name !== 'string') return undefined;
  const kind = bare(get('kind') ?? value.args[1] ?? null);
  const word = isKind(kind, 'external') ? kind.path.split('.').at(-1) : undefined;
  const form = [...kinds].find(([, each]) => each === word)?.[0] ?? 'plain';
  return { name, form, annotation: get('annotation'), fallback: get('default') };
}

function isEmpty(value: Value | undefined): boolean {
  return isKind(value, 'external') && /^inspect\.(Parameter\.|Signature\.|_)empty$/.test(value.path);
}

/** `inspect.signature(fn)` */
export function signatureOf(value: Value, near: Thing['module'], run: Run): Value {
  const fn = optionsOf(bare(value)).find((option) => isKind(option, 'callable'));
  const parameters = isKind(fn, 'callable') ? parametersOf(fn, run) : undefined;
  if (parameters === undefined) return unknown;
  const things = parameters.map((parameter): readonly [string, Value] => [
    parameter.name,
    thing('inspect.Parameter', near, [
      ['name', parameter.name],
      ['annotation', firstOf(parameter.annotation, empty)],
      ['default', firstOf(parameter.fallback, empty)],
      ['kind', external(`inspect.Parameter.${kinds.get(parameter.form) ?? ''}`)],
    ]),
  ]);
  return thing('inspect.Signature', near, [['parameters', dict(things)]]);
}

/** `signature.replace(…)` and `parameter.replace(…)`; undefined for any other thing. */
export function replaced(of: Thing, args: Args): Value | undefined {
  if (!isKind(of.of, 'external') || !/^inspect\.(Signature|Parameter)$/.test(of.of.path)) return undefined;
  return { ...of, fields: new Map([...of.fields, ...args.named]) };
}

/** Names and annotations of a function's parameters, as `typing.get_type_hints` gives them. */
export function hintsOf(value: Value, run: Run): Value {
  const fn = bare(value);
  const parameters = isKind(fn, 'callable') ? parametersOf(fn, run) : undefined;
  if (parameters === undefined) return unknown;
  return dict(
    parameters.flatMap(({ name, annotation }) =>
      annotation === undefined ? [] : [[name, annotation] as const],
    ),
  );
}

function thing(path: string, module: Thing['module'], fields: readonly (readonly [string, Value])[]): Thing {
  return {
    kind: 'thing',
    of: external(path),
    args: [],
    named: new Map(),
    fields: new Map(fields),
    assumed: false,
    line: 0,
    module,
  };
}
