// The proof of a document: its text, read back and evaluated, does with every tool what was decided.
import { listOf, visible } from '../model/wording.ts';
import { placeholders } from './bounds.ts';
import { codeSpan } from './code-span.ts';
import { type Bound, type Decision, decisionKinds, isValues } from './decision.ts';
import type { Format } from './format.ts';
import { express, type Gap } from './gaps.ts';
import type { DecidedTool, Intent } from './intent.ts';
import { type Arguments, type Enforced, laterTool, type Outcome } from './outcome.ts';

/** One place where a document does something else than was decided. */
export interface Mismatch {
  readonly format: string;
  readonly server: string;
  /** Absent when it is about the whole document. */
  readonly tool?: string;
  readonly expected: string;
  readonly got: string;
}

/** A mismatch in a line: "npm/tower, `ring`, in Codex: expected ask, got allow". */
export function mismatchText({ format, server, tool, expected, got }: Mismatch): string {
  const of = tool === undefined ? '' : `, ${codeSpan(tool)}`;
  return visible(`${server}${of}, in ${format}: expected ${expected}, got ${got}`);
}

/**
 * Where the text of a document differs from the intent that it was emitted for, `gaps` being what the emitter admitted.
 * A tool whose name the format cannot hold may be shut instead; every other difference is a mismatch.
 */
export function mismatchesOf(
  format: Format,
  intent: Intent,
  text: string,
  gaps: readonly Gap[],
): readonly Mismatch[] {
  const { enforced, problems } = format.read(text);
  const known = new Set(intent.servers.flatMap(({ tools }) => tools.map(({ name }) => name)));
  return intent.servers.flatMap((server) => {
    const found: Mismatch[] = [];
    const add = (expected: string, got: string, tool?: string) =>
      found.push({
        format: format.label,
        server: server.id,
        ...(tool === undefined ? {} : { tool }),
        expected,
        got,
      });
    if (enforced === undefined) {
      add('a valid document', listOf(problems, 3));
      return found;
    }
    for (const tool of server.tools) {
      const wrong = toolMismatch(format, enforced, server.alias, tool, gaps);
      if (wrong !== undefined) add(wrong.expected, wrong.got, tool.name);
    }
    const strange = enforced.names(server.alias).find((name) => !known.has(name));
    if (strange !== undefined) add('no other tool', `one called ${codeSpan(strange)}`);
    const later = enforced.outcome(server.alias, laterTool(server.tools.map(({ name }) => name)));
    const admitted = gaps.some(({ cannot }) => cannot === 'close-by-default');
    if (!admitted && later.kind !== 'deny' && later.kind !== 'hide')
      add('that later tools are denied', summary(later));
    return found;
  });
}

type Wrong = Pick<Mismatch, 'expected' | 'got'>;

function toolMismatch(
  format: Format,
  enforced: Enforced,
  alias: string,
  { name, decision: intended }: DecidedTool,
  gaps: readonly Gap[],
): Wrong | undefined {
  const outcome = enforced.outcome(alias, name);
  const { decision, gaps: own } = express(intended, format.can);
  const told = gaps.filter(({ tools }) => tools.length === 0 || tools.includes(name));
  const silent = own.find((gap) => !told.some(({ cannot }) => cannot === gap.cannot || cannot === 'name'));
  if (silent !== undefined) return { expected: `a gap "cannot ${silent.cannot}"`, got: 'none' };
  if (told.some(({ cannot }) => ['name', 'size', 'alias'].includes(cannot))) {
    const looser = strictness(outcome) < strictness(decision);
    if (looser && told.every(({ than }) => than !== 'looser'))
      return { expected: `${meant(decision)} or stricter`, got: summary(outcome) };
    return undefined;
  }
  // Servers that share a tool name get the stricter of two rules.
  if (told.some(({ cannot }) => cannot === 'tell-servers-apart')) {
    return strictness(outcome) >= strictness(decision)
      ? undefined
      : { expected: `${meant(decision)} or stricter`, got: summary(outcome) };
  }
  if (summary(outcome) !== meant(decision)) return { expected: meant(decision), got: summary(outcome) };
  return boundMismatch(enforced, alias, name, decision);
}

