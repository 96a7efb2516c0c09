// Renders the pages: the whole site with Astro, or one server's pages from the bundle of the last whole build.
// Either gets ready ahead of the data: while a server is still being read, for one.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AstroIntegration, AstroPrerenderer } from 'astro';
import { Piscina } from 'piscina';
import { InputError } from '../kit/errors.ts';
import { type KeptBundle, keepBundle, keptBundle, project, workshop } from './kept-bundle.ts';
import type { OverlayTask } from './overlay-thread.ts';
import { type PageData, setPageData } from './page-data.ts';

/** A rendering that gets ready and waits for its data. */
export interface Rendering {
  /** Where the pages will be: a new folder of its own, on the disk of the code. */
  readonly folder: string;
  /** Whether it can render one server alone. */
  readonly canOverlay: Promise<boolean>;
  /** Renders the pages into the folder. Throws what Astro throws. To be called once. */
  render(data: PageData): Promise<void>;
  /** Ends it, rendered or not, and removes the folder. */
  end(): Promise<void>;
}

/**
 * Begins to get ready. The folder is a new one each time: rebuilding in place is many times slower, and unsafe. It lies on
 * the disk of the code, since Astro moves assets there by renaming.
 */
export function beginRendering(): Rendering {
  const folder = join(workshop, `site-${process.pid}-${Date.now()}`);
  const kept = removeAbandoned().then(keptBundle);
  const overlay = kept.then((bundle) => (bundle === undefined ? undefined : beginOverlay(folder, bundle)));
  let whole = overlay.then((begun) => (begun === undefined ? beginWhole(folder) : undefined));
  // Failures are told by `render`: nobody waits for them after `end`.
  for (const promise of [overlay, whole]) promise.catch(() => {});
  return {
    folder,
    canOverlay: overlay.then((begun) => begun !== undefined),
    render: async (data) => {
      const { only } = data;
      const begun = only === undefined ? undefined : await overlay;
      if (begun !== undefined && only !== undefined) return await begun.render({ ...data, only });
      whole = whole.then((ready) => ready ?? beginWhole(folder));
      await (await whole)?.render(data);
    },
    end: async () => {
      await (await overlay.catch(() => {}))?.end();
      await (await whole.catch(() => {}))?.end();
      // A rendering that failed may still be writing its last pages.
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Loads the kept bundle in a thread, which later renders from it. */
function beginOverlay(folder: string, bundle: KeptBundle) {
  const filename = new URL('./overlay-thread.ts', import.meta.url).href;
  const thread = new Piscina({ filename, maxThreads: 1, concurrentTasksPerWorker: 1 });
  const run = (task: OverlayTask) => thread.run(task);
  const loaded = run({ bundle });
  loaded.catch(() => {});
  return {
    render: async (data: Required<OverlayTask>['pages']['data']): Promise<void> => {
      await loaded;
      await run({ bundle, pages: { data, folder } });
    },
    end: () => thread.destroy(),
  };
}

/** Begins to bundle all pages with Astro. */
function beginWhole(folder: string) {
  const data = Promise.withResolvers<void>();
  const done = build(folder, data.promise);
  for (const promise of [data.promise, done]) promise.catch(() => {});
  return {
    render: async (of: PageData): Promise<void> => {
      // The pages read it when they are loaded, which is after bundling.
      setPageData(of);
      data.resolve();
      await done;
    },
    end: async (): Promise<void> => {
      data.reject(new Error('Nothing to render.'));
      await done.catch(() => {});
    },
  };
}

async function build(folder: string, data: Promise<void>): Promise<void> {
  // Astro bundles into the working folder when the site's is not in it, and then does not find its packages.
  if (!folder.startsWith(process.cwd())) {
    throw new InputError(
      'Pages cannot be built from a folder outside of toolrisk.',
      `Start it with: npm --prefix ${project} run -s toolrisk -- ...`,
    );
  }
  await mkdir(folder, { recursive: true });
  const { build } = await import('astro');
  await build({
    root: project,
    outDir: folder,
    logLevel: 'warn',
    integrations: [renderingWith(data, folder)],
  });
}

/** Holds the pages back until there is data, and keeps the bundle for overlays. */
function renderingWith(data: Promise<void>, folder: string): AstroIntegration {
  let routes: ReadonlyMap<string, { readonly styles: readonly unknown[] }> = new Map();
  const waiting = (all: AstroPrerenderer): AstroPrerenderer => ({
    ...all,
    setup: async () => {
      const styles = [...routes].map(([key, route]) => [key, route.styles] as const);
      await keepBundle(join(folder, '.prerender'), styles);
      await data;
      await all.setup?.();
    },
  });
  return {
    name: 'toolrisk',
    hooks: {
      'astro:build:setup': ({ pages }) => {
        routes = pages;
      },
      'astro:build:start': ({ setPrerenderer }) => setPrerenderer(waiting),
    },
  };
}

/** A build that was killed leaves its folder behind. */
async function removeAbandoned(): Promise<void> {
  const folders = await readdir(workshop).catch(() => []);
  const abandoned = folders.filter((name) => {
    const pid = /^(?:site|bundle-[0-9a-f]+)-(\d+)/.exec(name)?.[1];
    return pid !== undefined && !isRunning(Number(pid));
  });
  await Promise.all(abandoned.map((name) => rm(join(workshop, name), { recursive: true, force: true })));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
