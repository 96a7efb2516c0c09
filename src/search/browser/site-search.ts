// The search of this site, opened once a page, and the addresses that follow from where its form leads.
import { createSearch, type Search } from '../client/client.ts';

/** The search of a site and where its pages are. */
export interface SiteSearch {
  readonly search: Search;
  /** Address of the search page. */
  readonly page: string;
  toolAddress(server: string, slug: string): string;
  serverAddress(id: string): string;
}

const open = new Map<string, SiteSearch>();

/** The search behind a form that leads to the search page. */
export function siteSearch(form: HTMLFormElement): SiteSearch {
  const page = new URL(form.getAttribute('action') ?? '', document.baseURI);
  const known = open.get(page.href);
  if (known !== undefined) return known;
  const root = new URL('../', page).href;
  const site: SiteSearch = {
    search: createSearch((address, options) => fetch(address, options), `${root}search-index/`),
    page: page.href,
    toolAddress: (server, slug) => `${root}tools/${server}/${slug}/`,
    serverAddress: (id) => `${root}servers/${id}/`,
  };
  open.set(page.href, site);
  return site;
}

/** Calls `run` once `milliseconds` after the last call. */
export function debounced(run: () => void, milliseconds = 25): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
}
