// Tools that a converter makes of an OpenAPI document in the package: one for each operation.

import type { SourceFile } from '../../../model/source.ts';
import type { ToolDraft } from '../../../model/tool.ts';
import type { Json } from '../evaluator/values.ts';
import type { MethodHints } from './method-hints.ts';

type Members = { readonly [key: string]: unknown };

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

const mostOperations = 2000;

const deepest = 8;

/**
 * The operations of every OpenAPI document among the files as drafts; `pattern` is the name the code gives them, with
 * one `…`, and `hints` are the annotations it gives them by their method.
 */
export function operationsOf(
  files: readonly SourceFile[],
  pattern: string,
  hints: MethodHints | undefined,
): readonly ToolDraft[] {
  return files.flatMap((file) => {
    if (!file.path.endsWith('.json') || !/"(?:openapi|swagger)"\s*:/.test(file.text.slice(0, 2000)))
      return [];
    const document = parsed(file.text);
    const paths = membersOf(document?.['paths']);
    if (document === undefined || paths === undefined) return [];
    return Object.values(paths)
      .flatMap((item) => operationsAt(document, membersOf(item) ?? {}))
      .slice(0, mostOperations)
      .map(({ operation, shared, method }) => {
        const annotations = hints?.(method);
        const made = draft(file, document, operation, shared, pattern);
        return annotations === undefined ? made : { ...made, annotations };
      });
  });
}

function operationsAt(
  document: Members,
  item: Members,
): readonly { operation: Members; shared: readonly unknown[]; method: string }[] {
  const shared = Array.isArray(item['parameters']) ? item['parameters'] : [];
  return methods.flatMap((method) => {
    const operation = membersOf(resolved(document, item[method]));
    return operation === undefined || typeof operation['operationId'] !== 'string'
      ? []
      : [{ operation, shared, method }];
  });
}

function draft(
  file: SourceFile,
  document: Members,
  operation: Members,
  shared: readonly unknown[],
  pattern: string,
): ToolDraft {
  const id = String(operation['operationId']);
  const properties = new Map<string, Json>();
  const required: string[] = [];
  const own = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
  for (const given of [...shared, ...own]) {
    const parameter = membersOf(resolved(document, given));
    // Headers belong to the connection, not to the caller of the tool.
    if (parameter === undefined || typeof parameter['name'] !== 'string' || parameter['in'] === 'header')
      continue;
    const schema = plain(document, parameter['schema'], 0);
    const description = parameter['description'];
    properties.set(
      parameter['name'],
      typeof description === 'string' ? { ...asObject(schema), description } : schema,
    );
    if (parameter['required'] === true) required.push(parameter['name']);
  }
  const content = membersOf(membersOf(resolved(document, operation['requestBody']))?.['content']);
  const body = membersOf(resolved(document, membersOf(content?.['application/json'])?.['schema']));
  for (const [name, schema] of Object.entries(membersOf(body?.['properties']) ?? {}))
    properties.set(name, plain(document, schema, 0));
  if (Array.isArray(body?.['required'])) required.push(...body['required'].map(String));
  const texts = [operation['summary'], operation['description']].filter((text) => typeof text === 'string');
  return {
    name: pattern.replace('…', () => id),
    description: texts[0] ?? '',
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(properties),
      required: [...new Set(required)],
    },
    place: {
      path: file.path,
      line: file.text.slice(0, Math.max(0, file.text.indexOf(JSON.stringify(id)))).split('\n').length,
    },
    detector: 'typescript/openapi',
    confidence: 0.6,
    partial: true,
    dynamic: `made at run time from ${file.path}`,
  };
}

/** A schema with its references put in, as deep as is reasonable. */
function plain(document: Members, given: unknown, depth: number): Json {
  if (depth > deepest) return {};
  const value = membersOf(given) === undefined ? given : resolved(document, given);
  if (Array.isArray(value)) return value.slice(0, 200).map((item) => plain(document, item, depth + 1));
  const members = membersOf(value);
  if (members === undefined)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? value
      : null;
  return Object.fromEntries(
    Object.entries(members)
      .slice(0, 200)
      .map(([name, member]) => [name, plain(document, member, depth + 1)]),
  );
}

function resolved(document: Members, given: unknown): unknown {
  let value = given;
  for (let i = 0; i < deepest; i += 1) {
    const reference = membersOf(value)?.['$ref'];
    if (typeof reference !== 'string' || !reference.startsWith('#/')) return value;
    value = reference
      .slice(2)
      .split('/')
      .reduce((at: unknown, part) => {
        const members = membersOf(at);
        const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
        return members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
      }, document);
  }
  return undefined;
}

function asObject(value: Json): { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function membersOf(value: unknown): Members | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined;
}

function parsed(text: string): Members | undefined {
  try {
    return membersOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
