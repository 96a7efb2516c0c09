// Calls that register tools with the SDK, directly or through functions of the project that do it for them.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { constantOf, textOfConstant } from '../_declarations/constants.ts';
import { type Classes, classNamed } from '../_declarations/declarations.ts';
import type { Argument, Expr } from '../_program/ast.ts';
import { hintsOf } from './hints.ts';
import { schemaOf, schemaOfArgs } from './input-schema.ts';
import { type Types, textOf } from './names.ts';
import { bindings, type Scope } from './scope.ts';
import { type Call, type KotlinFile, type KotlinFunction, readKotlin } from './syntax.ts';

const rounds = 4;

/** The functions of a project by name. */
export function functionsOf(files: readonly KotlinFile[]): ReadonlyMap<string, readonly KotlinFunction[]> {
  const byName = new Map<string, KotlinFunction[]>();
  for (const fun of files.flatMap((file) => file.functions))
    byName.set(fun.name, [...(byName.get(fun.name) ?? []), fun]);
  return byName;
}

/** `declared` is true when tool classes were found, which a registrar then goes through. */
export function registrations(
  files: readonly KotlinFile[],
  sources: readonly SourceFile[],
  classes: Classes,
  declared: boolean,
): Extraction {
  const functions = functionsOf(files);
  const tools: ToolDraft[] = [];
  const open = new Map<KotlinFunction, Set<Call>>();
  /** The registrations of which something was said. */
  const told = new Set<Call>();
  const done = new Map<Call, Set<Call>>();
  const skips: Skip[] = [];
  const scopeOf = (call: Call): Scope => ({
    classes,
    cls: classNamed(call.cls, call.path, classes),
    path: call.path,
    locals: call.locals,
    functions,
  });
  /** False when only a further call can tell what is registered. */
  const take = (call: Call, found: ToolDraft | undefined, named: Expr | undefined): boolean => {
    if (found !== undefined) {
      tools.push({ ...found, place: { path: call.path, line: call.line } });
      return true;
    }
    const around = functionAround(call, functions);
    if (around !== undefined && hangsOn(named, around, call.locals, 0)) {
      open.set(around, (open.get(around) ?? new Set()).add(call));
      return false;
    }
    // A registrar that goes through the tool classes found above.
    if (declared && named?.kind === 'attribute') return true;
    const detail = 'The name of a tool that is registered here is not constant.';
    skips.push({ reason: 'name-not-constant', place: { path: call.path, line: call.line }, detail });
    return true;
  };
  for (const file of files) {
    if (!file.imports.some((name) => name.includes('modelcontextprotocol'))) continue;
    for (const call of file.calls) {
      const parts = isDirect(call.name) ? partsOf(call) : undefined;
      // A tool that is handed over as a value is a call of its own.
      if (parts === undefined || (call.name === 'addTool' && isValue(call, scopeOf(call)))) continue;
      const types = functionAround(call, functions)?.types ?? [];
      const found = draftOf(parts, scopeOf(call), new Map(types.map((type) => [type, undefined])));
      take(call, typed(found, parts, call, scopeOf(call)), parts.name);
    }
  }
  for (let round = 0, known = -1; round < rounds && sizeOf(open) > known; round += 1) {
    known = sizeOf(open);
    const wrappers = [...open.keys()];
    const names = new Set(wrappers.map((fun) => fun.name));
    for (const call of callsOf(names, files, sources)) {
      const fitting = wrappers.filter((fun) => fun.name === call.name && fits(fun, call));
      const outer = scopeOf(call);
      // What a type parameter means here, only a call of the function around tells.
      const loose = functionAround(call, functions)?.types ?? [];
      const types = call.types.map((type) => (loose.includes(type.name) ? undefined : type.name));
      const before = done.get(call) ?? new Set();
      done.set(call, before);
      for (const wrapper of meant(fitting, call, open)) {
        for (const inside of open.get(wrapper) ?? []) {
          if (before.has(inside)) continue;
          before.add(inside);
          for (const inner of follow(wrapper, inside, call, outer, open, call.args, types))
            if (take(call, inner.draft, inner.name)) told.add(inner.at);
        }
      }
    }
  }
  for (const call of [...open.values()].flatMap((calls) => [...calls])) {
    const detail = 'A function registers tools here, and nothing that was read tells their names.';
    if (isDirect(call.name) && !told.has(call))
      skips.push({ reason: 'name-not-constant', place: { path: call.path, line: call.line }, detail });
  }
  return { tools, skips };
}

