// How sure a verdict is: what share of labelled tools with the same rule and the same agreement of views came out right.
import type { Verdict } from '../../model/verdict.ts';
import { severity } from './decision.ts';
import { bins, overall } from './lexicon/confidence-bins.ts';

/** What a bin looks at. */
type Binned = Pick<Verdict, 'category' | 'decidedBy' | 'findings'>;

/** The keys of the bins that a verdict falls into, the finest first. */
export function confidenceKeys(verdict: Binned): string[] {
  return keys.map((keyOf) => keyOf(verdict));
}

const keys: readonly ((verdict: Binned) => string)[] = [
  (verdict) => `${verdict.category}, ${ruleOf(verdict)}, ${saidOf(verdict)}`,
  (verdict) => `${verdict.category}, ${ruleOf(verdict)}`,
  (verdict) => `${ruleOf(verdict)}, ${saidOf(verdict)}`,
  (verdict) => verdict.category,
];

function ruleOf({ decidedBy }: Binned): string {
  return decidedBy.kind === 'rules' ? (decidedBy.rules[0] ?? '') : decidedBy.kind;
}

/** What the findings say of the description and of the views' agreement; told by its place. */
const sayings = ['described, plain', 'described, contested', 'hollow, plain', 'hollow, contested'];

function sayingOf({ findings }: Binned): number {
  let hollow = 0;
  let contested = 0;
  for (const { id } of findings) {
    if (id === 'hollow-definition') hollow = 2;
    else contested = 1;
  }
  return hollow + contested;
}

function saidOf(verdict: Binned): string {
  return sayings[sayingOf(verdict)] ?? '';
}

/** 0 to 1. A tool that could not be placed is not placed with confidence. */
export function confidenceOf(verdict: Binned): number {
  if (verdict.category === 'Unknown') return unplaced;
  const rule = ruleOf(verdict);
  const shares = known.get(rule) ?? [];
  if (shares.length === 0) known.set(rule, shares);
  const place = severity(verdict.category) * sayings.length + sayingOf(verdict);
  const before = shares[place];
  if (before !== undefined) return before;
  const share = shareOf(verdict);
  shares[place] = share;
  return share;
}

/** Shares looked up before, by rule: no more than there are rules. Each has its place by category and by what is said. */
const known = new Map<string, (number | undefined)[]>();

/** The share of the finest bin that exists. */
function shareOf(verdict: Binned): number {
  for (const keyOf of keys) {
    const share = bins[keyOf(verdict)];
    if (share !== undefined) return share;
  }
  return overall;
}

const unplaced = 0.3;
