// What the operator of a copy of the site decides; everything has a default.

/** Settings of one copy of the site. */
export interface SiteSettings {
  /** Origin of the site, without a slash at the end. */
  readonly origin: string;
  /** Web address of the repository that holds the catalog, when it is public. */
  readonly repository?: string;
  /** Branch that corrections are proposed against. */
  readonly branch: string;
  /** Address that takes reports as JSON by POST; the site has no form without it. */
  readonly contact?: string;
}

/** The settings in the environment: TOOLRISK_SITE, TOOLRISK_REPOSITORY, TOOLRISK_BRANCH, TOOLRISK_CONTACT. */
export function siteSettings(environment: Readonly<Record<string, string | undefined>>): SiteSettings {
  const repository = webAddress(environment['TOOLRISK_REPOSITORY']);
  const contact = webAddress(environment['TOOLRISK_CONTACT']);
  return {
    origin: webAddress(environment['TOOLRISK_SITE']) ?? 'http://localhost:4321',
    branch: environment['TOOLRISK_BRANCH'] ?? 'main',
    ...(repository === undefined ? {} : { repository }),
    ...(contact === undefined ? {} : { contact }),
  };
}

function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new Error(
      `"${text}" is not a web address; the TOOLRISK_ settings of the site want https://host/path.`,
    );
  }
  return text.replace(/\/+$/, '');
}
