// Canonical JSON and the hashes made of it: equal data has equal bytes, whoever wrote it.
import { createHash } from 'node:crypto';
import { type Definition, definitionOf } from './tool.ts';

/** Canonical JSON: keys sorted by code units at every depth, no white space, `undefined` members left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** sha256 of the canonical JSON, in hex. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** The hash that ties a verdict, a review and a change to one definition (see `Tool`). */
export function definitionHash(definition: Definition): string {
  return hashOf(definitionOf(definition));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties, so a key named __proto__ stays data.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
