// The schemas of the data, judged by a JSON Schema validator: they fit what is served, and refuse what is not.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { slugsOf } from '../../src/model/slug.ts';
import { serverJson, toolJson } from '../../src/view/api.ts';
import { toolRecord } from '../../src/view/download.ts';
import { openApi } from '../../src/view/openapi.ts';
import { servedSchemas } from '../../src/view/schemas.ts';
import { harbor } from './_harbor.ts';
import { compile } from './_json-schema.ts';

const origin = 'https://toolrisk.example';
const served = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const schemas = new Map(servedSchemas(origin).map(({ name, schema }) => [name, schema]));
const validatorOf = (name: string) =>
  compile(schemas.get(name) ?? assert.fail(`There is no schema ${name}.`));

interface Media {
  readonly schema: { readonly $ref?: string };
  readonly example?: unknown;
}
interface Description {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly get: {
          readonly responses: Readonly<Record<string, { readonly content?: Record<string, Media> }>>;
        };
      }
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}
const description = served(openApi(origin)) as Description;

describe('the schemas', () => {
  test('are valid draft 2020-12 with addresses of their own', () => {
    for (const [name, schema] of schemas) {
      compile(schema);
      assert.equal(schema['$id'], `${origin}/api/v1/schema/${name}.json`);
      assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
    }
  });

  test('fit every document of the harbor, and not one with a member too many', () => {
    const [server, tool, record] = ['server-document', 'tool-document', 'tool-record'].map(validatorOf);
    assert.ok(server && tool && record);
    for (const entry of harbor) {
      const slugs = slugsOf(entry.tools.map(({ name }) => name));
      assert.ok(server(served(serverJson(entry, slugs, origin))), JSON.stringify(server.errors));
      for (const one of entry.tools) {
        const slug = slugs.get(one.name) ?? '';
        const document = served(toolJson(entry, one, slug, origin)) as object;
        assert.ok(tool(document), JSON.stringify(tool.errors));
        assert.ok(!tool({ ...document, surprise: 1 }));
        assert.ok(!tool({ ...document, read: 'yesterday' }));
        assert.ok(record(served(toolRecord(entry, one, slug, [], origin))), JSON.stringify(record.errors));
      }
    }
  });
});

describe('the OpenAPI description', () => {
  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(served(openApi(origin)) as Record<string, unknown>);
    assert.ok(result.valid, JSON.stringify(result.errors));
  });

  test('gives an example of every kind of JSON answer, which fits its schema', () => {
    let checked = 0;
    for (const [path, { get }] of Object.entries(description.paths)) {
      for (const [type, { schema, example }] of Object.entries(get.responses['200']?.content ?? {})) {
        if (!type.endsWith('json')) continue;
        const valid = compile({ ...schema, components: description.components });
        assert.notEqual(example, undefined, path);
        assert.ok(valid(example), `${path}: ${JSON.stringify(valid.errors)}`);
        assert.ok(!valid({}), path);
        checked += 1;
      }
    }
    assert.equal(checked, 7);
  });

  test('names the path parameters of every address', () => {
    for (const [path, { get }] of Object.entries(description.paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const given = ((get as { parameters?: { name: string }[] }).parameters ?? []).map(({ name }) => name);
      assert.deepEqual(given, wanted, path);
    }
  });
});
