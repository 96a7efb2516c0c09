// What every page carries around its content: counts, day of the build, settings of this copy of the site.
import type { Summary } from '../model/rows.ts';
import {
  aboutUrl,
  apiUrl,
  attacksUrl,
  categoriesUrl,
  changesUrl,
  compareUrl,
  effectsUrl,
  methodologyUrl,
  policyUrl,
  risksUrl,
  serversUrl,
} from './address.ts';
import type { SiteSettings } from './site.ts';

export interface Frame {
  readonly site: SiteSettings;
  readonly tools: number;
  readonly servers: number;
  /** Day of the build, ISO date. */
  readonly built: string;
}

export function frameOf(summary: Summary, site: SiteSettings): Frame {
  return { site, tools: summary.tools, servers: summary.servers, built: summary.built };
}

/** The main navigation. */
export const mainLinks = [
  { text: 'Servers', href: serversUrl },
  { text: 'Categories', href: categoriesUrl },
  { text: 'Risk levels', href: risksUrl },
  { text: 'Effects', href: effectsUrl },
  { text: 'Attacks', href: attacksUrl },
  { text: 'Policy composer', href: policyUrl },
  { text: 'Methodology', href: methodologyUrl },
] as const;

/** The links at the foot of every page. */
export const footLinks = [
  { text: 'Methodology', href: methodologyUrl },
  { text: 'Compare', href: compareUrl },
  { text: 'Changes', href: changesUrl },
  { text: 'About this site', href: aboutUrl },
  { text: 'Data for programs', href: apiUrl },
] as const;

/** Content-Security-Policy of every page: nothing inline, nothing from elsewhere. */
export function contentPolicy(site: SiteSettings): string {
  const connect = site.contact === undefined ? "'self'" : `'self' ${new URL(site.contact).origin}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ');
}
