// Tool names as parts of addresses: path-safe, readable, and distinct within a server even when lower-cased.
import { createHash } from 'node:crypto';

const longest = 80;
/** Names that Windows reserves for devices, which a checkout or a download could not hold. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** The slug of each name. A name that had to be changed into one that another tool has gets a short hash. */
export function slugsOf(names: readonly string[]): ReadonlyMap<string, string> {
  const plain = new Map([...new Set(names)].map((name) => [name, readable(name)]));
  const taken = new Map<string, string>();
  // A name that is its own slug keeps it; among the others the first in code-unit order does.
  const byRight = [...plain.keys()].sort(
    (a, b) => Number(plain.get(b) === b) - Number(plain.get(a) === a) || (a < b ? -1 : 1),
  );
  const slugs = new Map<string, string>();
  for (const name of byRight) {
    const wanted = plain.get(name) ?? '';
    const slug = wanted === '' || reserved.test(wanted) || taken.has(wanted) ? marked(wanted, name) : wanted;
    taken.set(slug, name);
    slugs.set(name, slug);
  }
  return slugs;
}

function readable(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, longest)
    .replace(/-+$/, '');
}

function marked(slug: string, name: string): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return slug === '' ? `tool-${hash}` : `${slug}-${hash}`;
}
