// What the manifests beside the code say that the server lists: a claim, which the code may bear out or not.
import { parse } from 'yaml';
import type { SourceFile } from '../../model/source.ts';
import { type Annotations, InputSchema, type ToolDraft } from '../../model/tool.ts';
import { isTooDeep } from '../validate.ts';

/** One manifest with a list of tools. */
export interface Claim {
  readonly path: string;
  /** Sorted by name, each once. */
  readonly tools: readonly ToolDraft[];
  /** True when the manifest itself says that the server makes more. */
  readonly open: boolean;
}

const longest = 1_000_000;
const mostTools = 2_000;
/** Lower than anything that was read from code. */
const confidence = 0.5;

/** Manifests that may list tools: of MCP bundles, of the registry, of Smithery, and plain lists. */
const manifest = /(^|\/)(manifest|server|tools|mcp|mcp-tools)\.json$|(^|\/)smithery\.ya?ml$/;

/** The claims in a tree, in the order of its files. A manifest without tools claims nothing. */
export function claimsIn(files: readonly SourceFile[]): readonly Claim[] {
  return files.flatMap((file) => {
    if (!manifest.test(file.path) || file.text.length > longest) return [];
    const document = parsed(file);
    const members = membersOf(document);
    const listed = Array.isArray(document) ? document : members.get('tools');
    if (!Array.isArray(listed) || !speaksOfServers(file.path, members, listed)) return [];
    const tools = listed.slice(0, mostTools).flatMap((entry) => toolOf(file, membersOf(entry)));
    const byName = new Map(tools.map((tool) => [tool.name, tool]));
    const open = members.get('tools_generated') === true;
    return byName.size === 0 && !open
      ? []
      : [
          {
            path: file.path,
            tools: [...byName.keys()].sort().flatMap((name) => byName.get(name) ?? []),
            open,
          },
        ];
  });
}

/** A browser extension has a manifest.json too, and many programs a tools.json. */
function speaksOfServers(
  path: string,
  members: ReadonlyMap<string, unknown>,
  listed: readonly unknown[],
): boolean {
  if (path.endsWith('manifest.json'))
    return (
      typeof (members.get('manifest_version') ?? members.get('dxt_version')) === 'string' &&
      members.has('server')
    );
  if (/tools\.json$|mcp\.json$/.test(path))
    return listed.some(
      (entry) => membersOf(entry).has('inputSchema') || membersOf(entry).has('input_schema'),
    );
  return true;
}

function toolOf(file: SourceFile, entry: ReadonlyMap<string, unknown>): readonly ToolDraft[] {
  const name = entry.get('name');
  if (typeof name !== 'string' || name === '') return [];
  const description = entry.get('description');
  const title = entry.get('title');
  const given = entry.get('inputSchema') ?? entry.get('input_schema');
  const schema = InputSchema.safeParse(isTooDeep(given) ? undefined : given);
  const annotations = annotationsOf(membersOf(entry.get('annotations')));
  return [
    {
      name,
      ...(typeof title === 'string' ? { title } : {}),
      description: typeof description === 'string' ? description.trim() : '',
      inputSchema: schema.success ? schema.data : { type: 'object' },
      ...(annotations === undefined ? {} : { annotations }),
      place: { path: file.path, line: lineOf(file.text, name) },
      detector: 'manifest/claim',
      confidence,
      ...(schema.success ? {} : { partial: true }),
      dynamic: `declared in ${file.path}; no code that was read defines it`,
    },
  ];
}

function annotationsOf(given: ReadonlyMap<string, unknown>): Annotations | undefined {
  const annotations: { -readonly [Key in keyof Annotations]: Annotations[Key] } = {};
  for (const hint of ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const) {
    const value = given.get(hint);
    if (typeof value === 'boolean') annotations[hint] = value;
  }
  return Object.keys(annotations).length === 0 ? undefined : annotations;
}

function lineOf(text: string, name: string): number {
  return text.slice(0, Math.max(0, text.indexOf(JSON.stringify(name)))).split('\n').length;
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? new Map(Object.entries(value))
    : new Map();
}

function parsed({ path, text }: SourceFile): unknown {
  try {
    return path.endsWith('.json')
      ? JSON.parse(text)
      : parse(text, { maxAliasCount: 100, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
