// What is wrong with a policy.json for a given server: misspelt names, rules that never work, rules that fail open.
import { codeSpan } from './code-span.ts';
import { type Condition, namesIn, type PolicyDocument, type Rule, rulesOf } from './document.ts';
import type { Enforced } from './outcome.ts';
import { probe } from './probe.ts';
import { type Judged, recommend } from './recommend.ts';

/** Something about a document that its author should know. */
export interface Flaw {
  readonly kind:
    | 'unknown-tool'
    | 'unknown-argument'
    | 'fails-open'
    | 'never-passes'
    | 'lets-critical-through'
    | 'hidden-and-listed'
    | 'denies-everything'
    | 'open-by-default'
    | 'shared-counter';
  /** The tool it is about; absent when it is about the document. */
  readonly tool?: string;
  /** One sentence; code in backticks. */
  readonly text: string;
  /** A wrong or dangerous rule; others are worth knowing and may be meant. */
  readonly serious: boolean;
}

/** Flaws of a policy.json against the tools of a server, serious ones first. `unread`: definitions we could not read. */
export function flawsOf(document: PolicyDocument, tools: readonly Judged[], unread = 0): readonly Flaw[] {
  const known = new Map(tools.map((tool) => [tool.name, tool]));
  const flaws = [
    ...unknownTools(namesIn(document), [...known.keys()], unread),
    ...tools.flatMap((tool) => toolFlaws(document, tool)),
    ...documentFlaws(document, tools),
  ];
  return flaws.toSorted((a, b) => Number(b.serious) - Number(a.serious));
}

/** Names that a document uses and the server does not have; any format. */
export function unknownTools(
  named: readonly string[],
  tools: readonly string[],
  unread: number,
): readonly Flaw[] {
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

/** Critical tools that a document lets through without a bound; any format. */
export function criticalOpen(enforced: Enforced, alias: string, tools: readonly Judged[]): readonly Flaw[] {
  return tools.flatMap((tool) => {
    if (tool.verdict?.level !== 'critical' || recommend(tool).kind === 'allow') return [];
    const outcome = enforced.outcome(alias, tool.name);
    if (outcome.kind !== 'allow' || outcome.conditions.length > 0) return [];
    const text = `${codeSpan(tool.name)} is critical, and this document lets its calls through without asking.`;
    return [{ kind: 'lets-critical-through', tool: tool.name, text, serious: true }];
  });
}

function toolFlaws(document: PolicyDocument, tool: Judged): readonly Flaw[] {
  const rules = rulesOf(document, tool.name);
  const flaws: Flaw[] = [];
  const add = (kind: Flaw['kind'], text: string, serious: boolean) =>
    flaws.push({ kind, tool: tool.name, text, serious });
  const name = codeSpan(tool.name);
  if (rules !== undefined) {
    if (document.hide?.includes(tool.name)) {
      add(
        'hidden-and-listed',
        `${name} is hidden, so its rules under ${codeSpan('tools')} never work.`,
        false,
      );
    }
    for (const argument of unknownArguments(tool, [...(rules.require ?? []), ...(rules.deny_if ?? [])])) {
      add('unknown-argument', `${name} has no argument ${codeSpan(argument)}.`, true);
    }
    for (const argument of failingOpen(tool, rules.deny_if ?? [])) {
      add(
        'fails-open',
        `A rule of ${name} denies by ${codeSpan(argument)}, which a caller may leave out; then the call goes through. Use ${codeSpan('require')}.`,
        true,
      );
    }
    const blocked = (rules.deny_if ?? []).some(({ conditions }) => conditions.length === 0);
    if (!blocked && (rules.require ?? []).length > 0 && probe(document, tool.name).kind === 'deny') {
      add('never-passes', `No call of ${name} was found that meets all its rules.`, true);
    }
  }
  return flaws;
}

function documentFlaws(document: PolicyDocument, tools: readonly Judged[]): readonly Flaw[] {
  const flaws: Flaw[] = [];
  const outcomes = tools.map((tool) => probe(document, tool.name));
  if (tools.length > 0 && outcomes.every(({ kind }) => kind !== 'allow')) {
    flaws.push({ kind: 'denies-everything', text: 'Every tool of this server is denied.', serious: false });
  }
  if (document.default === 'allow') {
    flaws.push({
      kind: 'open-by-default',
      text: 'A tool that the server adds later can be called without limit.',
      serious: false,
    });
  }
  for (const [index, tool] of tools.entries()) {
    const outcome = outcomes[index];
    if (outcome?.kind !== 'allow') continue;
    const own = rulesOf(document, tool.name)?.limits ?? [];
    if (own.length > 0 && outcome.limits.some((limit) => limit.shared) && document.all_tools === undefined) {
      const text = `${codeSpan(tool.name)} counts its calls together with another tool.`;
      flaws.push({ kind: 'shared-counter', tool: tool.name, text, serious: false });
    }
  }
  return flaws;
}

/** First keys of paths that the schema does not have; none when the schema says nothing or is open to any key. */
function unknownArguments(tool: Judged, rules: readonly Rule[]): readonly string[] {
  const { properties, additionalProperties } = tool.inputSchema;
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return [];
  if (typeof additionalProperties === 'object' || additionalProperties === true) return [];
  const used = new Set(rules.flatMap(({ conditions }) => conditions.map(firstKey)));
  return [...used].filter((key) => !Object.hasOwn(properties, key));
}

/** Arguments of `deny_if` conditions that may be absent without another rule that requires them. */
function failingOpen(tool: Judged, rules: readonly Rule[]): readonly string[] {
  const required = new Set(Array.isArray(tool.inputSchema['required']) ? tool.inputSchema['required'] : []);
  const guarded = new Set(
    rules.flatMap(({ conditions: [only, ...more] }) =>
      only !== undefined && more.length === 0 && only.op === 'exists' && !only.value ? [only.path] : [],
    ),
  );
  const open = rules
    .flatMap(({ conditions }) => conditions)
    .filter(({ op, path }) => op !== 'exists' && !guarded.has(path))
    .filter((condition) => condition.path.split('.').length > 2 || !required.has(firstKey(condition)))
    .map(({ path }) => path.slice('args.'.length));
  return [...new Set(open)];
}

const firstKey = ({ path }: Condition): string => path.split('.')[1] ?? '';

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
