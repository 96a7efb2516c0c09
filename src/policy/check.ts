// What is wrong with a document for a given server, in any format: misspelt names, rules that never work, rules that fail open.
import type { Change } from '../model/entry.ts';
import { codeSpan } from './code-span.ts';
import { decisionKinds } from './decision.ts';
import type { Flaw } from './flaw.ts';
import type { Format } from './format.ts';
import { type Arguments, type Calls, type Enforced, laterTool, type Outcome } from './outcome.ts';
import { absent, argumentsOf, combinations } from './probe.ts';
import { type Judged, recommend } from './recommend.ts';

/** A document over one server. */
export interface Checked {
  readonly format: Pick<Format, 'closing'>;
  readonly enforced: Enforced;
  /** The name that the document knows the server by. */
  readonly alias: string;
  readonly tools: readonly Judged[];
  /** Definitions of the server that could not be read. */
  readonly unread: number;
  /** What changed at the server, and the day on which the document was written. */
  readonly history?: { readonly changes: readonly Change[]; readonly written: string } | undefined;
}

/** Flaws of a document against the tools of a server, serious ones first. */
export function flawsOf(checked: Checked): readonly Flaw[] {
  const { enforced, alias, tools, unread } = checked;
  const names = tools.map(({ name }) => name);
  const flaws = [
    ...unknownTools(enforced.names(alias), names, unread),
    ...tools.flatMap((tool) => [...unknownArguments(checked, tool), ...failingOpen(checked, tool)]),
    ...criticalOpen(checked),
    ...changedSince(checked),
    ...(enforced.flaws?.(alias, names) ?? []),
    ...documentFlaws(enforced, alias, names),
  ];
  return flaws.toSorted((a, b) => Number(b.serious) - Number(a.serious));
}

/** Names that a document uses and the server does not have. */
function unknownTools(named: readonly string[], tools: readonly string[], unread: number): readonly Flaw[] {
  const known = new Set(tools);
  return named
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = nearest(name, tools);
      const hint = near === undefined ? '' : ` Did you mean ${codeSpan(near)}?`;
      const doubt =
        unread === 0 ? '' : ' Some definitions of this server could not be read; it may be one of them.';
      return {
        kind: 'unknown-tool',
        tool: name,
        text: `The catalog knows no tool ${codeSpan(name)} of this server.${hint}${doubt}`,
        serious: near !== undefined || unread === 0,
      };
    });
}

/** Critical tools that a document lets through without a bound. */
function criticalOpen({ enforced, alias, tools }: Checked): readonly Flaw[] {
  return tools.flatMap((tool) => {
    if (tool.verdict?.level !== 'critical' || recommend(tool).kind === 'allow') return [];
    const outcome = enforced.outcome(alias, tool.name);
    if (outcome.kind !== 'allow' || outcome.conditions.length > 0) return [];
    const text = `${codeSpan(tool.name)} is critical, and this document lets its calls through without asking.`;
    return [{ kind: 'lets-critical-through', tool: tool.name, text, serious: true }];
  });
}

/** Tools that were added or redefined after the document was written: it cannot know them as they are. */
function changedSince({ enforced, alias, tools, history }: Checked): readonly Flaw[] {
  if (history === undefined) return [];
  const named = new Set(enforced.names(alias));
  const latest = new Map<string, Change>();
  for (const change of history.changes) {
    if (change.date <= history.written || change.kind === 'rejudged') continue;
    const known = latest.get(change.tool);
    // That a tool is new says more than how it changed since.
    if (known === undefined || change.kind === 'added') latest.set(change.tool, change);
  }
  return tools.flatMap(({ name }) => {
    const change = latest.get(name);
    if (change === undefined) return [];
    const fate = fateText(enforced.outcome(alias, name));
    const text =
      change.kind === 'added' && !named.has(name)
        ? `${codeSpan(name)} was added on ${change.date} and is not named in this document, which was written before; it is ${fate}.`
        : `${codeSpan(name)} was ${change.kind} on ${change.date}, after this document was written; it is ${fate}.`;
    return [{ kind: 'changed-tool', tool: name, text, serious: true }];
  });
}

function fateText({ kind }: Outcome): string {
  return { allow: 'allowed', ask: 'asked about', deny: 'denied', hide: 'hidden' }[kind];
}

