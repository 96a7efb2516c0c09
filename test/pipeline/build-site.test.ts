// A whole build, one server laid over it, and builds that end early.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { entryPath, writeEntry } from '../../src/catalog/entries.ts';
import { silent } from '../../src/kit/talk.ts';
import { type BuildOptions, buildSite } from '../../src/pipeline/build-site.ts';
import { keptBundle, workshop } from '../../src/pipeline/kept-bundle.ts';
import { beginRendering } from '../../src/pipeline/render-pages.ts';
import { harbor } from '../view/_harbor.ts';

const pay = 'npm/@harbor/pay';

describe('building the site', () => {
  let root: string;
  const build = (options: Partial<BuildOptions> = {}) =>
    buildSite({ root, today: '2026-11-21', talk: silent, ...options });
  const pages = (pattern: string) =>
    Promise.all(
      globSync(pattern, { cwd: join(root, 'dist') })
        .sort()
        .map(async (file) => [file, await readFile(join(root, 'dist', file), 'utf8')] as const),
    );

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'toolrisk-site-'));
    for (const entry of harbor) if (entry.server.id !== pay) await writeEntry(root, entry);
    await build();
  });
  after(() => rm(root, { recursive: true, force: true }));

  test('one server laid over a finished site has the pages that a whole build gives it', async () => {
    const files = `**/${pay}{,/**/*}.{html,json,svg,toml,xml,yaml}`;
    assert.deepEqual(await pages(files), []);
    const added = harbor.find(({ server }) => server.id === pay);
    assert.ok(added);
    await writeEntry(root, added);
    const wholeFiles = await pages('api/v1/tools.*');
    assert.equal(wholeFiles.length, 2);
    assert.ok(await keptBundle(), 'the whole build kept its bundle');
    await build({ only: pay, rendering: beginRendering() });
    const laidOver = await pages(files);
    const ofAll =
      '{index.html,{servers,changes,search,policy}/index.html,sitemap.xml,llms.txt,feed.xml,api/v1/index.json}';
    const ofAllLaidOver = await pages(ofAll);
    assert.equal(ofAllLaidOver.length, 9);
    assert.deepEqual(
      await pages('api/v1/tools.*'),
      wholeFiles,
      'files of the whole catalog are not cut down to one server',
    );
    assert.ok(laidOver.some(([file]) => file === `servers/${pay}/index.html`));
    assert.equal(
      (await build({ ifChanged: true })).built,
      true,
      'lists are brought up to date by the next build',
    );
    assert.deepEqual(await pages(files), laidOver);
    assert.deepEqual(await pages(ofAll), ofAllLaidOver);
    assert.equal((await build({ ifChanged: true })).built, false);
  });

  test('a broken entry leaves the finished site as it was', async () => {
    const before = await pages('**/*.html');
    const file = join(root, entryPath(pay));
    const entry = await readFile(file, 'utf8');
    await writeFile(file, entry.replace('"tools"', '"toolz"'));
    await assert.rejects(build(), /toolz|tools/);
    await writeFile(file, entry);
    assert.deepEqual(await pages('**/*.html'), before);
  });

  test('a rendering that ends before its data leaves nothing behind, and removes what a killed build left', async () => {
    // No process has this number: it is above the highest that systems give.
    const abandoned = join(workshop, 'site-99999999-1');
    await mkdir(abandoned, { recursive: true });
    const rendering = beginRendering();
    await rendering.end();
    const left = (await readdir(workshop)).filter((name) => name.startsWith('site-'));
    assert.ok(!left.includes('site-99999999-1'));
    assert.ok(!left.some((name) => rendering.folder.endsWith(name)));
  });
});
