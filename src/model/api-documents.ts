// The shapes of /api/v1: what programs are told, once, for the answers, their description and their tests.
import { z } from 'zod';
import { Change } from './entry.ts';
import { Server, ServerId } from './server.ts';
import { Annotations, Definition, InputSchema, Place, Skip } from './tool.ts';
import { CategoryId, EffectId, LevelId, Verdict } from './verdict.ts';

/** Version of these shapes, and of every address below /api/. Members may be added; none is renamed or removed. */
export const apiVersion = 1;

/** What may be done with the data. */
export const apiLicense =
  'Facts and judgements: MIT. Names, descriptions and schemas belong to the authors of the servers and are quoted as theirs.';

/** The same in short, for every line of a file. */
export const recordLicense = 'MIT; names, descriptions and schemas: their authors';

const said = {
  $schema: z.url().describe('The JSON Schema of this document.'),
  version: z.literal(apiVersion).describe('Version of the shapes below /api/v1/.'),
  license: z.literal(apiLicense).describe('What may be done with the data.'),
};
const readVersion = z.string().describe('Version of the package, or the commit, that was read.');
const counts = z.record(z.string(), z.int().nonnegative());

/** What every document says of a tool besides its definition and verdict. */
const toolFacts = {
  name: z.string(),
  slug: z.string().describe('Name of the tool in addresses.'),
  page: z.url().describe('The page for people.'),
  data: z.url().describe('The document of this tool.'),
  policy: z.url().describe('The recommended policy.json for this tool alone.'),
  place: Place.describe('Where the definition stands in the package or repository.'),
  detector: z.string().describe('The extractor that found it.'),
  extractionConfidence: z.number().describe('0 to 1: that the server lists this tool as it stands here.'),
  partial: z.boolean().optional().describe('True when a part of the definition could not be worked out.'),
  gated: z.string().optional().describe('The option without which the server does not list it.'),
  dynamic: z.string().optional().describe('Where a definition that is made at run time comes from.'),
  tokens: z.int().describe('Tokens of the definition in the o200k_base encoding.'),
  definitionHash: z.string().describe('sha256 of the canonical JSON of the definition, in hex.'),
  recommendation: z
    .strictObject({
      decision: z.string(),
      kind: z.enum(['allow', 'ask', 'deny', 'hide']),
      limit: z.strictObject({ max: z.int(), window: z.string() }).nullable(),
    })
    .describe('What the recommended policy does with a call.'),
  attacks: z
    .array(z.strictObject({ id: z.string(), title: z.string(), because: z.string() }))
    .describe('Attack patterns whose precondition the tool meets, and the facts that met it.'),
};

/** /api/v1/tools/{server}/{tool}.json */
export const ToolDocument = z.strictObject({
  ...said,
  server: z.strictObject({
    id: ServerId,
    title: z.string(),
    version: readVersion.optional(),
    page: z.url(),
    data: z.url(),
  }),
  read: z.iso.date().describe('Day on which this content was first read.'),
  ...toolFacts,
  definition: Definition.describe('The five fields that the hash covers.'),
  verdict: Verdict.nullable(),
});
export type ToolDocument = z.infer<typeof ToolDocument>;

/** /api/v1/servers/{server}.json */
export const ServerDocument = z.strictObject({
  ...said,
  server: Server,
  read: z.iso.date().describe('Day on which this content was first read.'),
  gone: z.iso.date().nullable().describe('Day since which the source says that the server is gone.'),
  page: z.url(),
  policy: z.url().describe('The recommended policy.json for the whole server.'),
  tools: z.array(
    z.strictObject({
      ...toolFacts,
      title: z.string().optional(),
      description: z.string(),
      inputSchema: InputSchema,
      annotations: Annotations.optional(),
      verdict: Verdict.nullable(),
    }),
  ),
  skips: z.array(Skip).describe('What could not be read, or contradicts itself, and why.'),
  changes: z.array(Change).describe('What differs from earlier crawls, newest first.'),
});
export type ServerDocument = z.infer<typeof ServerDocument>;

/** /api/v1/index.json */
export const IndexDocument = z.strictObject({
  ...said,
  built: z.iso.date().describe('Day of the build.'),
  counts: z.strictObject({
    servers: z.int(),
    tools: z.int(),
    byCategory: counts,
    byLevel: counts,
    byEffect: counts,
    skips: z.array(z.strictObject({ reason: z.string(), count: z.int() })),
  }),
  downloads: z.strictObject({
    ndjson: z.url(),
    csv: z.url(),
    openapi: z.url(),
    schemas: z.url(),
    purls: z.string().describe('Where package URLs lead; {shard} is to be filled in.'),
    feed: z.url(),
  }),
  servers: z.array(
    z.strictObject({
      id: ServerId,
      title: z.string(),
      description: z.string(),
      ecosystem: z.string(),
      language: z.string().optional(),
      tools: z.int(),
      levels: counts,
      categories: counts,
      effects: counts.describe('Number of tools with each effect that any tool has.'),
      worst: LevelId.optional(),
      skips: z.int().describe('Number of things that could not be read.'),
      read: z.iso.date(),
      gone: z.iso.date().optional(),
      version: readVersion.optional(),
      purl: z.string().optional().describe('Package URL with version.'),
      page: z.url(),
      data: z.url(),
    }),
  ),
});
export type IndexDocument = z.infer<typeof IndexDocument>;

/** A server that a package URL leads to. */
const PurlTarget = z.strictObject({
  id: ServerId,
  purl: z.string().describe('Package URL with the version that was read.'),
  version: readVersion.optional(),
  read: z.iso.date(),
  gone: z.iso.date().optional(),
  tools: z.int(),
  levels: counts,
  worst: LevelId.optional(),
  page: z.url(),
  data: z.url(),
  policy: z.url().describe('The recommended policy.json for the whole server.'),
});

/** /api/v1/purl/{shard}.json */
export const PurlDocument = z.strictObject({
  ...said,
  built: z.iso.date().describe('Day of the build.'),
  shard: z
    .string()
    .regex(/^[0-9a-f]{2}$/)
    .describe('The first two hex digits of the sha256 of every package URL in this file.'),
  purls: z
    .record(z.string(), z.array(PurlTarget))
    .describe(
      'Servers by package URL, in canonical form, without version, qualifiers and subpath; and once more with the version that was read.',
    ),
});
export type PurlDocument = z.infer<typeof PurlDocument>;

/** A line of /api/v1/tools.ndjson */
export const ToolRecord = z.strictObject({
  version: z.literal(apiVersion).describe('Version of the shapes below /api/v1/.'),
  license: z.literal(recordLicense),
  server: ServerId,
  serverVersion: readVersion.nullable(),
  read: z.iso.date(),
  name: z.string(),
  slug: z.string(),
  title: z.string().optional(),
  description: z.string(),
  inputSchema: InputSchema,
  annotations: Annotations.optional(),
  definitionHash: z.string(),
  category: CategoryId.nullable().describe('Null for a tool that was not judged yet.'),
  level: LevelId.nullable(),
  effects: z.array(EffectId),
  confidence: z.number().nullable(),
  rationale: z.string().nullable(),
  decision: z.string().describe('What the recommended policy does with a call, in words.'),
  attacks: z.array(z.string()),
  page: z.url(),
});
export type ToolRecord = z.infer<typeof ToolRecord>;
