// Renders the pages that speak of one server from a kept bundle: what a worker thread runs, because the pages read the
// catalog when they are loaded, once in a thread.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerId } from '../model/server.ts';
import type { KeptBundle } from './kept-bundle.ts';
import { type PageData, setPageData } from './page-data.ts';

export interface OverlayTask {
  readonly bundle: KeptBundle;
  /** Without it the bundle is only loaded. */
  readonly pages?: OverlayPages;
}

export interface OverlayPages {
  readonly data: PageData & { readonly only: ServerId };
  /** Where the pages go. */
  readonly folder: string;
}

/** What we use of the app in a bundle that Astro made to render a site's pages. */
interface App {
  readonly manifest: {
    /** With a slash on both ends. */
    readonly base: string;
    readonly site?: string;
    readonly routes: readonly { readonly routeData: Route }[];
  };
  setInternals(internals: { readonly pagesByKeys: ReadonlyMap<string, { readonly styles: unknown }> }): void;
  setOptions(options: unknown): void;
  getComponentByRoute(route: Route): Promise<{ getStaticPaths?(): Paths | Promise<Paths> }>;
  render(request: Request, options: { readonly routeData: Route }): Promise<Response>;
}
type Paths = readonly { readonly params: Readonly<Record<string, string | undefined>> }[];
interface Route {
  readonly route: string;
  readonly type: string;
  /** Of a route without parameters. */
  readonly pathname?: string;
  readonly segments: readonly (readonly { readonly content: string; readonly dynamic: boolean }[])[];
}

/** Renders the pages of one server, and those that name every server. Throws when one of them fails. */
export default async function overlay({ bundle, pages }: OverlayTask): Promise<void> {
  const app: App = (await import(pathToFileURL(bundle.entry).href)).app;
  if (pages === undefined) return;
  const { data, folder } = pages;
  setPageData(data);
  app.setInternals({ pagesByKeys: new Map(bundle.styles.map(([key, styles]) => [key, { styles }])) });
  const silent = { write: () => true };
  app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: silent, level: 'error' } } });
  for (const { routeData: route } of app.manifest.routes) {
    for (const path of await pathsOf(app, route)) {
      if (speaksOf(data.only, path)) await renderPage(app, route, path, folder);
    }
  }
}

/** Paths of a route's pages, without slashes around them. */
async function pathsOf(app: App, route: Route): Promise<readonly string[]> {
  if (route.pathname !== undefined) return [route.pathname.replace(/^\/|\/$/g, '')];
  const { getStaticPaths } = await app.getComponentByRoute(route);
  const paths = (await getStaticPaths?.()) ?? [];
  return paths.map(({ params }) =>
    route.segments
      .map((parts) =>
        parts
          .map(({ content, dynamic }) => (dynamic ? (params[content.replace('...', '')] ?? '') : content))
          .join(''),
      )
      .filter((segment) => segment !== '')
      .join('/'),
  );
}

async function renderPage(app: App, route: Route, path: string, folder: string): Promise<void> {
  const isPage = route.type === 'page';
  const { base, site } = app.manifest;
  const address = new URL(`${base}${path}${isPage && path !== '' ? '/' : ''}`, site ?? 'http://localhost');
  const answer = await app.render(new Request(address), { routeData: route });
  if (!answer.ok) throw new Error(`/${path} could not be rendered: ${answer.status}.`);
  const file = join(folder, isPage ? join(path, 'index.html') : path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
}

/** Pages and files that name every server, without being long lists. */
const ofAll = new Set(
  ' servers changes search policy feed.xml llms.txt sitemap.xml sitemaps/1.xml api/v1/index.json'.split(' '),
);

function speaksOf(server: ServerId, path: string): boolean {
  return ofAll.has(path) || `/${path}/`.includes(`/${server}/`) || `/${path}`.includes(`/${server}.`);
}
