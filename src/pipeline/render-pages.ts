// Renders the pages with Astro. Their code is bundled ahead of the data: while a server is still being read, for one.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import type { ServerId } from '../model/server.ts';

/** Where the pages' code is; the catalog may be elsewhere. */
export const project = dirname(dirname(import.meta.dirname));

/** What the pages are made of. */
export interface PageData {
  /** Path of the index. */
  readonly index: string;
  /** Path of the classifier's score. */
  readonly accuracy: string;
  /** Tool and server pages of this server alone. */
  readonly only: ServerId | undefined;
}

/** A rendering that has begun to bundle and waits for its data. */
export interface Rendering {
  /** Where the pages will be: a new folder of its own, on the disk of the code. */
  readonly folder: string;
  /** Renders the pages into the folder. Throws what Astro throws. To be called once. */
  render(data: PageData): Promise<void>;
  /** Ends it, rendered or not, and removes the folder. */
  end(): Promise<void>;
}

/**
 * Begins to bundle. The folder is a new one each time: rebuilding in place is many times slower, and unsafe. It lies on
 * the disk of the code, since Astro moves assets there by renaming.
 */
export function beginRendering(): Rendering {
  const folder = join(project, '.toolrisk', `site-${process.pid}-${Date.now()}`);
  const data = Promise.withResolvers<ServerId | undefined>();
  const done = removeAbandoned().then(() => build(folder, data.promise));
  // Failures are told by whoever waits for them: nobody does after `end`.
  for (const promise of [data.promise, done]) promise.catch(() => {});
  return {
    folder,
    render: async ({ index, accuracy, only }) => {
      // The pages read these when they are loaded, which is after bundling.
      process.env['TOOLRISK_INDEX'] = index;
      process.env['TOOLRISK_ACCURACY'] = accuracy;
      if (only === undefined) delete process.env['ONLY'];
      else process.env['ONLY'] = only;
      data.resolve(only);
      await done;
    },
    end: async () => {
      data.reject(new Error('Nothing to render.'));
      await done.catch(() => {});
      // A rendering that failed may still be writing its last pages.
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function build(folder: string, data: Promise<ServerId | undefined>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { build } = await import('astro');
  await build({ root: project, outDir: folder, logLevel: 'warn', integrations: [renderingWith(data)] });
}

/** Holds the pages back until there is data, and leaves out those that do not speak of the only server. */
function renderingWith(data: Promise<ServerId | undefined>): AstroIntegration {
  const pagesOf = (all: AstroPrerenderer): AstroPrerenderer => ({
    ...all,
    setup: async () => {
      await data;
      await all.setup?.();
    },
    getStaticPaths: async () => {
      const only = await data;
      const paths = await all.getStaticPaths();
      return only === undefined ? paths : paths.filter(({ pathname }) => speaksOf(only, pathname));
    },
  });
  return {
    name: 'toolrisk',
    hooks: { 'astro:build:start': ({ setPrerenderer }) => setPrerenderer(pagesOf) },
  };
}

/** Pages and files that name every server, without being long lists. */
const ofAll = new Set(
  ' servers changes search policy feed.xml llms.txt sitemap.xml sitemaps/1.xml api/v1/index.json'.split(' '),
);

function speaksOf(server: ServerId, pathname: string): boolean {
  const path = pathname.replace(/^\/|\/$/g, '');
  return ofAll.has(path) || `/${path}/`.includes(`/${server}/`) || `/${path}`.includes(`/${server}.`);
}

/** A build that was killed leaves its folder behind. */
async function removeAbandoned(): Promise<void> {
  const below = join(project, '.toolrisk');
  const folders = await readdir(below).catch(() => []);
  const abandoned = folders.filter((name) => {
    const pid = /^site-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && !isRunning(Number(pid));
  });
  await Promise.all(abandoned.map((name) => rm(join(below, name), { recursive: true, force: true })));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
