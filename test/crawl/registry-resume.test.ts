// A run over a whole registry that is killed: the next one goes on at the page where it was.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { hostOf } from './_host.ts';

const pages = 40;
const killedAt = 30;

/** A misspelt name is refused without asking anybody, and counts as read. */
const named = (page: number, line: number) => `../harbor-${page}-${line}`;

const pageOf = (page: number) => ({
  servers: [0, 1, 2].map((line) => ({
    server: { packages: [{ registryType: 'npm', identifier: named(page, line) }] },
  })),
  metadata: { nextCursor: page + 1 < pages ? `page:${page + 1}` : '' },
});

test('a run that is killed in the middle of a registry goes on there', { timeout: 120_000 }, async (t) => {
  const root = await mkdtemp(join(tmpdir(), 'registry-resume-'));
  t.after(() => rm(root, { recursive: true, force: true }));
  let asked: number[] = [];
  let kill = () => {};
  const host = await hostOf(t, (request, response) => {
    const cursor = new URL(request.url ?? '', 'http://host').searchParams.get('cursor') ?? 'page:0';
    const page = Number(cursor.slice('page:'.length));
    asked.push(page);
    if (page === killedAt) kill();
    response.end(JSON.stringify(pageOf(page)));
  });
  const add = () => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../../src/cli/main.ts'), 'add', `registry:${host}`, '--no-build', '--json'],
      { env: { ...process.env, TOOLRISK_ROOT: root }, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8');
    });
    const ended = new Promise<string>((resolve) => child.on('close', () => resolve(out)));
    return { child, ended };
  };

  const first = add();
  kill = () => first.child.kill('SIGKILL');
  assert.equal(await first.ended, '', 'killed before it could report');
  assert.equal(Math.max(...asked), killedAt);
  const journal = join(root, '.toolrisk/add.journal');
  assert.ok(existsSync(journal));

  asked = [];
  kill = () => {};
  const report: { outcomes: { source: string }[] } = JSON.parse(await add().ended);
  assert.ok(Math.min(...asked) >= killedAt - 1, `began at page ${Math.min(...asked)}`);
  assert.equal(Math.max(...asked), pages - 1);
  const read = report.outcomes.map(({ source }) => source);
  assert.equal(new Set(read).size, read.length, 'each once');
  for (let page = killedAt; page < pages; page += 1)
    for (const line of [0, 1, 2]) assert.ok(read.includes(`npm:${named(page, line)}`));
  assert.ok(!read.some((source) => source.includes('harbor-0-')), 'nothing from the beginning again');
  assert.equal(existsSync(journal), false, 'a finished run leaves no journal');
});
