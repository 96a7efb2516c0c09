// How sure a verdict is: what share of labelled tools with the same rule and the same agreement of views came out right.
import type { Verdict } from '../../model/verdict.ts';
import { bins, overall } from './lexicon/confidence-bins.ts';

/** What a bin looks at. */
type Binned = Pick<Verdict, 'category' | 'decidedBy' | 'findings'>;

/** The keys of the bins that a verdict falls into, the finest first. */
export function confidenceKeys({ category, decidedBy, findings }: Binned): string[] {
  const rule = decidedBy.kind === 'rules' ? (decidedBy.rules[0] ?? '') : decidedBy.kind;
  const hollow = findings.some((finding) => finding.id === 'hollow-definition');
  const contested = findings.some((finding) => finding.id !== 'hollow-definition');
  const said = `${hollow ? 'hollow' : 'described'}, ${contested ? 'contested' : 'plain'}`;
  return [`${category}, ${rule}, ${said}`, `${category}, ${rule}`, `${rule}, ${said}`, category];
}

/** 0 to 1. A tool that could not be placed is not placed with confidence. */
export function confidenceOf(verdict: Binned): number {
  if (verdict.category === 'Unknown') return unplaced;
  for (const key of confidenceKeys(verdict)) {
    const share = bins[key];
    if (share !== undefined) return share;
  }
  return overall;
}

const unplaced = 0.3;
