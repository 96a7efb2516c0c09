// Canonical JSON and the hashes made of it: equal data has equal bytes, whoever wrote it.
import { hash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { type Definition, definitionOf } from './tool.ts';

export { canonicalJson } from './canonical-json.ts';

/** sha256 of the canonical JSON, in hex. */
export function hashOf(value: unknown): string {
  return hash('sha256', canonicalJson(value), 'hex');
}

/** The hash that ties a verdict, a review and a change to one definition (see `Tool`). */
export function definitionHash(definition: Definition): string {
  return hashOf(definitionOf(definition));
}
