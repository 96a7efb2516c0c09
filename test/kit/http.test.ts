// Asking hosts over http: patience, limits, and failures in plain words.
import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { suite, type TestContext, test } from 'node:test';
import { OutsideError } from '../../src/kit/errors.ts';
import { ask, bodyOf } from '../../src/kit/http.ts';

async function hostOf(t: TestContext, answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const { signal } = new AbortController();
const failing = (outcome: OutsideError['outcome']) => (thrown: unknown) =>
  thrown instanceof OutsideError && thrown.outcome === outcome && thrown.remedy !== '';

suite('a host', () => {
  test('that is busy is asked again, but not for ever', async (t) => {
    let asked = 0;
    const host = await hostOf(t, (_, response) => {
      asked += 1;
      response.writeHead(asked < 3 ? 503 : 200).end('here');
    });
    const answer = await ask(host, { signal });
    assert.equal(answer.status, 200);
    assert.equal((await bodyOf(answer, 100, signal)).toString(), 'here');
    assert.equal(asked, 3);
    asked = -100;
    assert.equal((await ask(host, { signal, retries: 1 })).status, 503);
    assert.equal(asked, -98);
  });

  test('that says no is taken at its word', async (t) => {
    let asked = 0;
    const host = await hostOf(t, (_, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
    assert.equal((await ask(host, { signal })).status, 404);
    assert.equal(asked, 1);
  });

  test('that sends more than we read is cut off', async (t) => {
    const host = await hostOf(t, (_, response) => {
      const more = () => {
        while (response.write('x'.repeat(65_536)));
        response.once('drain', more);
      };
      more();
    });
    await assert.rejects(bodyOf(await ask(host, { signal }), 1024 * 1024, signal), failing('refused'));
  });

  test('that breaks off, is silent or is away teaches nothing', async (t) => {
    const broken = await hostOf(t, (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 20);
    });
    await assert.rejects(bodyOf(await ask(broken, { signal }), 1_000, signal), failing('unreachable'));
    const quiet = await hostOf(t, () => {});
    await assert.rejects(ask(quiet, { signal, timeLimit: 100 }), failing('unreachable'));
    await assert.rejects(ask('http://127.0.0.1:1/', { signal, retries: 0 }), failing('unreachable'));
  });

  test('is left at once when the user stops', async (t) => {
    const stop = new AbortController();
    const quiet = await hostOf(t, () => stop.abort());
    await assert.rejects(ask(quiet, { signal: stop.signal }), failing('refused'));
    const busy = await hostOf(t, (_, response) => response.writeHead(503, { 'retry-after': '600' }).end());
    const later = new AbortController();
    setTimeout(() => later.abort(), 50);
    const before = performance.now();
    await assert.rejects(ask(busy, { signal: later.signal }), failing('refused'));
    assert.ok(performance.now() - before < 5_000);
  });
});