function documentFlaws(enforced: Enforced, alias: string, names: readonly string[]): readonly Flaw[] {
  const isClosed = (name: string) => ['deny', 'hide'].includes(enforced.outcome(alias, name).kind);
  const flaws: Flaw[] = [];
  if (names.length > 0 && names.every(isClosed)) {
    flaws.push({ kind: 'denies-everything', text: 'Every tool of this server is denied.', serious: false });
  }
  const later = enforced.outcome(alias, laterTool(names));
  if (later.kind === 'allow') {
    const text = 'A tool that the server adds later can be called without limit.';
    flaws.push({ kind: 'open-by-default', text, serious: false });
  }
  return flaws;
}

/** Arguments that rules look at and the schema does not have; none when the schema says nothing or is open to any key. */
function unknownArguments({ enforced, alias }: Checked, { name, inputSchema }: Judged): readonly Flaw[] {
  const { properties, additionalProperties } = inputSchema;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return [];
  if (typeof additionalProperties === 'object' || additionalProperties === true) return [];
  const used = [...(enforced.calls?.tested(alias, name).keys() ?? [])].map(firstKey);
  return [...new Set(used)]
    .filter((key) => !Object.hasOwn(properties, key))
    .map((key) => {
      const text = `${codeSpan(name)} has no argument ${codeSpan(key)}.`;
      return { kind: 'unknown-argument', tool: name, text, serious: true };
    });
}

/** Arguments that a rule denies by, and whose absence lets the call through; found by calling. */
function failingOpen({ format, enforced, alias }: Checked, tool: Judged): readonly Flaw[] {
  const { calls } = enforced;
  if (calls === undefined) return [];
  const { name, inputSchema } = tool;
  const required = new Set(Array.isArray(inputSchema['required']) ? inputSchema['required'] : []);
  const tested = calls.tested(alias, name);
  return [...tested.keys()]
    .filter((argument) => argument.includes('.') || !required.has(argument))
    .filter((argument) => opensWithout(argument, tested, (args) => calls.decide(alias, name, args)))
    .map((argument) => {
      const rule = `A rule of ${codeSpan(name)} denies by ${codeSpan(argument)}`;
      const remedy = format.closing === undefined ? '' : ` ${format.closing}`;
      const text = `${rule}, which a caller may leave out; then the call goes through.${remedy}`;
      return { kind: 'fails-open', tool: name, text, serious: true };
    });
}

/** Choices of the other arguments that are tried. */
const mostTries = 200;

/** True when some values of an argument are stopped, others are not, and a call without it goes further than the stopped ones. */
function opensWithout(
  argument: string,
  tested: ReturnType<Calls['tested']>,
  decide: (args: Arguments) => (typeof decisionKinds)[number],
): boolean {
  const strictness = (args: Arguments) => decisionKinds.indexOf(decide(args));
  const others = new Map(tested);
  others.delete(argument);
  const values = around(tested.get(argument) ?? []);
  let tries = 0;
  for (const given of combinations([...others].map(([path, some]) => [path, [absent, ...around(some)]]))) {
    tries += 1;
    if (tries > mostTries) return false;
    const without = argumentsOf(given);
    if (without === undefined) continue;
    const left = strictness(without);
    const present = values.flatMap((value) => {
      const args = argumentsOf(new Map([...given, [argument, value]]));
      return args === undefined ? [] : [strictness(args)];
    });
    // A rule about the presence of an argument stops every value.
    if (present.some((one) => one > left) && present.some((one) => one <= left)) return true;
  }
  return false;
}

/** The values themselves, and some beside them. */
function around(values: readonly unknown[]): readonly unknown[] {
  const beside = values.flatMap<unknown>((value) => {
    if (typeof value === 'boolean') return [!value];
    if (typeof value === 'number') return [value + 1, value - 1];
    return typeof value === 'string' ? [`${value}x`] : [];
  });
  return [...new Set([...values, ...beside])].slice(0, 20);
}

const firstKey = (path: string): string => path.split('.')[0] ?? '';

/** The tool that a misspelt name most likely meant: equal but for case and separators, or at most two edits away. */
function nearest(name: string, tools: readonly string[]): string | undefined {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const alike = tools.find((tool) => bare(tool) === bare(name));
  if (alike !== undefined) return alike;
  const near = tools
    .filter((tool) => Math.abs(tool.length - name.length) <= 2)
    .map((tool) => ({ tool, edits: editsBetween(name, tool) }))
    .sort((a, b) => a.edits - b.edits)[0];
  return near !== undefined && near.edits <= 2 && near.edits * 3 <= name.length ? near.tool : undefined;
}

/** Levenshtein distance. */
function editsBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, swap));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
