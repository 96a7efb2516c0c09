// One file of catalog/servers: a server, its tools with their verdicts, what could not be read, what changed.
import { z } from 'zod';
import { Server } from './server.ts';
import { Annotations, InputSchema, Skip, Tool } from './tool.ts';
import { CategoryId, LevelId, Verdict } from './verdict.ts';

/** A tool of the catalog: its definition, and the verdict on it once it was judged. */
export const CatalogedTool = Tool.extend({ verdict: Verdict.optional() });
export type CatalogedTool = z.infer<typeof CatalogedTool>;

/** What a verdict said, in short, for the change list. */
const Judged = z.strictObject({ category: CategoryId, level: LevelId });

/** One difference between two crawls of the same server. */
export const Change = z.strictObject({
  /** Day of the crawl that saw it. */
  date: z.iso.date(),
  /** Version or commit that was read then. */
  version: z.string().optional(),
  kind: z.enum(['added', 'removed', 'redefined', 'rejudged']),
  tool: z.string(),
  /** Fields of the definition that differ, for `redefined`. */
  fields: z.array(z.enum(['title', 'description', 'inputSchema', 'annotations'])).optional(),
  /** What those fields were before, but for long ones; null where there was none. Kept with the latest changes. */
  was: z
    .strictObject({
      title: z.string().nullable().optional(),
      description: z.string().optional(),
      inputSchema: InputSchema.optional(),
      annotations: Annotations.nullable().optional(),
    })
    .optional(),
  before: Judged.optional(),
  after: Judged.optional(),
});
export type Change = z.infer<typeof Change>;

/** What one crawl of one server found: a line of `toolrisk crawl --json`. */
export const Crawl = z.strictObject({
  server: Server,
  tools: z.array(Tool),
  skips: z.array(Skip),
});
export type Crawl = z.infer<typeof Crawl>;

/** A server in the catalog. */
export const Entry = z.strictObject({
  /** Shape of this file; raised when a reader must know. */
  format: z.literal(1),
  server: Server,
  /** Day on which this content was first read; a crawl that finds nothing new leaves it. */
  read: z.iso.date(),
  /** Day since which the source says clearly that the server is gone. The last known state is kept. */
  gone: z.iso.date().optional(),
  /** Sorted by name, in code-unit order. */
  tools: z.array(CatalogedTool),
  skips: z.array(Skip),
  /** Newest first, at most 200. */
  changes: z.array(Change),
});
export type Entry = z.infer<typeof Entry>;

/** A file of catalog/sources: what to crawl, sorted, one file a source kind. */
export const Sources = z.strictObject({
  /** How to add a line, for the person who edits this file. */
  about: z.string(),
  sources: z.array(
    z.strictObject({
      /** A source as the command line spells it, such as `npm:name`. */
      source: z.string(),
      /** Why it is here, or what kind of server it is. */
      note: z.string().optional(),
    }),
  ),
});
export type Sources = z.infer<typeof Sources>;

/** Front matter of a file of catalog/reviews: corrected verdicts by a person. They win, and expire when the definition changes. */
export const Review = z.strictObject({
  reviewer: z.string(),
  date: z.iso.date(),
  tools: z.record(
    z.string(),
    z.strictObject({
      category: CategoryId.optional(),
      level: LevelId.optional(),
      reason: z.string(),
      /** The definition that was reviewed. */
      definitionHash: z.string(),
    }),
  ),
});
export type Review = z.infer<typeof Review>;
