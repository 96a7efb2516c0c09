// Package URLs in canonical form, and the file in which each is looked up.
import { hash } from 'node:crypto';
import { PackageURL } from 'packageurl-js';

/** A package URL in the two forms that it is looked up by. */
export interface PackageKeys {
  /** `pkg:npm/%40scope/name`: without version, qualifiers and subpath. */
  readonly unversioned: string;
  /** `pkg:npm/%40scope/name@1.0.0`; the same as `unversioned` when there is no version. */
  readonly versioned: string;
}

/** Both canonical forms; undefined for a text that is no package URL. */
export function packageKeys(purl: string): PackageKeys | undefined {
  const read = parsed(purl);
  if (read === undefined) return undefined;
  const { type, namespace, name, version } = read;
  const path = [type, ...(namespace ?? '').split('/'), name].filter((part) => (part ?? '') !== '');
  const unversioned = `pkg:${path.map((part) => encoded(part ?? '')).join('/')}`;
  return { unversioned, versioned: version ? `${unversioned}@${encoded(version)}` : unversioned };
}

/** Number of files among which package URLs are spread. */
const shardCount = 256;

/** Names of all shards, `00` to `ff`. */
export const shards: readonly string[] = Array.from({ length: shardCount }, (_, n) =>
  n.toString(16).padStart(2, '0'),
);

/** The shard of a canonical package URL: the first two hex digits of its sha256. */
export function shardOf(purl: string): string {
  return hash('sha256', purl, 'hex').slice(0, 2);
}

function parsed(purl: string): PackageURL | undefined {
  try {
    return PackageURL.fromString(purl);
  } catch {
    return undefined;
  }
}

/** As ECMA-427 says: letters, digits, `.-_~` and `:` stand, everything else is percent-encoded. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
}
