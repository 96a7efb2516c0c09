// Every address of the site that search engines should know.
import { categories, effects, levels } from '../model/vocabulary.ts';
import {
  aboutUrl,
  apiUrl,
  attacksUrl,
  attackUrl,
  categoriesUrl,
  categoryUrl,
  changesUrl,
  compareUrl,
  effectsUrl,
  effectUrl,
  homeUrl,
  methodologyUrl,
  policyUrl,
  risksUrl,
  riskUrl,
  serversUrl,
  serverUrl,
  toolUrl,
} from '../view/address.ts';
import { patterns } from './_attacks.ts';
import { db, site } from './_catalog.ts';

/** Whole addresses, the pages about the catalog first. */
export function locations(): readonly string[] {
  return [
    homeUrl,
    serversUrl,
    categoriesUrl,
    ...categories.map(({ id }) => categoryUrl(id)),
    risksUrl,
    ...levels.map(({ id }) => riskUrl(id)),
    effectsUrl,
    ...effects.map(({ id }) => effectUrl(id)),
    attacksUrl,
    ...patterns.map(({ slug }) => attackUrl(slug)),
    policyUrl,
    compareUrl,
    methodologyUrl,
    changesUrl,
    apiUrl,
    aboutUrl,
    ...db.serverIds().map(serverUrl),
    ...db.toolRefs().map(({ server, slug }) => toolUrl(server, slug)),
  ].map((path) => `${site.origin}${path}`);
}
