// A verdict: what one call of a tool does, how bad that can get, why, and on what evidence.
import { z } from 'zod';
import type { Definition } from './tool.ts';
import {
  type Category,
  categories,
  disagreements,
  type Effect,
  effects,
  type FindingKind,
  factors,
  findingKinds,
  type Guard,
  guards,
  type Level,
  levels,
} from './vocabulary.ts';

const oneOf = <Id extends string>(ids: readonly Id[]) => z.enum(ids as [Id, ...Id[]]);
const keysOf = <Id extends string>(table: Record<Id, unknown>) => oneOf(Object.keys(table) as Id[]);

export const CategoryId = oneOf<Category>(categories.map((category) => category.id));
export const LevelId = oneOf<Level>(levels.map((level) => level.id));
export const EffectId = oneOf<Effect>(effects.map((effect) => effect.id));
const GuardId = keysOf<Guard>(guards);

/** The fields that can be quoted. `at` names the parameter or hint for the last four. */
export const evidenceFields = [
  'name',
  'title',
  'description',
  'serverTitle',
  'serverDescription',
  'parameterName',
  'parameterDescription',
  'parameterChoice',
  'annotation',
] as const;
export type EvidenceField = (typeof evidenceFields)[number];

/** An exact quotation: `text.slice(start, end) === quote`, where text is the named field (see `fieldText`). */
export const Evidence = z.strictObject({
  field: z.enum(evidenceFields),
  /** Name of the parameter or hint that the field belongs to. */
  at: z.string().optional(),
  quote: z.string().min(1),
  /** Offsets into the field's text, in UTF-16 code units; `end` is exclusive. */
  start: z.int().nonnegative(),
  end: z.int().positive(),
  /** What the quotation carries: `category`, `level`, or the id of an effect, guard or finding. */
  carries: z.array(z.string()).min(1),
});
export type Evidence = z.infer<typeof Evidence>;

/** A suspicion about the definition. It raises a flag and never lowers a verdict. */
export const Finding = z.strictObject({
  id: keysOf<FindingKind>(findingKinds),
  /** One sentence for a person. */
  detail: z.string(),
  /** Quotations that show it; hidden characters are quoted as they are. */
  evidence: z.array(Evidence).optional(),
});
export type Finding = z.infer<typeof Finding>;

/** What stands behind a level. Each value is a key of the vocabulary's factor table. */
export const Factors = z.strictObject({
  reversibility: keysOf(factors.reversibility.values),
  blastRadius: keysOf(factors.blastRadius.values),
  reach: keysOf(factors.reach.values),
  data: keysOf(factors.data.values),
  arguments: keysOf(factors.arguments.values),
  guards: z.array(GuardId),
});
export type Factors = z.infer<typeof Factors>;

/** One value of an action argument, judged by itself. */
export const Action = z.strictObject({
  /** The argument that chooses the action. */
  argument: z.string(),
  /** The value of that argument. */
  value: z.string(),
  category: CategoryId,
  level: LevelId,
});
export type Action = z.infer<typeof Action>;

/** Who decided. */
const DecidedBy = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('rules'),
    /** Version of the rubric that the rules implement. */
    rubric: z.string(),
    /** Ids of the rules that decided, the category's first. */
    rules: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('model'), rubric: z.string(), model: z.string(), prompt: z.string() }),
  z.strictObject({
    kind: z.literal('review'),
    reviewer: z.string(),
    date: z.iso.date(),
    reason: z.string(),
  }),
]);
export type DecidedBy = z.infer<typeof DecidedBy>;

/** The judgement of one definition. Category and level are two axes, each with its own reason. */
export const Verdict = z.strictObject({
  category: CategoryId,
  level: LevelId,
  /** The category that came closest and lost; absent when none was near. */
  neighbor: CategoryId.optional(),
  /** One sentence: why this category and not its neighbor. */
  categoryReason: z.string(),
  /** One sentence: where the category's level starts and what moved it. */
  levelReason: z.string(),
  /** Effects that have evidence, worst first. */
  effects: z.array(EffectId),
  factors: Factors,
  /** Two to four sentences; every statement is carried by a quotation in `evidence`. */
  rationale: z.string(),
  evidence: z.array(Evidence),
  findings: z.array(Finding),
  /** Per-value verdicts of a tool with an action argument; the tool's own verdict is the worst of them. */
  actions: z.array(Action).optional(),
  /** 0 to 1; fitted on labelled tools so that 0.9 means right 9 times in 10. */
  confidence: z.number().min(0).max(1),
  decidedBy: DecidedBy,
  /** A model and the rules differed: a person should look. Absent when they agree, or when no model was asked. */
  disagreement: keysOf(disagreements).optional(),
  /** What the engine had said, when a reviewer corrected it. */
  correctedFrom: z.strictObject({ category: CategoryId, level: LevelId, decidedBy: DecidedBy }).optional(),
  /** A correction of an earlier definition: it does not hold for this one until its reviewer says so. */
  expiredCorrection: z
    .strictObject({ reviewer: z.string(), date: z.iso.date(), reason: z.string() })
    .optional(),
  /** The definition this verdict was made for; another hash makes it stale. */
  definitionHash: z.string(),
});
export type Verdict = z.infer<typeof Verdict>;

/** What a verdict says, before it is tied to its definition by the hash. */
export type Assessment = Omit<Verdict, 'definitionHash'>;

/** What the classifier is given: one definition and the words of its server. */
export interface Subject {
  readonly definition: Definition;
  readonly server: { readonly id: string; readonly title: string; readonly description: string };
  /** Names of the server's tools, this one included, for house patterns such as `post_*`. */
  readonly siblings: readonly string[];
}

/** The text that an evidence entry quotes from; undefined when the definition has no such field. */
export function fieldText(subject: Subject, field: EvidenceField, at?: string): string | undefined {
  const { definition, server } = subject;
  switch (field) {
    case 'name':
      return definition.name;
    case 'title':
      return definition.title ?? definition.annotations?.title;
    case 'description':
      return definition.description;
    case 'serverTitle':
      return server.title;
    case 'serverDescription':
      return server.description;
    case 'annotation':
      return at !== undefined && Object.hasOwn(definition.annotations ?? {}, at)
        ? `${at}: ${(definition.annotations as Record<string, unknown>)[at]}`
        : undefined;
    case 'parameterName':
    case 'parameterDescription':
    case 'parameterChoice':
      return at === undefined ? undefined : parameterText(definition, field, at);
  }
}

function parameterText(definition: Definition, field: EvidenceField, name: string): string | undefined {
  const properties = asRecord(definition.inputSchema['properties']);
  if (properties === undefined || !Object.hasOwn(properties, name)) return undefined;
  if (field === 'parameterName') return name;
  const schema = asRecord(properties[name]);
  if (field === 'parameterDescription') {
    return typeof schema?.['description'] === 'string' ? schema['description'] : undefined;
  }
  const choices = Array.isArray(schema?.['enum']) ? schema['enum'] : undefined;
  return choices?.filter((choice) => typeof choice === 'string').join('\n');
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
