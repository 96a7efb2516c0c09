// The description of /api/v1 for programs, made from the shapes themselves (OpenAPI 3.1).
import { z } from 'zod';
import {
  apiLicense,
  apiVersion,
  IndexDocument,
  ServerDocument,
  ToolDocument,
  ToolRecord,
} from '../model/api-documents.ts';
import { InputSchema } from '../model/tool.ts';
import { base } from './address.ts';

const schemas = { IndexDocument, ServerDocument, ToolDocument, ToolRecord } as const;

const server = {
  name: 'server',
  in: 'path',
  required: true,
  description:
    'Id of a server, such as npm/@scope/name or github/owner/repo. It holds slashes; they are not encoded.',
  schema: { type: 'string' },
};
const tool = {
  name: 'tool',
  in: 'path',
  required: true,
  description: 'The slug of a tool, as its server’s document gives it.',
  schema: { type: 'string' },
};

/** The document behind /api/v1/openapi.json. */
export function openApi(origin: string): unknown {
  return {
    openapi: '3.1.0',
    info: {
      title: 'toolrisk',
      version: `${apiVersion}`,
      summary: 'What MCP tools can do, and how bad it can get.',
      description: apiLicense,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${origin}${base}`.replace(/\/$/, '') }],
    paths: {
      '/api/v1/index.json': get('The index: counts, and every server.', [], json('IndexDocument')),
      '/api/v1/servers/{server}.json': get('A server with its tools.', [server], json('ServerDocument')),
      '/api/v1/tools/{server}/{tool}.json': get('A tool.', [server, tool], json('ToolDocument')),
      '/api/v1/tools.ndjson': get('Every tool, one JSON object a line.', [], {
        'application/x-ndjson': { schema: { $ref: '#/components/schemas/ToolRecord' } },
      }),
      '/api/v1/tools.csv': get('Every tool in short, as a table.', [], text('text/csv')),
      '/policies/{server}/policy.json': get(
        'The policy for a whole server.',
        [server],
        text('application/json'),
      ),
      '/policies/{server}/{tool}/policy.json': get(
        'The policy for one tool.',
        [server, tool],
        text('application/json'),
      ),
      '/badges/{server}.svg': get('A badge with the counts of a server.', [server], text('image/svg+xml')),
      '/feed.xml': get('What changed, newest first, as Atom.', [], text('application/atom+xml')),
      '/servers/{server}/feed.xml': get(
        'What changed on one server, as Atom.',
        [server],
        text('application/atom+xml'),
      ),
    },
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema)]),
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

function json(name: keyof typeof schemas) {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
}

function text(type: string) {
  return { [type]: { schema: { type: 'string' } } };
}

/** Without references, since those would point to the root of another document. */
function jsonSchema(schema: z.ZodType): unknown {
  const {
    $schema: _dialect,
    $defs: _shared,
    ...made
  } = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: written }) => {
      if (zodSchema !== InputSchema) return;
      for (const key of Object.keys(written)) delete written[key as keyof typeof written];
      Object.assign(written, { type: 'object', description: 'A JSON Schema, as the author wrote it.' });
    },
  });
  return made;
}
