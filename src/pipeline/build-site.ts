// Builds the site from catalog/: index, pages, search, and the proof of its policies. A finished build replaces the old
// one; a failed one changes nothing.
import { cp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fg from 'fast-glob';
import { Piscina } from 'piscina';
import { buildIndex } from '../catalog/build-index.ts';
import { openDatabase } from '../catalog/database.ts';
import { entryPath } from '../catalog/entries.ts';
import { readIfThere, writeIfDifferent } from '../kit/files.ts';
import type { Talk } from '../kit/talk.ts';
import type { ServerId } from '../model/server.ts';
import { count } from '../model/wording.ts';
import { policyFile } from '../policy/operator-table.ts';
import { accuracyFile, writeAccuracy } from './accuracy.ts';
import { codeLines, linesOf } from './kept-bundle.ts';
import { useOperatorTable } from './operator-table.ts';
import { assertProven, type Proof } from './prove-policies.ts';
import type { ProveTask } from './prove-thread.ts';
import { beginRendering, type Rendering } from './render-pages.ts';
import type { SearchTask } from './search-thread.ts';

/** The index, below the project's root. */
export const indexFile = '.toolrisk/index.sqlite';
/** The finished site, below the project's root. */
export const siteFolder = 'dist';
/** The search index, in the finished site. */
const searchFolder = 'search-index';
/** Stands in the stamp of a site over which single servers were laid: later pages of lists lack them until the next build. */
const overlaid = '(overlaid)';
/** What the finished site was made of; next to it, not in it. */
const stampFile = '.toolrisk/site.stamp';

export interface BuildOptions {
  readonly root: string;
  readonly today: string;
  readonly talk: Talk;
  /** Renders the tool and server pages of this server alone, and all lists, and lays them over the finished site. */
  readonly only?: ServerId | undefined;
  /** Does nothing when the finished site was made of the same catalog and code. */
  readonly ifChanged?: boolean;
  /** A rendering that was begun ahead. */
  readonly rendering?: Rendering;
}

export interface BuildReport {
  readonly servers: number;
  readonly tools: number;
  /** False when the finished site was up to date already. */
  readonly built: boolean;
  readonly seconds: number;
}

/** Builds the site into `dist`. Throws `InputError` for a broken entry and `OutsideError` when the disk refuses. */
export async function buildSite(options: BuildOptions): Promise<BuildReport> {
  const { root, today, talk } = options;
  const begun = performance.now();
  // A file that is wrong is told before anything is built.
  await useOperatorTable(root);
  await buildIndex(root, join(root, indexFile), today);
  const db = openDatabase(join(root, indexFile));
  try {
    const { servers, tools } = db.summary();
    const done = (built: boolean) => ({ servers, tools, built, seconds: (performance.now() - begun) / 1000 });
    const stamp = await stampOf(root, today);
    const finished = await isFolder(join(root, siteFolder));
    const old = finished ? (await readIfThere(join(root, stampFile)))?.toString() : undefined;
    if (options.ifChanged === true && old === stamp) return done(false);
    talk.say(`Building the pages of ${count(servers, 'server')} and ${count(tools, 'tool')}...`);
    const rendering = options.rendering ?? beginRendering();
    const { folder } = rendering;
    // Beside the pages and not among them: Astro empties its folder when it starts.
    const search = `${folder}-search`;
    try {
      const overlay = changedOnly(old, stamp, options.only) && (await rendering.canOverlay);
      const only = overlay ? options.only : undefined;
      // The figures do not depend on the servers.
      if (only === undefined) await writeAccuracy(root);
      const index = join(root, indexFile);
      const [proof] = await bothOf([
        searchAndProof({ index, folder: search }, { root, index, only }),
        rendering.render({
          index,
          accuracy: join(root, accuracyFile),
          policy: join(root, policyFile),
          only,
        }),
      ]);
      await assertProven(proof, folder);
      const site = join(root, siteFolder);
      if (only === undefined) {
        await rename(search, join(folder, searchFolder));
        await replace(site, folder);
      } else {
        await cp(folder, site, { recursive: true });
        await replace(join(site, searchFolder), search);
      }
      await writeIfDifferent(join(root, stampFile), only === undefined ? stamp : `${stamp}\n${overlaid}`);
      return done(true);
    } finally {
      await rm(search, { recursive: true, force: true });
      await rendering.end();
    }
  } finally {
    db.close();
  }
}

/** Puts a new folder in the place of an old one, which is there until the new one is complete. */
async function replace(place: string, folder: string): Promise<void> {
  const [fresh, old] = [`${place}.new`, `${place}.old`];
  await rm(fresh, { recursive: true, force: true });
  await rm(old, { recursive: true, force: true });
  try {
    await move(folder, fresh);
  } catch (thrown) {
    await rm(fresh, { recursive: true, force: true });
    throw thrown;
  }
  if (await isFolder(place)) await rename(place, old);
  await rename(fresh, place);
  await rm(old, { recursive: true, force: true });
}

/** A rename, or a copy when the catalog lies on another disk than the code. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EXDEV') throw thrown;
    await cp(from, to, { recursive: true });
  }
}

/** Waits for both even when one fails: what it writes is removed then. */
async function bothOf<First, Second>(
  work: readonly [Promise<First>, Promise<Second>],
): Promise<[First, Second]> {
  await Promise.allSettled(work);
  return await Promise.all(work);
}

/** Search first and then the proof of the policies, in a thread of their own, so that both cores work. */
async function searchAndProof(search: SearchTask, proof: ProveTask): Promise<Proof> {
  const pool = new Piscina({ minThreads: 0, maxThreads: 1 });
  const thread = (file: string) => ({ filename: new URL(file, import.meta.url).href });
  try {
    await pool.run(search, thread('./search-thread.ts'));
    return await pool.run(proof, thread('./prove-thread.ts'));
  } finally {
    await pool.destroy();
  }
}

/** One line for each file that pages are made of, and the day; any difference can show on a page. */
async function stampOf(root: string, today: string): Promise<string> {
  const catalog = linesOf(await fg('catalog/**', { cwd: root, stats: true }));
  const lines = [...new Set([...catalog, ...(await codeLines())])].sort();
  return [today, ...lines].join('\n');
}

/** True when the finished site differs from what a build would give by this server alone. */
function changedOnly(old: string | undefined, stamp: string, server: ServerId | undefined): boolean {
  if (old === undefined || server === undefined) return false;
  const [before, after] = [new Set(old.split('\n')), new Set(stamp.split('\n'))];
  const own = ['catalog/sources/', `${entryPath(server)} `, overlaid];
  return [...before.symmetricDifference(after)].every((line) => own.some((start) => line.startsWith(start)));
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