function sizeOf(open: ReadonlyMap<KotlinFunction, ReadonlySet<Call>>): number {
  return [...open.values()].reduce((sum, calls) => sum + calls.size, 0);
}

/** Classes of one kind have functions of one name: that of the class it is called on, or the first. */
function meant(
  fitting: readonly KotlinFunction[],
  call: Call,
  open: ReadonlyMap<KotlinFunction, ReadonlySet<Call>>,
): readonly KotlinFunction[] {
  const own = fitting.filter((fun) =>
    [...(open.get(fun) ?? [])].some((inside) => inside.cls === call.receiver),
  );
  return own.length > 0 ? own : fitting.slice(0, 1);
}

function functionAround(
  call: Call,
  functions: ReadonlyMap<string, readonly KotlinFunction[]>,
): KotlinFunction | undefined {
  return (functions.get(call.within) ?? []).find(
    (fun) => fun.path === call.path && fun.calls.some((each) => each.line === call.line),
  );
}

/** A typed call says nothing of its schema: its type argument does. */
function typed(found: ToolDraft | undefined, parts: Parts, call: Call, scope: Scope): ToolDraft | undefined {
  const [type] = call.types;
  if (found === undefined || type === undefined || parts.schema !== undefined) return found;
  const { schema, partial } = schemaOfArgs(type.name, scope);
  return { ...found, inputSchema: schema, ...(partial ? { partial: true } : {}) };
}

interface Parts {
  readonly name: Expr | undefined;
  readonly description: Expr | undefined;
  readonly title: Expr | undefined;
  readonly schema: Expr | undefined;
  readonly annotations: Expr | undefined;
}

function isDirect(name: string): boolean {
  return name === 'addTool' || name === 'Tool';
}

/** `addTool(name, description, inputSchema, …)` and `Tool(name, …)`. */
function partsOf(call: Call): Parts {
  const named = (name: string): Expr | undefined =>
    call.args.find((arg) => arg.form === 'named' && arg.name === name)?.value;
  const placed = call.args
    .filter((arg) => arg.form === 'positional' && arg.value.kind !== 'lambda')
    .map((arg) => arg.value);
  const textSecond =
    placed[1]?.kind === 'string' || placed[1]?.kind === 'template' || call.name === 'addTool';
  return {
    name: named('name') ?? placed[0],
    description: named('description') ?? (textSecond ? placed[1] : placed[2]),
    title: named('title'),
    schema: named('inputSchema') ?? (textSecond ? placed[2] : placed[1]),
    annotations: named('toolAnnotations') ?? named('annotations'),
  };
}

/** `addTool(tool) { … }` */
function isValue(call: Call, scope: Scope): boolean {
  const placed = call.args.filter((arg) => arg.value.kind !== 'lambda');
  const [first] = placed;
  return (
    placed.length === 1 && first?.form === 'positional' && textOf(first.value, scope, new Map()) === undefined
  );
}

function draftOf(parts: Parts, scope: Scope, types: Types): ToolDraft | undefined {
  const name = textOf(parts.name, scope, types);
  if (name === undefined) return undefined;
  const description =
    textOfConstant(constantOf(parts.description, scope)) ?? textOf(parts.description, scope, types);
  const title = textOfConstant(constantOf(parts.title, scope));
  const { schema, partial } = schemaOf(parts.schema, scope, types);
  const annotations = hintsOf(parts.annotations, scope);
  return {
    name,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    inputSchema: schema,
    ...(annotations === undefined ? {} : { annotations }),
    place: { path: scope.path },
    detector: 'kotlin/registration',
    confidence: 0.9,
    ...(partial || (parts.description !== undefined && description === undefined) ? { partial: true } : {}),
  };
}

