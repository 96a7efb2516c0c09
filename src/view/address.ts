// Where every page and file of the site is. Nobody else builds an address.
import type { Category, Effect, Level } from '../model/vocabulary.ts';

/** Path under which the site is served, with a slash at both ends; TOOLRISK_BASE in the environment of the build. */
export const base = `/${(process.env['TOOLRISK_BASE'] ?? '').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');

/** A path below the site's root. */
export const at = (path: string): string => `${base}${path}`;

export const homeUrl = at('');
export const serversUrl = at('servers/');
export const serversListUrl = at('servers/list.json');
export const categoriesUrl = at('categories/');
export const risksUrl = at('risk/');
export const effectsUrl = at('effects/');
export const attacksUrl = at('attacks/');
export const searchUrl = at('search/');
export const policyUrl = at('policy/');
export const compareUrl = at('compare/');
export const methodologyUrl = at('methodology/');
export const changesUrl = at('changes/');
export const aboutUrl = at('about/');
export const apiUrl = at('api/');
export const ndjsonUrl = at('api/v1/tools.ndjson');
export const csvUrl = at('api/v1/tools.csv');
export const openApiUrl = at('api/v1/openapi.json');
export const indexApiUrl = at('api/v1/index.json');
const schemasUrl = at('api/v1/schema/');
export const schemasIndexUrl = `${schemasUrl}index.json`;
const purlsUrl = at('api/v1/purl/');
export const feedUrl = at('feed.xml');

export const serverUrl = (id: string): string => at(`servers/${id}/`);
/** Where a server's page shows its policy in one format. */
export const formatUrl = (id: string, format: string): string => `${serverUrl(id)}#format-${format}`;
export const toolUrl = (server: string, slug: string): string => at(`tools/${server}/${slug}/`);
/** The same page in Markdown. */
export const serverMarkdownUrl = (id: string): string => `${serverUrl(id)}index.md`;
export const toolMarkdownUrl = (server: string, slug: string): string => `${toolUrl(server, slug)}index.md`;
export const categoryUrl = (id: Category): string => at(`categories/${id.toLowerCase()}/`);
export const riskUrl = (id: Level): string => at(`risk/${id}/`);
export const effectUrl = (id: Effect): string => at(`effects/${id}/`);
export const attackUrl = (slug: string): string => at(`attacks/${slug}/`);
export const serverFeedUrl = (id: string): string => at(`servers/${id}/feed.xml`);
export const badgeUrl = (id: string): string => at(`badges/${id}.svg`);
export const serverPolicyFileUrl = (id: string, file: string): string => at(`policies/${id}/${file}`);
export const toolPolicyUrl = (server: string, slug: string, file = 'policy.json'): string =>
  at(`policies/${server}/${slug}/${file}`);
export const serverApiUrl = (id: string): string => at(`api/v1/servers/${id}.json`);
export const schemaUrl = (name: string): string => `${schemasUrl}${name}.json`;
/** `{shard}` is left to the caller where it stands for itself. */
export const purlShardUrl = (shard: string): string => `${purlsUrl}${shard}.json`;
export const socialUrl = (name: string): string => at(`social/${name}.png`);
export const toolApiUrl = (server: string, slug: string): string => at(`api/v1/tools/${server}/${slug}.json`);
