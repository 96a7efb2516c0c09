// How often verdicts of a category are right on labeled tools, in one sentence.
import type { Score } from '../model/score.ts';
import type { Category } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';

/** Fewer labeled tools than this say nothing about a share. */
const fewest = 20;

/** Undefined when nothing was measured, or too few tools were. */
export function accuracySentence(score: Score | undefined, category: Category): string | undefined {
  const row = score?.categories.find((one) => one.category === category);
  if (row === undefined || row.judged < fewest) return undefined;
  const share = Math.floor((100 * row.right) / row.judged);
  return `On labeled tools that we judge ${category} the category is right ${share} percent of the time (${count(row.judged, 'tool')}).`;
}
