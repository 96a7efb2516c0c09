// Tools that the code registers from manifests in YAML: one document or one list entry for each.

import { posix } from 'node:path';
import { parse } from 'yaml';
import type { SourceFile } from '../../../model/source.ts';
import type { ToolDraft } from '../../../model/tool.ts';
import type { Machine } from '../evaluator/machine.ts';
import { absent, constant, objectOf, type Value } from '../evaluator/values.ts';
import { annotationsFrom } from '../report.ts';
import { schemaFrom } from '../schemas/schema.ts';

const longestManifest = 200_000;
const mostEntries = 1000;
const confidence = 0.55;

/** True for YAML files that may describe tools. */
export function isManifest(path: string): boolean {
  return /(?:^|\/)(?:manifests?|tools?|definitions?)\/(?:[^/]+\/)*[^/]+\.ya?ml$|(?:^|\/)tools?\.ya?ml$/i.test(
    path,
  );
}

/** What manifests say about tools whose names the code takes from elsewhere. A claim: the schema comes from the module it names. */
export function manifestTools(machine: Machine, files: readonly SourceFile[]): readonly ToolDraft[] {
  return files.flatMap((file) => {
    if (!isManifest(file.path) || file.text.length > longestManifest) return [];
    const document = parsed(file.text);
    const listed = membersOf(document).get('tools');
    const entries = Array.isArray(listed) ? listed : Array.isArray(document) ? document : [document];
    return entries.slice(0, mostEntries).flatMap((entry) => toolOf(machine, file, membersOf(entry)));
  });
}

function toolOf(
  machine: Machine,
  file: SourceFile,
  entry: ReadonlyMap<string, unknown>,
): readonly ToolDraft[] {
  const name = membersOf(entry.get('names')).get('mcp') ?? entry.get('name') ?? entry.get('id');
  const description = entry.get('description');
  if (typeof name !== 'string' || !/^[A-Za-z][\w./-]{0,127}$/.test(name) || typeof description !== 'string')
    return [];
  const annotations = membersOf(entry.get('annotations'));
  const module = entry.get('module');
  const given = typeof module === 'string' ? schemaOfModule(machine, module) : undefined;
  // A document without anything that only tools have is a workflow, a prompt or a setting.
  if (given === undefined && annotations.size === 0 && !entry.has('inputSchema') && !entry.has('parameters'))
    return [];
  const { schema } = schemaFrom(machine, given ?? absent);
  const hints = annotationsFrom(
    machine,
    objectOf(new Map([...annotations].map(([key, value]) => [key, plain(value)])), false, undefined),
  );
  const line = file.text.slice(0, Math.max(0, file.text.indexOf(name))).split('\n').length;
  return [
    {
      name,
      description: description.trim(),
      inputSchema: schema,
      ...(hints === undefined ? {} : { annotations: hints }),
      place: { path: file.path, line },
      detector: 'typescript/manifest',
      confidence,
      partial: true,
      dynamic: `registered from ${file.path}`,
    },
  ];
}

/** The `schema` or `inputSchema` that the module of a tool gives out. */
function schemaOfModule(machine: Machine, module: string): Value | undefined {
  const stem = posix
    .normalize(module)
    .replace(/^\.\//, '')
    .replace(/\.[cm]?[jt]s$/, '');
  if (stem.startsWith('..') || stem.length < 3) return undefined;
  const file = machine.project.files.find((one) =>
    `/${one.path.replace(/\.[cm]?[jt]sx?$/, '')}`.endsWith(`/${stem}`),
  );
  if (file === undefined) return undefined;
  for (const name of ['schema', 'inputSchema', 'parameters']) {
    if (machine.project.module(file.path)?.exports.has(name) === true)
      return machine.exported(file.path, name);
  }
  return undefined;
}

function plain(value: unknown): Value {
  return typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? constant(value)
    : absent;
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : new Map();
}

function parsed(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