/** Calls a bounded tool: what is held has to pass, and everything else must not. */
function boundMismatch(
  { calls }: Enforced,
  alias: string,
  tool: string,
  { bounds }: Decision,
): Wrong | undefined {
  if (bounds.length === 0) return undefined;
  if (calls === undefined) return { expected: 'bounded arguments', got: 'no look at arguments' };
  const said = (args: Arguments) => `with ${codeSpan(JSON.stringify(args).slice(0, 200))}`;
  const fitting = Object.fromEntries(bounds.map((bound) => [bound.argument, inside(bound)[0]]));
  for (const bound of bounds) {
    for (const value of inside(bound)) {
      const args = { ...fitting, [bound.argument]: value };
      const got = calls.decide(alias, tool, args);
      if (got !== 'allow') return { expected: `allow ${said(args)}`, got };
    }
    for (const args of outside(bound, fitting)) {
      const got = calls.decide(alias, tool, args);
      if (got !== 'deny' && got !== 'hide') return { expected: `a denial ${said(args)}`, got };
    }
  }
  return undefined;
}

/** Values that a bound lets through, at least one. */
function inside(bound: Bound): readonly unknown[] {
  if (isValues(bound)) return bound.allowed;
  return bound.kind === 'amount' ? [bound.max, 0] : [bound.example];
}

/** Arguments that a bound has to keep out: absent, null, of another type, nested, in a list, another value. */
function outside(bound: Bound, fitting: Arguments): readonly Arguments[] {
  const { argument } = bound;
  const [value] = inside(bound);
  const { [argument]: _held, ...rest } = fitting;
  const types = [null, typeof value === 'string' ? 0 : String(value), [value], { [argument]: value }];
  return [
    rest,
    { ...rest, options: { [argument]: value } },
    ...[...types, ...beyond(bound)].map((other) => ({ ...rest, [argument]: other })),
  ];
}

/** Values of the right type that a bound has to keep out. */
function beyond(bound: Bound): readonly unknown[] {
  switch (bound.kind) {
    case 'action':
    case 'switch': {
      const [value] = bound.allowed;
      const another = typeof value === 'boolean' ? !value : `${value}x`;
      return bound.allowed.includes(another) ? [] : [another];
    }
    case 'query':
      return ['', 'DROP TABLE bells', 'SELECT 1; DROP TABLE bells', 'x SELECT 1', 'SELECTED'];
    case 'address':
      return [
        '',
        `http://${placeholders.host}/`,
        `https://${placeholders.host}.elsewhere.test/`,
        `https://${placeholders.host}@elsewhere.test/`,
        `https://elsewhere.test/?https://${placeholders.host}/`,
      ];
    case 'path': {
      const { folder } = placeholders;
      return [
        '',
        '/etc/passwd',
        `${folder}/../x`,
        `${folder}/a/..`,
        `${folder}x`,
        `${folder}/./x`,
        `/x${folder}/a`,
      ];
    }
    case 'amount':
      return [bound.max + 1, -1, Number.NaN];
  }
}

const strictness = ({ kind }: { readonly kind: Decision['kind'] }): number => decisionKinds.indexOf(kind);

function meant({ kind, limit, bounds }: Decision): string {
  return kind === 'allow' ? allowText(limit, bounds.flatMap(clausesOf).length) : kind;
}

/** A cap is a bound on two sides. */
const clausesOf = ({ kind }: Bound): readonly number[] => (kind === 'amount' ? [0, 1] : [0]);

function summary(outcome: Outcome): string {
  return outcome.kind === 'allow' ? allowText(outcome.limits[0], outcome.conditions.length) : outcome.kind;
}

function allowText(
  limit: { readonly max: number; readonly window: string } | undefined,
  bounds: number,
): string {
  const often = limit === undefined ? '' : ` ${limit.max} a ${limit.window}`;
  return `allow${often}${bounds === 0 ? '' : ` under ${bounds} conditions`}`;
}
