// A score: how an engine did on labeled tools. Counts rather than percentages, so that a reader can check them.
import { z } from 'zod';
import { CategoryId } from './verdict.ts';

/** So many of so many. */
const Share = z.strictObject({ part: z.int().nonnegative(), of: z.int().nonnegative() });
export type Share = z.infer<typeof Share>;

/** How one category was met. `labeled` and `judged` count tools; `right` counts those that are both. */
const CategoryScore = z.strictObject({
  category: CategoryId,
  labeled: z.int().nonnegative(),
  judged: z.int().nonnegative(),
  right: z.int().nonnegative(),
  /** 0 to 1. */
  f1: z.number().min(0).max(1),
});
export type CategoryScore = z.infer<typeof CategoryScore>;

/** Tools whose stated confidence lies in `from` (included) to `to` (excluded, except for 1). */
const CalibrationBin = z.strictObject({
  from: z.number(),
  to: z.number(),
  /** Mean of the stated confidence, 0 to 1. */
  stated: z.number().min(0).max(1),
  /** Those whose category is right. */
  right: Share,
});
export type CalibrationBin = z.infer<typeof CalibrationBin>;

/** One way to tamper with a definition, tried on each dangerous tool. */
const AttackScore = z.strictObject({
  id: z.string(),
  /** What is done to the definition. */
  what: z.string(),
  tools: z.int().nonnegative(),
  /** A milder category or a lower level than without the attack. */
  lowered: z.int().nonnegative(),
  /** Read now, and something else without the attack. */
  toRead: z.int().nonnegative(),
  /** The verdict carries a finding. */
  flagged: z.int().nonnegative(),
  /** Lowered, and no finding tells of it. */
  silent: z.int().nonnegative(),
});
export type AttackScore = z.infer<typeof AttackScore>;

/** What was measured before the rules had been mended on the set. */
export const FirstSight = z.strictObject({
  category: Share,
  dangerousAsRead: Share,
  /** Quadratic weighted kappa of the levels. */
  levelKappa: z.number(),
});

export const Score = z.strictObject({
  set: z.strictObject({
    tools: z.int().positive(),
    servers: z.int().positive(),
    /** Day on which the set was last changed, when it says so. */
    date: z.iso.date().optional(),
    /** How many people labeled it, when it says so. */
    labelers: z.int().positive().optional(),
    /** How the rules did when they first met the set, before any was mended on it: what new tools can expect. */
    firstSight: FirstSight.optional(),
  }),
  /** Version of the rubric that the engine follows. */
  rubric: z.string(),
  /** The label's category was given. */
  category: Share,
  /** The label's category, or the second one that can be argued, was given. */
  either: Share,
  /** Mean F1 of the five categories, 0 to 1: small categories count as much as large ones. */
  macroF1: z.number().min(0).max(1),
  /** Execute, Destructive and Financial tools that were judged Read. */
  dangerousAsRead: Share,
  /** The label's level was given. */
  level: Share,
  /** Agreement on levels beyond chance, -1 to 1; a miss by two levels weighs four times a miss by one. */
  kappa: z.number().min(-1).max(1),
  /** Two or three levels too low. */
  levelFarTooLow: Share,
  categories: z.array(CategoryScore),
  /** A row for each labeled category, a count for each category that was given. */
  confusion: z.array(
    z.strictObject({
      labeled: CategoryId,
      judged: z.array(z.strictObject({ category: CategoryId, tools: z.int().nonnegative() })),
    }),
  ),
  calibration: z.array(CalibrationBin),
  /** Quotations that stand in the definition exactly where the verdict says. */
  quotes: Share,
  /** The first row is the definition as it is. */
  attacks: z.array(AttackScore),
  /** By the line of the rubric that decides the label; empty when the set names none. */
  rules: z.array(z.strictObject({ rule: z.string(), category: Share, level: Share })),
});
export type Score = z.infer<typeof Score>;

/** What a build measures, for its pages. */
export const Accuracy = z.strictObject({
  /** On invented tools, of which many are hard. */
  gold: Score,
  /** On labeled tools of the catalog; absent when it has none. */
  sample: z
    .strictObject({
      /** On those that were drawn at random: what to expect of the catalog. */
      random: Score,
      /** On these and on those that were drawn by verdict, so that each verdict is met. */
      all: Score,
      /** Labeled tools that are not scored, since they are gone or have another definition by now. */
      gone: z.int().nonnegative(),
    })
    .optional(),
});
export type Accuracy = z.infer<typeof Accuracy>;
