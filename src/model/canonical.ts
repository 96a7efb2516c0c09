// Canonical JSON and the hashes made of it: equal data has equal bytes, whoever wrote it.
import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Definition } from './tool.ts';

export { canonicalJson } from './canonical-json.ts';

/** sha256 of the canonical JSON, in hex. */
export function hashOf(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}

/** The hash that ties a verdict, a review and a change to one definition (see `Tool`). */
export function definitionHash({ name, title, description, inputSchema, annotations }: Definition): string {
  // Written out in the order of the keys: every tool that is read or judged comes through here.
  const hints = annotations === undefined ? '' : `"annotations":${canonicalJson(annotations)},`;
  const heading = title === undefined ? '' : `,"title":${canonicalJson(title)}`;
  const body = `"description":${canonicalJson(description)},"inputSchema":${canonicalJson(inputSchema)}`;
  return hash('sha256', `{${hints}${body},"name":${canonicalJson(name)}${heading}}`, 'hex');
}