/** True when a name is worked out from what a function is given. */
function hangsOn(
  expr: Expr | undefined,
  fun: KotlinFunction,
  locals: ReadonlyMap<string, Expr>,
  depth: number,
): boolean {
  if (expr === undefined || depth > 12) return false;
  const next = (inner: Expr): boolean => hangsOn(inner, fun, locals, depth + 1);
  switch (expr.kind) {
    case 'name': {
      if (fun.params.some((param) => param.name === expr.id) || fun.types.includes(expr.id)) return true;
      const local = locals.get(expr.id);
      return local !== undefined && local !== expr && next(local);
    }
    case 'attribute':
      return next(expr.object);
    case 'call':
      return next(expr.callee) || expr.args.some((arg) => next(arg.value));
    case 'template':
      return expr.parts.some(next);
    case 'binary':
      return next(expr.left) || next(expr.right);
    default:
      return false;
  }
}

function fits(fun: KotlinFunction, call: Call): boolean {
  return fun.types.length > 0 === call.types.length > 0 && fun.params.length >= call.args.length;
}

/** The calls of some names in all files; those whose names speak of tools were kept when the files were read. */
function callsOf(
  names: ReadonlySet<string>,
  files: readonly KotlinFile[],
  sources: readonly SourceFile[],
): readonly Call[] {
  const kept = files.flatMap((file) => file.calls).filter((call) => names.has(call.name));
  const unread = [...names].filter((name) => !/tools?$/i.test(name));
  if (unread.length === 0) return kept;
  const found = sources
    .filter(({ text }) => unread.some((name) => text.includes(name)))
    .flatMap(({ path, text }) => readKotlin(path, text, (name) => unread.includes(name)).calls);
  return [...kept, ...found];
}

interface Followed {
  /** The registration at the end of the way. */
  readonly at: Call;
  readonly draft: ToolDraft | undefined;
  /** What the name hangs on, as written where the call stands. */
  readonly name: Expr | undefined;
}

/** What a call of a wrapper registers: a registration inside it, with the wrapper's parameters bound. */
function follow(
  wrapper: KotlinFunction,
  inside: Call,
  call: Call,
  outer: Scope,
  open: ReadonlyMap<KotlinFunction, ReadonlySet<Call>>,
  given: readonly Argument[],
  typeNames: readonly (string | undefined)[],
  depth = 0,
): readonly Followed[] {
  const types = new Map(wrapper.types.map((type, index) => [type, typeNames[index]]));
  const scope: Scope = {
    ...outer,
    cls: classNamed(inside.cls, inside.path, outer.classes),
    path: inside.path,
    locals: new Map([...wrapper.locals, ...bindings(wrapper, given, outer)]),
  };
  const asked = call.types.map((type): Expr => ({ kind: 'name', id: type.name, line: call.line }));
  const name = [...call.args.map((arg) => arg.value).filter((value) => value.kind !== 'lambda'), ...asked];
  const whole: Expr = { kind: 'template', parts: name, line: call.line };
  if (isDirect(inside.name))
    return [{ at: inside, draft: draftOf(partsOf(inside), scope, types), name: whole }];
  const [next] = meant(
    [...open.keys()].filter((fun) => fun.name === inside.name && fits(fun, inside)),
    inside,
    open,
  );
  if (next === undefined || depth > rounds) return [{ at: inside, draft: undefined, name: whole }];
  const names = inside.types.map((type) => (types.has(type.name) ? types.get(type.name) : type.name));
  return [...(open.get(next) ?? [])].flatMap((further) =>
    follow(next, further, inside, scope, open, inside.args, names, depth + 1).map((each) => ({
      ...each,
      name: whole,
    })),
  );
}
