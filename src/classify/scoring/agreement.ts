// Figures of agreement between labels and verdicts. Pure arithmetic.
import type { CategoryScore, Score } from '../../model/score.ts';
import { type Category, categories, type Level, levelRank, levels } from '../../model/vocabulary.ts';

/** What a tool was labeled, and what it was judged. */
export interface Pair<Value> {
  readonly labeled: Value;
  readonly judged: Value;
}

/** Labels are one of these; a verdict may also be Unknown. */
const labels: readonly Category[] = categories.map(({ id }) => id).filter((id) => id !== 'Unknown');

/** A row for each category that a label can have, or has. */
export function confusionOf(pairs: readonly Pair<Category>[]): Score['confusion'] {
  return categories
    .filter(({ id }) => labels.includes(id) || pairs.some(({ labeled }) => labeled === id))
    .map(({ id: labeled }) => {
      const row = pairs.filter((pair) => pair.labeled === labeled);
      return {
        labeled,
        judged: categories.map(({ id: category }) => ({
          category,
          tools: row.filter(({ judged }) => judged === category).length,
        })),
      };
    });
}

/** F1 of each label category; 0 for one that was never met. */
export function categoryScores(pairs: readonly Pair<Category>[]): CategoryScore[] {
  return labels.map((category) => {
    const labeled = pairs.filter((pair) => pair.labeled === category).length;
    const judged = pairs.filter((pair) => pair.judged === category).length;
    const right = pairs.filter((pair) => pair.labeled === category && pair.judged === category).length;
    return {
      category,
      labeled,
      judged,
      right,
      f1: right === 0 ? 0 : rounded((2 * right) / (labeled + judged)),
    };
  });
}

/** Mean F1 of the categories that the set holds. */
export function macroF1(scores: readonly CategoryScore[]): number {
  const present = scores.filter(({ labeled }) => labeled > 0);
  if (present.length === 0) return 0;
  return rounded(present.reduce((sum, { f1 }) => sum + f1, 0) / present.length);
}

/** Cohen's kappa with quadratic weights over the levels; 1 when nothing disagrees. */
export function weightedKappa(pairs: readonly Pair<Level>[]): number {
  const labeled = levels.map(({ id }) => pairs.filter((pair) => pair.labeled === id).length);
  const judged = levels.map(({ id }) => pairs.filter((pair) => pair.judged === id).length);
  let seen = 0;
  for (const pair of pairs) seen += (levelRank(pair.labeled) - levelRank(pair.judged)) ** 2;
  if (seen === 0) return 1;
  let expected = 0;
  for (const [row, a] of labeled.entries()) {
    for (const [column, b] of judged.entries()) expected += ((row - column) ** 2 * a * b) / pairs.length;
  }
  return rounded(1 - seen / expected);
}

/** Four decimals: the same text on every machine. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
