// How sure a verdict is: what share of labelled tools with the same rule and the same agreement of views came out right.
import type { Decision } from './combine.ts';
import { bins, overall } from './lexicon/confidence-bins.ts';
import type { Reading } from './reading.ts';

/** The key of the bin that a verdict falls into, the finest first. */
export function binsOf(reading: Reading, decision: Decision, contested: boolean): string[] {
  const rule = decision.rules[0] ?? '';
  const text = reading.hollow ? 'hollow' : 'text';
  const doubt = contested ? 'contested' : 'plain';
  return [
    `${decision.category}|${rule}|${text}|${doubt}`,
    `${decision.category}|${rule}`,
    `${decision.category}|${text}`,
    rule,
  ];
}

/** 0 to 1. */
export function confidenceOf(keys: readonly string[]): number {
  for (const key of keys) {
    const value = bins[key];
    if (value !== undefined) return value;
  }
  return overall;
}
