// The recommended policy.json of one tool, of a server, and of several servers.
import type { PolicyDocument } from './document.ts';
import { documentOf, documentText } from './formats/policy-json.ts';
import type { Gap } from './gaps.ts';
import { type Intent, type IntentOptions, intentOf, type PolicyServer } from './intent.ts';
import type { Judged } from './recommend.ts';

/** A document, its text as a file, and what the format could not say. */
export interface Recommended {
  readonly document: PolicyDocument;
  /** Ends with one newline. */
  readonly text: string;
  readonly gaps: readonly Gap[];
  /** The decisions behind it, which other formats are made from as well. */
  readonly intent: Intent;
}

/**
 * The document of one tool: the tool under its recommended decision, every other tool denied.
 * Switches such as `force` are left alone unless `switches` is on: the plain document says what kind of tool it is,
 * the stricter one (and every document of a whole server) also holds the switches that make a call worse to false.
 */
export function toolDocument(tool: Judged, options: IntentOptions = {}): Recommended {
  return recommended([{ id: 'local/server', title: '', tools: [tool] }], {
    switches: false,
    fill: false,
    ...options,
  });
}

/** True when `toolDocument` with `switches` differs from the plain one, so that a page can offer both. */
export function hasStricterDocument(tool: Judged, options: IntentOptions = {}): boolean {
  return toolDocument(tool, options).text !== toolDocument(tool, { ...options, switches: true }).text;
}

/** The files of a tool: the plain document, and the one that also holds its switches. */
export const toolFiles = { 'policy.json': false, 'policy-strict.json': true } as const;
export type ToolFile = keyof typeof toolFiles;

/** The document in one of a tool's files; undefined when there is no such file for it. */
export function toolPolicy(
  tool: Judged,
  file: ToolFile,
  options: IntentOptions = {},
): Recommended | undefined {
  if (file === 'policy-strict.json' && !hasStricterDocument(tool, options)) return undefined;
  return toolDocument(tool, { ...options, switches: toolFiles[file] });
}

/** The document of a whole server: every tool under its decision, tools that are added later denied. */
export function serverDocument(tools: readonly Judged[], options: IntentOptions = {}): Recommended {
  return recommended([{ id: 'local/server', title: '', tools }], options);
}

/** One document for several servers behind one grant. */
export function serversDocument(servers: readonly PolicyServer[], options: IntentOptions = {}): Recommended {
  return recommended(servers, options);
}

function recommended(servers: readonly PolicyServer[], options: IntentOptions): Recommended {
  const intent = intentOf(servers, options);
  const { document, gaps } = documentOf(intent);
  return { document, text: documentText(document), gaps, intent };
}
