// The same facts as on the pages, for programs: one shape for a server, one for a tool, one for the index.
import {
  apiLicense,
  apiVersion,
  type IndexDocument,
  type ServerDocument,
  type ToolDocument,
} from '../model/api-documents.ts';
import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { ServerRow, Summary } from '../model/rows.ts';
import { definitionOf, type Place } from '../model/tool.ts';
import { decisionLabel } from '../policy/decision-words.ts';
import { recommend } from '../policy/recommend.ts';
import {
  csvUrl,
  feedUrl,
  ndjsonUrl,
  openApiUrl,
  purlShardUrl,
  schemasIndexUrl,
  schemaUrl,
  serverApiUrl,
  serverPolicyFileUrl,
  serverUrl,
  toolApiUrl,
  toolPolicyUrl,
  toolUrl,
} from './address.ts';
import { attacksOnTool, type Pattern } from './attacks/applying.ts';
import { strictUri } from './author-text.ts';
import { plain } from './prose.ts';
import type { DocumentName } from './schemas.ts';
import { definitionTokens } from './tokens.ts';

const said = (document: DocumentName, origin: string) =>
  ({ $schema: `${origin}${schemaUrl(document)}`, version: apiVersion, license: apiLicense }) as const;

/** One tool with its server in short. */
export function toolJson(
  entry: Entry,
  tool: CatalogedTool,
  slug: string,
  origin: string,
  patterns: readonly Pattern[] = [],
): ToolDocument {
  const { id, title } = entry.server;
  const version = versionRead(entry);
  return {
    ...said('tool-document', origin),
    server: {
      id,
      title,
      ...(version === undefined ? {} : { version }),
      page: `${origin}${serverUrl(id)}`,
      data: `${origin}${serverApiUrl(id)}`,
    },
    read: entry.read,
    ...toolFacts(entry, tool, slug, patterns, origin),
    definition: definitionOf(tool),
    verdict: tool.verdict ?? null,
  };
}

/** One server with all its tools. */
export function serverJson(
  entry: Entry,
  slugs: ReadonlyMap<string, string>,
  origin: string,
  patterns: readonly Pattern[] = [],
): ServerDocument {
  const { server, read, gone, tools, skips, changes } = entry;
  return {
    ...said('server-document', origin),
    server: withStrictUris(server),
    read,
    gone: gone ?? null,
    page: `${origin}${serverUrl(server.id)}`,
    policy: `${origin}${serverPolicyFileUrl(server.id, 'policy.json')}`,
    tools: tools.map((tool) => ({
      ...toolFacts(entry, tool, slugs.get(tool.name) ?? '', patterns, origin),
      ...definitionOf(tool),
      verdict: tool.verdict ?? null,
    })),
    skips: skips.map((skip) => (skip.place === undefined ? skip : { ...skip, place: withUri(skip.place) })),
    changes,
  };
}

/** What the catalog holds: counts, and every server with its numbers. */
export function indexJson(summary: Summary, servers: readonly ServerRow[], origin: string): IndexDocument {
  return {
    ...said('index-document', origin),
    built: summary.built,
    counts: {
      servers: summary.servers,
      tools: summary.tools,
      byCategory: summary.byCategory,
      byLevel: summary.byLevel,
      byEffect: summary.byEffect,
      skips: [...summary.skips],
    },
    downloads: {
      ndjson: `${origin}${ndjsonUrl}`,
      csv: `${origin}${csvUrl}`,
      openapi: `${origin}${openApiUrl}`,
      schemas: `${origin}${schemasIndexUrl}`,
      purls: `${origin}${purlShardUrl('{shard}')}`,
      feed: `${origin}${feedUrl}`,
    },
    servers: servers.map((row) => ({
      ...row,
      page: `${origin}${serverUrl(row.id)}`,
      data: `${origin}${serverApiUrl(row.id)}`,
    })),
  };
}

/** Version of the package, or the commit, that an entry was read from. */
export function versionRead({ server }: Pick<Entry, 'server'>): string | undefined {
  return server.version ?? server.commit;
}

/** Addresses as strict programs read them; everything else as it is. */
function withStrictUris(server: Entry['server']): Entry['server'] {
  const { repository, homepage } = server;
  return {
    ...server,
    ...(repository === undefined ? {} : { repository: strictUri(repository) }),
    ...(homepage === undefined ? {} : { homepage: strictUri(homepage) }),
  };
}

function withUri(place: Place): Place {
  return place.url === undefined ? place : { ...place, url: strictUri(place.url) };
}

function toolFacts(
  entry: Entry,
  tool: CatalogedTool,
  slug: string,
  patterns: readonly Pattern[],
  origin: string,
) {
  const { id } = entry.server;
  const decision = recommend(tool);
  return {
    name: tool.name,
    slug,
    page: `${origin}${toolUrl(id, slug)}`,
    data: `${origin}${toolApiUrl(id, slug)}`,
    policy: `${origin}${toolPolicyUrl(id, slug)}`,
    place: withUri(tool.place),
    detector: tool.detector,
    extractionConfidence: tool.confidence,
    ...(tool.partial === undefined ? {} : { partial: tool.partial }),
    ...(tool.gated === undefined ? {} : { gated: tool.gated }),
    ...(tool.dynamic === undefined ? {} : { dynamic: tool.dynamic }),
    tokens: definitionTokens(tool),
    definitionHash: tool.definitionHash,
    recommendation: { decision: decisionLabel(decision), kind: decision.kind, limit: decision.limit ?? null },
    attacks: attacksOnTool(patterns, entry, tool).map(({ pattern, because }) => ({
      id: pattern.slug,
      title: pattern.title,
      because: plain(because),
    })),
  };
}
