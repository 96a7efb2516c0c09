// The JSON Schemas of what the site serves, made from the shapes themselves.
import { z } from 'zod';
import {
  IndexDocument,
  PurlDocument,
  ServerDocument,
  ToolDocument,
  ToolRecord,
} from '../model/api-documents.ts';
import { schemaFiles } from '../model/schema-files.ts';
import { InputSchema } from '../model/tool.ts';
import { PolicyDocument } from '../policy/document.ts';
import { schemaUrl } from './address.ts';

/** Shapes of what is served by the name of their schema, with their name in programs and where they are. */
export const documents = {
  'index-document': ['IndexDocument', IndexDocument, '/api/v1/index.json'],
  'server-document': ['ServerDocument', ServerDocument, '/api/v1/servers/{server}.json'],
  'tool-document': ['ToolDocument', ToolDocument, '/api/v1/tools/{server}/{tool}.json'],
  'tool-record': ['ToolRecord', ToolRecord, 'A line of /api/v1/tools.ndjson'],
  'purl-document': ['PurlDocument', PurlDocument, '/api/v1/purl/{shard}.json'],
  'policy-document': ['PolicyDocument', PolicyDocument, '/policies/{server}/policy.json'],
} as const;
export type DocumentName = keyof typeof documents;

/** A schema that is served, with what it describes. */
export interface ServedSchema {
  readonly name: string;
  readonly about: string;
  /** The schema itself. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Every schema below /api/v1/schema/: of the documents there, then of the catalog's own files. */
export function servedSchemas(origin: string): readonly ServedSchema[] {
  const served = (name: string, about: string, schema: Readonly<Record<string, unknown>>): ServedSchema => {
    const { $schema, ...rest } = schema;
    return { name, about, schema: { $schema, $id: `${origin}${schemaUrl(name)}`, title: about, ...rest } };
  };
  return [
    ...Object.entries(documents).map(([name, [, shape, about]]) => served(name, about, jsonSchema(shape))),
    ...Object.entries(schemaFiles()).map(([file, text]) => {
      const { title, ...schema } = JSON.parse(text) as Record<string, unknown>;
      return served(file.replace(/\.json$/, ''), String(title), schema);
    }),
  ];
}

/** The schema of a shape; what occurs twice in it stands under `$defs`. */
export function jsonSchema(shape: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(shape, {
    unrepresentable: 'any',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema: written }) => {
      if (zodSchema !== InputSchema) return;
      for (const key of Object.keys(written)) delete written[key as keyof typeof written];
      Object.assign(written, { type: 'object', description: 'A JSON Schema, as the author wrote it.' });
    },
  }) as Record<string, unknown>;
}
