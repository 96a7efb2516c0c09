// How sure a verdict is: what share of labelled tools with the same rule and the same agreement of views came out right.
import type { Verdict } from '../../model/verdict.ts';
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

function saidOf({ findings }: Binned): string {
  const hollow = findings.some((finding) => finding.id === 'hollow-definition');
  const contested = findings.some((finding) => finding.id !== 'hollow-definition');
  return `${hollow ? 'hollow' : 'described'}, ${contested ? 'contested' : 'plain'}`;
}

/** 0 to 1. A tool that could not be placed is not placed with confidence. */
export function confidenceOf(verdict: Binned): number {
  if (verdict.category === 'Unknown') return unplaced;
  for (const keyOf of keys) {
    const share = bins[keyOf(verdict)];
    if (share !== undefined) return share;
  }
  return overall;
}

const unplaced = 0.3;
