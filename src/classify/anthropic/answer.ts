// What the model answers: the schema it is held to, and the reading of what came back.
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { z } from 'zod';
import { CategoryId, EffectId, evidenceFields, LevelId } from '../../model/verdict.ts';
import { categories, effects, factors } from '../../model/vocabulary.ts';

const carried = ['category', 'level', ...effects.map((effect) => effect.id)] as const;
const noNeighbor = 'none';

/**
 * The answer, in the order in which the model writes it: what it saw comes before what it concludes.
 * Lengths are not part of the schema, because no server enforces them; `readAnswer` cuts instead.
 */
export const Answer = z.object({
  quotes: z.array(
    z.object({
      field: z.enum(evidenceFields),
      /** Name of the parameter or hint; empty for the other fields. */
      at: z.string(),
      text: z.string(),
      carries: z.array(z.enum(carried)),
    }),
  ),
  effects: z.array(EffectId),
  reversible: z.enum(
    Object.keys(factors.reversibility.values) as [keyof typeof factors.reversibility.values],
  ),
  rationale: z.string(),
  /** Something in the definition speaks to its reader or to a classifier. */
  instructionsInText: z.boolean(),
  category: CategoryId,
  level: LevelId,
  neighbor: z.enum([...categories.map((category) => category.id), noNeighbor]),
  /** Stands behind "because": why this category and not its neighbor. */
  categoryBecause: z.string(),
  /** Stands behind "because": what moved the level from where its category starts; empty when nothing did. */
  levelBecause: z.string(),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type Answer = z.infer<typeof Answer>;
export type Quote = Answer['quotes'][number];

/** The schema as servers take it. */
export const answerSchema: Readonly<Record<string, unknown>> = zodOutputFormat(Answer).schema;

/** Longest answer that is read, in UTF-16 code units. */
export const longestAnswer = 32_000;
const mostQuotes = 12;

/** An answer, or what is wrong with it in words that the model can act on. */
export type ReadAnswer =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'invalid'; readonly complaint: string };

/** Reads the text of an answer. A code fence or a sentence around the object is tolerated. */
export function readAnswer(text: string): ReadAnswer {
  if (text.length > longestAnswer) return { kind: 'invalid', complaint: 'The answer is too long.' };
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return { kind: 'invalid', complaint: 'The answer is not one JSON object.' };
  }
  const parsed = Answer.safeParse(data);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, 5);
    return {
      kind: 'invalid',
      complaint: issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    };
  }
  const answer = parsed.data;
  return {
    kind: 'answer',
    answer: {
      ...answer,
      quotes: answer.quotes.slice(0, mostQuotes),
      effects: [...new Set(answer.effects)],
    },
  };
}
