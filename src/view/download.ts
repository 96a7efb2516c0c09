// The whole catalog as files for programs: one line a tool.
import { apiVersion, recordLicense, type ToolRecord } from '../model/api-documents.ts';
import type { CatalogedTool, Entry } from '../model/entry.ts';
import { definitionOf } from '../model/tool.ts';
import { decisionLabel } from '../policy/decision-words.ts';
import { recommend } from '../policy/recommend.ts';
import { toolUrl } from './address.ts';
import { versionRead } from './api.ts';
import { attacksOnTool, type Pattern } from './attacks/applying.ts';

/** One tool as a line of the NDJSON file. */
export function toolRecord(
  entry: Entry,
  tool: CatalogedTool,
  slug: string,
  patterns: readonly Pattern[],
  origin: string,
): ToolRecord {
  const { verdict } = tool;
  const { name, ...definition } = definitionOf(tool);
  return {
    version: apiVersion,
    license: recordLicense,
    server: entry.server.id,
    serverVersion: versionRead(entry) ?? null,
    read: entry.read,
    name,
    slug,
    ...definition,
    definitionHash: tool.definitionHash,
    category: verdict?.category ?? null,
    level: verdict?.level ?? null,
    effects: verdict?.effects ?? [],
    confidence: verdict?.confidence ?? null,
    rationale: verdict?.rationale ?? null,
    decision: decisionLabel(recommend(tool)),
    attacks: attacksOnTool(patterns, entry, tool).map(({ pattern }) => pattern.slug),
    page: `${origin}${toolUrl(entry.server.id, slug)}`,
  };
}

/** Columns of the CSV file, in their order. */
export const csvColumns = [
  'server',
  'name',
  'category',
  'level',
  'effects',
  'confidence',
  'decision',
  'attacks',
  'definitionHash',
  'read',
  'page',
  'serverVersion',
  'license',
] as const;

/** The first line of the CSV file, with its line end (RFC 4180). */
export const csvHead = `${csvColumns.join(',')}\r\n`;

/** One tool as a line of the CSV file; lists are separated by blanks. */
export function csvLine(record: ToolRecord): string {
  return `${csvColumns.map((column) => csvCell(record[column])).join(',')}\r\n`;
}

function csvCell(value: string | number | readonly string[] | null): string {
  const text = value === null ? '' : typeof value === 'object' ? value.join(' ') : String(value);
  // A spreadsheet takes these for formulas, and the name of a tool is a stranger's.
  const inert = typeof value === 'string' && /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
