// Lists of tools: what a handler answers, what is written out, what a decorator collects.
import { callValue, noArguments } from '../_program/calls.ts';
import { itemsOf } from '../_program/names.ts';
import type { Run } from '../_program/run.ts';
import { plain } from '../_program/texts.ts';
import { bare, type Callable, isKind, type Module, type Value } from '../_program/values.ts';
import { fieldOf } from './definitions.ts';
import { type Drafts, fromFields, fromFunction, fromThing } from './drafts.ts';
import type { Loose } from './loose.ts';
import type { ListHandler, Registration, Registry } from './registry.ts';

export function readList(handler: ListHandler, registry: Registry, run: Run, out: Drafts): void {
  const place = { path: handler.module.path, line: handler.line };
  const result = callValue(handler.handler, noArguments, handler.line, handler.module.scope, run);
  const { items, open } = listedIn(result, run);
  for (const item of items) {
    const gate = isKind(item, 'conditioned') ? item.gate : handler.gate;
    const inner = bare(item);
    const registration = registrationOf(handler, inner, gate);
    if (isKind(inner, 'thing')) fromThing(inner, registration, registry, run, out);
    else if (isKind(inner, 'dict')) fromFields(inner, registration, registry, run, out);
    else {
      out.skips.push({
        reason: 'list-not-constant',
        place,
        detail: 'A tool of this list is made at run time.',
      });
    }
  }
  if (open) {
    out.skips.push({
      reason: 'list-not-constant',
      place,
      detail: 'This list of tools is, or may be, longer than what can be read.',
    });
  }
}

/** A definition that nothing registers as far as can be seen; one that the list has is not taken twice. */
export function readLoose(
  loose: Loose,
  names: ReadonlySet<string>,
  registry: Registry,
  run: Run,
  out: Drafts,
): void {
  const name = plain(fieldOf(loose.value, ['name'], run) ?? null);
  if (typeof name !== 'string' || names.has(name)) return;
  const registration: Registration = {
    server: loose.value,
    what: loose.value,
    config: new Map(),
    detector: 'python/definition',
    confidence: 0.6,
    gate: loose.gate,
    line: loose.line,
    module: loose.module,
  };
  fromFields(loose.value, registration, registry, run, out);
}

export function readCollection(
  name: string,
  functions: readonly Callable[],
  registry: Registry,
  run: Run,
  out: Drafts,
): void {
  for (const fn of functions) {
    const registration: Registration = {
      server: fn,
      what: fn,
      config: new Map(),
      detector: 'python/collected',
      confidence: 0.5,
      gate: undefined,
      line: fn.def.line,
      module: fn.scope.module(),
    };
    const from = out.tools.length;
    fromFunction(fn, new Set(), registration, registry, run, out);
    for (const [index, tool] of out.tools.entries()) {
      if (index >= from) out.tools[index] = { ...tool, dynamic: `functions that @${name} collects` };
    }
  }
}

function registrationOf(handler: ListHandler, what: Value, gate: string | undefined): Registration {
  return {
    server: handler.server,
    what,
    config: new Map(),
    detector: 'python/list-tools',
    confidence: 0.95,
    gate,
    line: handler.line,
    module: handler.module as Module,
  };
}

/** The tools in what a handler returns: a list, or a result object around one. */
function listedIn(result: Value, run: Run): { readonly items: readonly Value[]; readonly open: boolean } {
  const inner = bare(result);
  if (isKind(inner, 'thing') && isKind(inner.of, 'external')) {
    if (/ServerResult$/.test(inner.of.path))
      return listedIn(inner.args[0] ?? inner.named.get('root') ?? null, run);
    return itemsOf(inner.named.get('tools') ?? inner.args[0] ?? null, run);
  }
  if (isKind(inner, 'dict') && inner.entries.has('tools'))
    return itemsOf(inner.entries.get('tools')?.value ?? null, run);
  if (isKind(inner, 'either')) {
    const all = inner.options.map((option) => listedIn(option, run));
    return { items: [...new Set(all.flatMap((each) => each.items))], open: all.some((each) => each.open) };
  }
  return itemsOf(inner, run);
}
