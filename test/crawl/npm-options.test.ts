// The settings of npm: every place that npm itself reads counts, in npm's order.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { npmOptions } from '../../src/crawl/npm/options.ts';

test('settings come from the project, the user and the environment, and only registries are asked', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'toolrisk-test-home-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const project = join(home, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"name":"project"}');
  writeFileSync(join(project, '.npmrc'), '@tides:registry=https://tides.example/npm/\n');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: npm fills it in from the environment
  const token = '${WEATHER_TOKEN}';
  writeFileSync(
    join(home, '.npmrc'),
    `registry=https://user.example/\n//weather.example/:_authToken=${token}\ncache=${home}/cache\nfetch-retry-mintimeout=42\n`,
  );
  const env = { HOME: home, WEATHER_TOKEN: 'secret', npm_config_https_proxy: 'http://proxy.example:3128/' };
  const options: Readonly<Record<string, unknown>> = { ...(await npmOptions(env, project)) };
  assert.equal(options['registry'], 'https://user.example/');
  assert.equal(options['@tides:registry'], 'https://tides.example/npm/');
  assert.equal(options['//weather.example/:_authToken'], 'secret');
  assert.equal(options['httpsProxy'], 'http://proxy.example:3128/');
  assert.equal(options['cache'], join(home, 'cache', '_cacache'));
  assert.equal(options['allowGit'], 'none');
  const environment = await npmOptions(
    { ...env, npm_config_registry: 'https://environment.example/' },
    project,
  );
  assert.equal(environment.registry, 'https://environment.example/');
});

test('loading them leaves the environment as it was', async () => {
  const before = { ...process.env };
  await npmOptions();
  assert.deepEqual({ ...process.env }, before);
});

test('a cache that cannot be written is left out', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'toolrisk-test-home-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  writeFileSync(join(home, 'file'), '');
  const options: Readonly<Record<string, unknown>> = {
    ...(await npmOptions({ HOME: home, npm_config_cache: join(home, 'file', 'cache') }, home)),
  };
  assert.equal(options['cache'], undefined);
});

test('a host that does not answer is given up within seconds, unless the user asks for more patience', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'toolrisk-test-home-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const retry = async (env: Record<string, string>) =>
    ((await npmOptions({ HOME: home, ...env }, home)) as { retry?: { minTimeout?: number } }).retry
      ?.minTimeout;
  assert.equal(await retry({}), 500);
  assert.equal(await retry({ npm_config_fetch_retry_mintimeout: '9000' }), 9000);
});
