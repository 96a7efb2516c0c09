// A tool as its server defines it: what the extractors make, what the classifier judges, what a page shows.
import { z } from 'zod';
import { type SkipReason, skipReasons } from './vocabulary.ts';

/** Longest tool name that is kept; the protocol recommends 128. Longer ones are skipped as `invalid-definition`. */
export const maxNameLength = 256;
/** Longest description that is kept, in UTF-16 code units; the rest is cut and told as a skip. */
export const maxDescriptionLength = 20_000;
/** Largest input schema that is kept, in bytes of canonical JSON. */
export const maxSchemaBytes = 200_000;

/** Where something was read. */
export const Place = z.strictObject({
  /** Path inside the package or repository, with forward slashes, never absolute. */
  path: z.string(),
  /** Line of the name, counted from 1. Absent when the place is a whole file. */
  line: z.int().positive().optional(),
  /** Permanent link to that line, for the version that was read. */
  url: z.url({ protocol: /^https?$/ }).optional(),
});
export type Place = z.infer<typeof Place>;

/** What the author declares about the tool. Claims, shown beside the assessment; defaults of the protocol are not filled in. */
export const Annotations = z.strictObject({
  title: z.string().optional(),
  readOnlyHint: z.boolean().optional(),
  destructiveHint: z.boolean().optional(),
  idempotentHint: z.boolean().optional(),
  openWorldHint: z.boolean().optional(),
});
export type Annotations = z.infer<typeof Annotations>;

/** A JSON Schema of the tool's input, as the author wrote it or as it follows from the author's types. */
export const InputSchema = z.record(z.string(), z.json());
export type InputSchema = z.infer<typeof InputSchema>;

/** The five fields that make a definition: what a client is told, and what the definition hash covers. */
export const Definition = z.strictObject({
  /** Exact name as the server lists it, after prefixes and case conversion. */
  name: z.string().min(1).max(maxNameLength),
  /** The author's title, when there is one. */
  title: z.string().optional(),
  /** The author's whole text; empty when there is none. */
  description: z.string(),
  inputSchema: InputSchema,
  annotations: Annotations.optional(),
});
export type Definition = z.infer<typeof Definition>;

/** A definition as an extractor or a live server gives it, with where and how it was found. */
export const ToolDraft = Definition.extend({
  place: Place,
  /** Id of the extractor that found it, such as `typescript/register-tool`. */
  detector: z.string(),
  /** 0 to 1: how sure it is that the server really lists this tool, as defined here. */
  confidence: z.number().min(0).max(1),
  /** True when a part of the schema or description could not be worked out; what is there is right, but not all. */
  partial: z.boolean().optional(),
  /** The flag, option or condition without which the server does not list the tool. */
  gated: z.string().optional(),
  /** Set when the definition is made at run time: where it comes from. */
  dynamic: z.string().optional(),
});
export type ToolDraft = z.infer<typeof ToolDraft>;

/** A tool with the hash of its definition: sha256, hex, of the canonical JSON of the five definition fields. */
export const Tool = ToolDraft.extend({ definitionHash: z.string().regex(/^[0-9a-f]{64}$/) });
export type Tool = z.infer<typeof Tool>;

/** Something that could not be read. Nothing is dropped without one. */
export const Skip = z.strictObject({
  reason: z.enum(Object.keys(skipReasons) as [SkipReason, ...SkipReason[]]),
  place: Place.optional(),
  /** One sentence for a person: which name, how large, what was expected. */
  detail: z.string().optional(),
});
export type Skip = z.infer<typeof Skip>;

/** What one extractor, or all of them, found in a source tree. */
export interface Extraction {
  readonly tools: readonly ToolDraft[];
  readonly skips: readonly Skip[];
}

/** The definition fields alone, in the order that the hash and every export use. */
export function definitionOf(tool: Definition): Definition {
  return {
    name: tool.name,
    ...(tool.title === undefined ? {} : { title: tool.title }),
    description: tool.description,
    inputSchema: tool.inputSchema,
    ...(tool.annotations === undefined ? {} : { annotations: tool.annotations }),
  };
}
