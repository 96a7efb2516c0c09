// The bundle of the pages' code, kept from the last whole build, so that one server's pages need no bundling.
import { createHash } from 'node:crypto';
import { cp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fg from 'fast-glob';
import { readIfThere, writeIfDifferent } from '../kit/files.ts';

/** Where the pages' code is; the catalog may be elsewhere. */
export const project = dirname(dirname(import.meta.dirname));

/** Folder of what can be made again, beside the code. */
export const workshop = join(project, '.toolrisk');

const styles = 'styles.json';

/** What a route's pages load: Astro's key of the route, and its notes of the stylesheets. */
export type RouteStyles = readonly [key: string, styles: readonly unknown[]];

/** A bundle that pages can be rendered from. */
export interface KeptBundle {
  /** Path of the module that exports Astro's app. */
  readonly entry: string;
  readonly styles: readonly RouteStyles[];
}

/** One line for each file that goes into the pages' code. */
export async function codeLines(): Promise<readonly string[]> {
  const code = ['src/**', 'public/**', 'astro.config.mjs', 'package.json', 'package-lock.json'];
  const prose = ['catalog/attacks/*.md', 'catalog/categories/*.md'];
  return linesOf(await fg([...code, ...prose], { cwd: project, stats: true }));
}

/** Path, time and size of each file. */
export function linesOf(files: readonly fg.Entry[]): readonly string[] {
  return files.map(({ path, stats }) => `${path} ${stats?.mtimeMs} ${stats?.size}`).sort();
}

/** Keeps the bundle in `folder` in the place of older ones. */
export async function keepBundle(folder: string, routes: readonly RouteStyles[]): Promise<void> {
  const place = await placeOfBundle();
  const fresh = `${place}-${process.pid}.new`;
  await cp(folder, fresh, { recursive: true });
  await writeIfDifferent(join(fresh, styles), JSON.stringify(routes));
  for (const name of await readdir(workshop)) {
    if (/^bundle-[0-9a-f]+$/.test(name)) await rm(join(workshop, name), { recursive: true, force: true });
  }
  // When another build was faster, it has kept the same.
  await rename(fresh, place).catch(() => rm(fresh, { recursive: true, force: true }));
}

/** The bundle of the code as it is now; undefined when no whole build has kept it. */
export async function keptBundle(): Promise<KeptBundle | undefined> {
  const place = await placeOfBundle();
  const routes = await readIfThere(join(place, styles));
  if (routes === undefined) return undefined;
  const entry = (await readdir(place)).find((file) => file.startsWith('prerender-entry.'));
  return entry === undefined ? undefined : { entry: join(place, entry), styles: JSON.parse(`${routes}`) };
}

/** Settings that are bundled; pages read the others when they are rendered. */
const bundledSettings = ['TOOLRISK_SITE', 'TOOLRISK_BASE'];

/** Named after the code and the settings that are bundled with it. */
async function placeOfBundle(): Promise<string> {
  const made = [...(await codeLines()), ...bundledSettings.map((name) => `${name}=${process.env[name]}`)];
  return join(workshop, `bundle-${createHash('sha256').update(made.join('\n')).digest('hex').slice(0, 16)}`);
}
