// Reading repositories: from folders and from a host, the plain and the hostile.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import { git } from '../../src/crawl/git/git.ts';
import { parseGitSource } from '../../src/crawl/git/parse-git-source.ts';
import { InputError, OutsideError } from '../../src/kit/errors.ts';
import type { CrawlContext, Crawled } from '../../src/model/source.ts';
import { contextWith } from './_context.ts';
import { gitHostOf, repositoryOf } from './_repository.ts';

const id = 'github/weather/station';

async function read(source: string, context: Partial<CrawlContext> = {}): Promise<Crawled> {
  const [only, ...more] = await Array.fromAsync(git.read(source, contextWith({ id, ...context })));
  assert.ok(only !== undefined && more.length === 0);
  return only;
}

async function treeOf(source: string) {
  const crawled = await read(source);
  assert.ok(crawled.kind === 'tree');
  return { server: crawled.server, ...crawled.tree, paths: crawled.tree.files.map((file) => file.path) };
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('toolrisk-git-'));

suite('a git source', () => {
  test('is spelled in three ways', () => {
    const commit = 'a'.repeat(40);
    assert.deepEqual(parseGitSource(`github:weather/station@${commit}`, undefined), {
      from: { kind: 'url', url: 'https://github.com/weather/station.git' },
      ref: commit,
      id,
      repository: 'https://github.com/weather/station',
    });
    assert.equal(
      parseGitSource('github:weather/station@@weather/mcp@1.0.0', undefined).ref,
      '@weather/mcp@1.0.0',
    );
    assert.equal(parseGitSource('git+https://github.com/weather/station.git', undefined).id, id);
    assert.equal(
      parseGitSource('git+https://code.example:8443/weather/station@v2', undefined).id,
      'git/code.example-8443/weather/station',
    );
    assert.equal(parseGitSource(`git+${tmpdir()}`, id).from.kind, 'folder');
  });

  test('never is an option, an expression, a program or a secret', () => {
    for (const odd of [
      'github:weather',
      'github:weather/..',
      'github:weather/station@--upload-pack=touch /tmp/evil',
      'github:weather/station@HEAD~1',
      'github:weather/station@main:secret',
      'github:weather/station@a..b',
      'git+ext::sh -c evil',
      'git+ssh://git@code.example/weather',
      'git+git://code.example/weather',
      'git+https://user:secret@code.example/weather',
      'git+--upload-pack=evil',
      'git+/no/such/folder',
    ]) {
      assert.throws(() => parseGitSource(odd, undefined), InputError, odd);
    }
  });

  test('on this machine gives the files of a branch, a tag and a commit without a name', async (t) => {
    const { folder, git: run, commit } = repositoryOf(t);
    const first = commit({
      'src/tides.py': 'tides',
      'package.json': '{"name":"station","version":"3.0.0","description":"Weather"}',
    });
    run('tag', '-a', 'v1', '-m', 'one');
    const lost = commit({ 'src/storm.py': 'storm' });
    run('reset', '--hard', '--quiet', first);
    const newest = commit({ 'src/forecast.py': 'forecast' });
    const head = await treeOf(`git+${folder}`);
    assert.deepEqual(head.paths, ['package.json', 'src/forecast.py', 'src/tides.py']);
    assert.deepEqual(head.server, {
      id,
      title: 'station',
      description: 'Weather',
      repository: 'https://github.com/weather/station',
      purl: `pkg:github/weather/station@${newest}`,
      version: '3.0.0',
      commit: newest,
    });
    assert.deepEqual((await treeOf(`git+${folder}@v1`)).paths, ['package.json', 'src/tides.py']);
    assert.equal((await treeOf(`git+${folder}@v1`)).server.commit, first);
    // No branch and no tag leads to this one.
    run('reflog', 'expire', '--expire=now', '--all');
    assert.ok((await treeOf(`git+${folder}@${lost}`)).paths.includes('src/storm.py'));
    const bare = mkdtempSync(join(tmpdir(), 'toolrisk-test-bare-'));
    t.after(() => rmSync(bare, { recursive: true, force: true }));
    execFileSync('git', ['clone', '--quiet', '--bare', folder, bare]);
    assert.deepEqual((await treeOf(`git+${bare}@main`)).paths, head.paths);
    assert.deepEqual((await treeOf(`git+file://${bare}`)).paths, head.paths);
    assert.deepEqual(await read(`git+${folder}`, { known: async () => newest }), { kind: 'unchanged', id });
    assert.deepEqual(leftovers(), []);
  });

  test('at a host is fetched without history and without large files', async (t) => {
    const { folder, git: run, commit } = repositoryOf(t);
    commit({ 'old.py': 'old' });
    const newest = commit({ 'src/tides.py': 'tides', 'src/huge.js': Buffer.alloc(17 * 1024 * 1024, 'x') });
    run('config', 'uploadpack.allowFilter', 'true');
    run('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const host = await gitHostOf(t, dirname(folder));
    const source = `git+${host}/${folder.slice(dirname(folder).length + 1)}/.git`;
    for (const ref of ['', '@main', `@${newest}`]) {
      const { paths, skips, server } = await treeOf(source + ref);
      assert.deepEqual(paths, ['old.py', 'src/tides.py']);
      assert.deepEqual(
        skips.map((skip) => [skip.reason, skip.place?.path]),
        [['missing-blob', 'src/huge.js']],
      );
      assert.equal(server.commit, newest);
    }
    assert.deepEqual(await read(source, { known: async () => newest }), { kind: 'unchanged', id });
    await assert.rejects(
      read(`${source}@nowhere`),
      (thrown) => thrown instanceof InputError && /no branch, tag or commit "nowhere"/.test(thrown.message),
    );
    await assert.rejects(
      read(`${source}@${'1'.repeat(40)}`),
      (thrown) => thrown instanceof InputError || thrown instanceof OutsideError,
    );
    assert.equal((await read(`git+${host}/nothing/here`)).kind, 'gone');
    assert.deepEqual(leftovers(), []);
  });

  test('at a host that is away teaches nothing', async () => {
    await assert.rejects(
      read('git+http://127.0.0.1:1/weather'),
      (thrown) => thrown instanceof OutsideError && thrown.outcome === 'unreachable' && thrown.remedy !== '',
    );
    assert.deepEqual(leftovers(), []);
  });

  test('that the user stops leaves nothing behind', async (t) => {
    const { folder, commit } = repositoryOf(t);
    commit({ 'src/tides.py': 'tides' });
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(
      read(`git+${folder}`, { signal: stop.signal }),
      (thrown) => thrown instanceof OutsideError && thrown.outcome === 'refused',
    );
    assert.deepEqual(leftovers(), []);
  });

  test('that the user stops while a host keeps it waiting ends at once', async (t) => {
    const stop = new AbortController();
    const host = createServer(() => stop.abort());
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
    t.after(() => {
      host.closeAllConnections();
      host.close();
    });
    const { port } = host.address() as AddressInfo;
    await assert.rejects(
      read(`git+http://127.0.0.1:${port}/weather`, { signal: stop.signal }),
      (thrown) => thrown instanceof OutsideError && thrown.outcome === 'refused',
    );
    assert.deepEqual(leftovers(), []);
  });

  test('without the commit, without any commit, or no repository says what to write instead', async (t) => {
    const { folder } = repositoryOf(t);
    await assert.rejects(
      read(`git+${folder}`),
      (thrown) => thrown instanceof InputError && /has no branch, tag or commit "HEAD"/.test(thrown.message),
    );
    await assert.rejects(read(`git+${folder}@${'1'.repeat(40)}`), InputError);
    const plain = mkdtempSync(join(tmpdir(), 'toolrisk-test-plain-'));
    t.after(() => rmSync(plain, { recursive: true, force: true }));
    await assert.rejects(
      read(`git+${plain}`),
      (thrown) => thrown instanceof InputError && /is not a git repository/.test(thrown.message),
    );
  });

  test('with links, submodules, large-file pointers and lost content tells each', async (t) => {
    const { folder, git: run, commit } = repositoryOf(t);
    symlinkSync('/etc/passwd', join(folder, 'link.py'));
    commit({
      'fine.py': 'fine',
      'lost.py': 'lost content',
      'pointer.js': 'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 9\n',
    });
    run('update-index', '--add', '--cacheinfo', `160000,${'2'.repeat(40)},vendored`);
    run('commit', '--quiet', '--message', 'submodule');
    const lost = run('rev-parse', 'HEAD:lost.py');
    rmSync(join(folder, '.git/objects', lost.slice(0, 2), lost.slice(2)), { force: true });
    const { paths, skips } = await treeOf(`git+${folder}`);
    assert.deepEqual(paths, ['fine.py']);
    assert.deepEqual(
      skips.map((skip) => [skip.reason, skip.place?.path]),
      [
        ['unsafe-path', 'link.py'],
        ['missing-blob', 'lost.py'],
        ['missing-blob', 'pointer.js'],
        ['missing-blob', 'vendored'],
      ],
    );
  });

  test('never runs what the settings or hooks of a repository name', async (t) => {
    const { folder, git: run, commit } = repositoryOf(t);
    const newest = commit({ 'src/tides.py': 'tides', '.gitattributes': '*.py filter=evil' });
    const marker = join(folder, 'evil-ran');
    const evil = `touch ${marker}`;
    for (const key of [
      'core.fsmonitor',
      'core.sshCommand',
      'core.pager',
      'filter.evil.smudge',
      'alias.rev-parse',
      'alias.ls-tree',
      'core.gitProxy',
      'uploadpack.packObjectsHook',
    ]) {
      run('config', key, key.startsWith('alias') ? `!${evil}` : evil);
    }
    run('config', 'extensions.partialClone', 'origin');
    run('config', 'remote.origin.promisor', 'true');
    run('config', 'remote.origin.url', `ext::sh -c "${evil}"`);
    run('config', 'protocol.ext.allow', 'always');
    for (const hook of ['post-checkout', 'pre-fetch', 'reference-transaction', 'post-index-change']) {
      writeFileSync(join(folder, '.git/hooks', hook), `#!/bin/sh\n${evil}\n`, { mode: 0o755 });
    }
    assert.equal((await treeOf(`git+${folder}`)).server.commit, newest);
    await assert.rejects(read(`git+${folder}@${'3'.repeat(40)}`));
    assert.equal(existsSync(marker), false);
  });

  test('with a hundred thousand files is read in seconds, the promising ones first', async (t) => {
    const { folder, git: run } = repositoryOf(t);
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], {
      cwd: folder,
      input: 'x = 1',
      encoding: 'utf8',
    }).trim();
    const rows = Array.from(
      { length: 100_000 },
      (_, n) => `100644 ${blob}\tsrc/part${n % 100}/file${n}.py\n`,
    );
    execFileSync('git', ['update-index', '--index-info'], {
      cwd: folder,
      input: [...rows, `100644 ${blob}\tsrc/zz/tools.py\n`].join(''),
    });
    const tree = run('write-tree');
    const commit = run('commit-tree', tree, '-m', 'many');
    const before = performance.now();
    const { paths, skips } = await treeOf(`git+${folder}@${commit}`);
    assert.equal(paths.length, 20_000);
    assert.ok(paths.includes('src/zz/tools.py'));
    assert.ok(skips.some((skip) => skip.reason === 'too-many-files'));
    assert.ok(performance.now() - before < 60_000);
  });

  test('whose folders hold each other without end is read up to the limit', async (t) => {
    const { folder, git: run } = repositoryOf(t);
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], {
      cwd: folder,
      input: 'x = 1',
      encoding: 'utf8',
    }).trim();
    let tree = execFileSync('git', ['mktree'], {
      cwd: folder,
      input: Array.from({ length: 10 }, (_, n) => `100644 blob ${blob}\tf${n}.txt\n`).join(''),
      encoding: 'utf8',
    }).trim();
    for (let depth = 0; depth < 9; depth += 1) {
      const rows = Array.from({ length: 10 }, (_, n) => `040000 tree ${tree}\td${n}\n`).join('');
      tree = execFileSync('git', ['mktree'], { cwd: folder, input: rows, encoding: 'utf8' }).trim();
    }
    const commit = run('commit-tree', tree, '-m', 'bomb');
    const { paths, skips } = await treeOf(`git+${folder}@${commit}`);
    assert.deepEqual(paths, []);
    assert.deepEqual(
      skips.map((skip) => skip.reason),
      ['too-many-files'],
    );
  });
});
