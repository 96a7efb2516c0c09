// The description of /api/v1 for programs, made from the shapes themselves; examples are made as the answers are (OpenAPI 3.1).
import { apiLicense, apiVersion } from '../model/api-documents.ts';
import { toolDocument } from '../policy/documents.ts';
import { policyJson } from '../policy/formats/policy-json.ts';
import { base } from './address.ts';
import { indexJson, serverJson, toolJson } from './api.ts';
import { badgeSvg } from './badge.ts';
import { serverPolicy } from './control.ts';
import { csvHead, csvLine, toolRecord } from './download.ts';
import { purlJson, purlShards } from './package-lookup.ts';
import { packageKeys, shardOf } from './package-url.ts';
import { sampleEntry, sampleRow, sampleSlugs, sampleSummary } from './sample.ts';
import { type DocumentName, documents, jsonSchema } from './schemas.ts';

const server = {
  name: 'server',
  in: 'path',
  required: true,
  description:
    'Id of a server, such as npm/@scope/name or github/owner/repo. It holds slashes; they are not encoded.',
  schema: { type: 'string' },
  example: sampleEntry.server.id,
};
const tool = {
  name: 'tool',
  in: 'path',
  required: true,
  description: 'The slug of a tool, as its server’s document gives it.',
  schema: { type: 'string' },
  example: 'stop_machine',
};
const samplePurl = packageKeys(sampleRow.purl ?? '')?.unversioned ?? '';
const shard = {
  name: 'shard',
  in: 'path',
  required: true,
  description: `The first two hex digits of the sha256 of the package URL in canonical form: for ${samplePurl} it is ${shardOf(samplePurl)}. Ask with the version; where the file has no such member, ask again without version, qualifiers and subpath, and compare the version that the answer names.`,
  schema: { type: 'string', pattern: '^[0-9a-f]{2}$' },
  example: shardOf(samplePurl),
};

/** The document behind /api/v1/openapi.json. */
export function openApi(origin: string): unknown {
  const [sampleTool] = sampleEntry.tools;
  if (sampleTool === undefined) throw new Error('The sample has no tool.');
  const record = toolRecord(sampleEntry, sampleTool, sampleTool.name, [], origin);
  const purls = purlShards([sampleRow], origin).get(shardOf(samplePurl));
  return {
    openapi: '3.1.0',
    info: {
      title: 'toolrisk',
      version: `${apiVersion}`,
      summary: 'What MCP tools can do, and how bad it can get.',
      description: `${apiLicense} The examples are about a server that does not exist.`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${origin}${base}`.replace(/\/$/, '') }],
    paths: {
      '/api/v1/index.json': get(
        'The index: counts, and every server.',
        [],
        json('index-document', indexJson(sampleSummary, [sampleRow], origin)),
      ),
      '/api/v1/servers/{server}.json': get(
        'A server with its tools.',
        [server],
        json('server-document', serverJson(sampleEntry, sampleSlugs, origin)),
      ),
      '/api/v1/tools/{server}/{tool}.json': get(
        'A tool.',
        [server, tool],
        json('tool-document', toolJson(sampleEntry, sampleTool, sampleTool.name, origin)),
      ),
      '/api/v1/purl/{shard}.json': get(
        'Servers by package URL.',
        [shard],
        json('purl-document', purlJson(shardOf(samplePurl), purls, sampleSummary, origin)),
      ),
      '/api/v1/tools.ndjson': get('Every tool, one JSON object a line.', [], {
        'application/x-ndjson': { schema: reference('tool-record'), example: record },
      }),
      '/api/v1/tools.csv': get(
        'Every tool in short, as a table.',
        [],
        text('text/csv', csvHead + csvLine(record)),
      ),
      '/policies/{server}/policy.json': get(
        'The policy for a whole server.',
        [server],
        json('policy-document', JSON.parse(serverPolicy(sampleEntry, policyJson))),
      ),
      '/policies/{server}/{tool}/policy.json': get(
        'The policy for one tool.',
        [server, tool],
        json('policy-document', JSON.parse(toolDocument(sampleTool).text)),
      ),
      '/servers/{server}/index.md': get('The page of a server in Markdown.', [server], text('text/markdown')),
      '/tools/{server}/{tool}/index.md': get(
        'The page of a tool in Markdown.',
        [server, tool],
        text('text/markdown'),
      ),
      '/badges/{server}.svg': get(
        'A badge with the counts of a server.',
        [server],
        text('image/svg+xml', badgeSvg(sampleRow)),
      ),
      '/feed.xml': get('What changed, newest first, as Atom.', [], text('application/atom+xml')),
      '/servers/{server}/feed.xml': get(
        'What changed on one server, as Atom.',
        [server],
        text('application/atom+xml'),
      ),
    },
    components: {
      schemas: Object.fromEntries(
        Object.values(documents).map(([name, shape]) => [name, component(name, jsonSchema(shape))]),
      ),
    },
  };
}

function get(summary: string, parameters: readonly unknown[], content: unknown) {
  return {
    get: {
      summary,
      ...(parameters.length === 0 ? {} : { parameters }),
      responses: { 200: { description: summary, content }, 404: { description: 'There is none.' } },
    },
  };
}

function json(name: DocumentName, example: unknown) {
  return { 'application/json': { schema: reference(name), example } };
}

function reference(name: DocumentName) {
  return { $ref: `#/components/schemas/${documents[name][0]}` };
}

function text(type: string, example?: string) {
  return { [type]: { schema: { type: 'string' }, ...(example === undefined ? {} : { example }) } };
}

/** A schema as a part of this document: what it refers to stands below it, not below the root. */
function component(name: string, { $schema: _dialect, ...schema }: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\//, `#/components/schemas/${name}/$defs/`)
      : value,
  );
}
