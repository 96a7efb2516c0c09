// Labeled tools for the tests of scoring: a small harbor office.
import { classify } from '../../../src/classify/classify.ts';
import { type GoldCase, parseGold } from '../../../src/classify/scoring/gold-line.ts';
import type { Judged } from '../../../src/classify/scoring/score.ts';
import type { Category, Level } from '../../../src/model/vocabulary.ts';

/** A case with a label, and what else the line says. */
export function labeled(
  name: string,
  category: Category,
  level: Level,
  more: Readonly<Record<string, unknown>> = {},
): GoldCase {
  const [found] = parseGold(
    JSON.stringify({ server: 'npm/harbor', name, description: '', category, level, ...more }),
  ).cases;
  if (found === undefined) throw new Error(`No case: ${name}`);
  return found;
}

/** The case with a real verdict, of which category, level and confidence are set by hand. */
export function judged(gold: GoldCase, category: Category, level: Level, confidence = 0.9): Judged {
  return { gold, verdict: { ...classify(gold.subject), category, level, confidence } };
}
