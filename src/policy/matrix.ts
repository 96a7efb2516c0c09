// What each format makes of each intent: found by emitting a document for one tool, reading it back, and asking it.
import type { Decision } from './decision.ts';
import type { Format } from './format.ts';
import { formats } from './formats.ts';
import { type Intent, intentOf } from './intent.ts';
import { laterTool, type Outcome } from './outcome.ts';
import { mismatchesOf } from './prove.ts';

/** Something that a policy may want of a tool. */
interface Wish {
  readonly id: string;
  readonly label: string;
  readonly decision: Decision;
}

const plain = { bounds: [], steps: [] } as const;

export const wishes: readonly Wish[] = [
  { id: 'allow', label: 'Leave open', decision: { kind: 'allow', ...plain } },
  { id: 'hide', label: 'Hide', decision: { kind: 'hide', ...plain } },
  { id: 'deny', label: 'Deny, in the list', decision: { kind: 'deny', ...plain } },
  { id: 'ask', label: 'Ask first', decision: { kind: 'ask', ...plain } },
  {
    id: 'limit',
    label: 'Limit',
    decision: { kind: 'allow', limit: { max: 10, window: 'minute' }, uncounted: 'ask', ...plain },
  },
  {
    id: 'bound',
    label: 'Bound an argument',
    decision: {
      kind: 'allow',
      bounds: [{ kind: 'switch', argument: 'force', allowed: [false] }],
      unbounded: { kind: 'ask' },
      steps: [],
    },
  },
];

/** What became of a wish, in a word. */
export interface Cell {
  /** True when the document does what was wanted. */
  readonly said: boolean;
  /** "hidden", "denied", "asked", "limited", "bounded" or "open". */
  readonly outcome: string;
}

export interface MatrixRow {
  readonly format: Format;
  /** In the order of `wishes`. */
  readonly cells: readonly Cell[];
  /** What happens to a tool that is added later. */
  readonly later: Cell;
}

/** Every format with what it makes of every wish. Throws when a document does not do what its format admits. */
export function formatMatrix(): readonly MatrixRow[] {
  return formats.map((format) => ({
    format,
    cells: wishes.map(({ decision }) => cellOf(format, decision)),
    later: laterCell(format),
  }));
}

const tool = 'ring_bell';

function intentWith(decision: Decision): Intent {
  const server = { id: 'github/a/belfry', title: 'Belfry', tools: [{ name: tool, inputSchema: {} }] };
  return intentOf([server], { decisions: new Map([[tool, decision]]) });
}

function evaluated(format: Format, decision: Decision) {
  const intent = intentWith(decision);
  const { text, gaps } = format.emit(intent);
  const { enforced } = format.read(text);
  if (enforced === undefined || mismatchesOf(format, intent, text, gaps).length > 0)
    throw new Error(`A ${format.label} document does not do what was decided.`);
  return { enforced, alias: intent.servers[0]?.alias ?? '' };
}

function cellOf(format: Format, decision: Decision): Cell {
  const { enforced, alias } = evaluated(format, decision);
  const outcome = word(enforced.outcome(alias, tool));
  const limits = decision.limit === undefined ? [] : [{ ...decision.limit, shared: false }];
  const conditions = decision.bounds.map(({ argument }) => argument);
  const wanted: Outcome =
    decision.kind === 'allow'
      ? { kind: 'allow', limits, conditions }
      : decision.kind === 'ask'
        ? { kind: 'ask' }
        : { kind: decision.kind, unlisted: false };
  return { said: outcome === word(wanted), outcome };
}

function laterCell(format: Format): Cell {
  const { enforced, alias } = evaluated(format, { kind: 'allow', ...plain });
  const outcome = word(enforced.outcome(alias, laterTool([tool])));
  return { said: outcome === 'denied' || outcome === 'hidden', outcome };
}

function word(outcome: Outcome): string {
  if (outcome.kind !== 'allow') return { ask: 'asked', deny: 'denied', hide: 'hidden' }[outcome.kind];
  if (outcome.conditions.length > 0) return 'bounded';
  return outcome.limits.length > 0 ? 'limited' : 'open';
}
