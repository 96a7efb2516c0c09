// What can be compared: a tool or a server, named by the path of its page. For pages and for the script of the page that compares.

/** A tool or server of this site. */
export interface Reference {
  readonly kind: 'tools' | 'servers';
  /** Path below the site's root without slashes at its ends: `tools/npm/name/slug`. */
  readonly path: string;
}

const ecosystem = /^(npm|github|git|pypi|mcpb|remote|local)\//;
/** As ids and slugs are; nothing that a path could be led elsewhere with. */
const part = /^[@A-Za-z0-9_~][A-Za-z0-9._~+-]*$/;
const longest = 500;

/** Reads an address of a page or a document, its path, or the id of a server; undefined for anything else. */
export function readReference(given: string, root = '/'): Reference | undefined {
  const path = pathOf(given.trim(), root)
    .replace(/^\/+/, '')
    .replace(/^api\/v1\//, '')
    .replace(/(\/index\.(html|md)|\.json)$/, '')
    .replace(/\/+$/, '');
  const whole = ecosystem.test(path) ? `servers/${path}` : path;
  const [kind, ...parts] = whole.split('/');
  if (whole.length > longest || !parts.every((one) => part.test(one))) return undefined;
  if (kind === 'servers' && parts.length >= 2) return { kind, path: whole };
  if (kind === 'tools' && parts.length >= 3) return { kind, path: whole };
  return undefined;
}

export const toolReference = (server: string, slug: string): Reference => ({
  kind: 'tools',
  path: `tools/${server}/${slug}`,
});
export const serverReference = (id: string): Reference => ({ kind: 'servers', path: `servers/${id}` });

/** The server of a tool. */
export function serverOf({ path }: Reference): Reference {
  return { kind: 'servers', path: path.replace(/^tools\//, 'servers/').replace(/\/[^/]*$/, '') };
}

/** Address of the document. */
export const documentOf = ({ path }: Reference, root: string): string => `${root}api/v1/${path}.json`;

/** Address of the comparison of one or two. */
export function comparisonOf(page: string, a: Reference, b?: Reference): string {
  // Slashes and at signs may stand in a query, and are easier to read there.
  const value = ({ path }: Reference) =>
    encodeURIComponent(path).replaceAll('%2F', '/').replaceAll('%40', '@');
  return `${page}?a=${value(a)}${b === undefined ? '' : `&b=${value(b)}`}`;
}

function pathOf(given: string, root: string): string {
  const path =
    /^https?:\/\//i.test(given) && URL.canParse(given)
      ? new URL(given).pathname
      : given.replace(/[?#].*$/s, '');
  const below = root !== '/' && path.startsWith(root) ? path.slice(root.length) : path;
  try {
    return decodeURIComponent(below);
  } catch {
    return below;
  }
}
