// Asking running servers: over both http transports and over pipes, the friendly and the hostile.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { live } from '../../src/crawl/live/live.ts';
import { stdio, wordsOf } from '../../src/crawl/live/stdio.ts';
import { InputError, OutsideError } from '../../src/kit/errors.ts';
import type { Crawled, SourceReader } from '../../src/model/source.ts';
import { contextWith } from './_context.ts';
import { hostOf } from './_host.ts';

const tides = [
  {
    name: 'high_tide',
    title: 'High tide',
    description: 'When the water is highest',
    inputSchema: { type: 'object', properties: { harbour: { type: 'string' } } },
    annotations: { readOnlyHint: true, destructiveHint: 'no', unknownHint: 1 },
    outputSchema: {},
  },
  { name: 'low_tide', inputSchema: { type: 'object' } },
];

/** What a server answers to each request, by method; a page of tools by its cursor. */
function answersOf(pages: readonly { readonly tools: readonly unknown[]; readonly nextCursor?: string }[]) {
  return (text: string): string | undefined => {
    const { id, method, params } = JSON.parse(text);
    if (id === undefined) return undefined;
    const result =
      method === 'initialize'
        ? {
            protocolVersion: '2025-06-18',
            capabilities: {},
            serverInfo: { name: 'tides', title: 'Tide tables', version: '1.2.3' },
          }
        : pages[Number(params?.cursor ?? 0)];
    return JSON.stringify(
      result === undefined
        ? { jsonrpc: '2.0', id, error: { code: -1, message: 'no such page' } }
        : { jsonrpc: '2.0', id, result },
    );
  };
}

async function read(reader: SourceReader, source: string, more: Parameters<typeof contextWith>[0] = {}) {
  const [crawled] = await Array.fromAsync(reader.read(source, contextWith(more)));
  assert.ok(crawled?.kind === 'tools', (crawled as Crawled | undefined)?.kind);
  return crawled;
}

const failing = (outcome: OutsideError['outcome'], message: RegExp) => (thrown: unknown) => {
  assert.ok(thrown instanceof OutsideError, String(thrown));
  assert.equal(thrown.outcome, outcome);
  assert.match(thrown.message, message);
  return true;
};

suite('a server on the web', () => {
  test('is asked for its list, page by page, in one session', async (t) => {
    const answer = answersOf([{ tools: [tides[1]], nextCursor: '1' }, { tools: [tides[0]] }]);
    const asked: (string | undefined)[] = [];
    const host = await hostOf(t, (request, response, body) => {
      asked.push(
        `${request.method} ${body === '' ? '' : JSON.parse(body).method} ${request.headers['mcp-session-id'] ?? '-'} ${request.headers['mcp-protocol-version'] ?? '-'}`,
      );
      const text = body === '' ? undefined : answer(body);
      if (text === undefined) response.writeHead(202).end();
      else response.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': 'abc' }).end(text);
    });
    const { server, tools, skips } = await read(live, `${host}/mcp`, { id: 'remote/tides.example/mcp' });
    assert.deepEqual(asked, [
      'POST initialize - -',
      'POST notifications/initialized abc 2025-06-18',
      'POST tools/list abc 2025-06-18',
      'POST tools/list abc 2025-06-18',
      'DELETE  abc 2025-06-18',
    ]);
    assert.deepEqual(server, {
      id: 'remote/tides.example/mcp',
      title: 'Tide tables',
      description: '',
      version: '1.2.3',
    });
    const place = { path: 'tools/list', url: `${host}/mcp` };
    assert.deepEqual(tools, [
      {
        name: 'high_tide',
        title: 'High tide',
        description: 'When the water is highest',
        inputSchema: { type: 'object', properties: { harbour: { type: 'string' } } },
        annotations: { readOnlyHint: true },
        place,
        detector: 'live/http',
        confidence: 1,
      },
      {
        name: 'low_tide',
        description: '',
        inputSchema: { type: 'object' },
        place,
        detector: 'live/http',
        confidence: 1,
      },
    ]);
    assert.deepEqual(skips, []);
  });

  test('may answer with events, or speak only the older transport', async (t) => {
    const answer = answersOf([{ tools: tides }]);
    const events = await hostOf(t, (_, response, body) => {
      const text = answer(body);
      if (text === undefined) response.writeHead(202).end();
      else
        response
          .writeHead(200, { 'content-type': 'text/event-stream' })
          .end(
            `: hello\n\nevent: message\ndata: {"jsonrpc":"2.0","method":"notifications/message"}\n\ndata: ${text}\r\n\r\n`,
          );
    });
    assert.equal((await read(live, events)).tools.length, 2);

    let stream: ServerResponse | undefined;
    const older = await hostOf(t, (request: IncomingMessage, response, body) => {
      if (request.method === 'GET') {
        stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
        stream.write('event: endpoint\ndata: /messages?session=1\n\n');
      } else if (request.url?.startsWith('/messages') !== true) response.writeHead(405).end();
      else {
        response.writeHead(202).end();
        const text = answer(body);
        if (text !== undefined) stream?.write(`data: ${text}\n\n`);
      }
    });
    assert.equal((await read(live, `${older}/sse`)).tools.length, 2);
  });

  test('is followed to another path of its host, and nowhere else', async (t) => {
    const answer = answersOf([{ tools: tides }]);
    const elsewhere: string[] = [];
    const other = await hostOf(t, (request, response) => {
      elsewhere.push(request.url ?? '');
      response.end();
    });
    const host = await hostOf(t, (request, response, body) => {
      if (request.url === '/mcp') response.writeHead(307, { location: '/mcp/' }).end();
      else if (request.url === '/mcp/') response.end(answer(body) ?? '');
      else response.writeHead(307, { location: `${other}/secret` }).end();
    });
    assert.equal((await read(live, `${host}/mcp`)).tools.length, 2);
    await assert.rejects(read(live, `${host}/away`), failing('unreachable', /status 307/));
    assert.deepEqual(elsewhere, []);
  });

  test('that wants an account is told as such', async (t) => {
    const host = await hostOf(t, (_, response) => response.writeHead(401).end());
    const { tools, skips, server } = await read(live, `${host}/mcp`);
    assert.deepEqual(tools, []);
    assert.deepEqual(
      skips.map((skip) => skip.reason),
      ['needs-account'],
    );
    assert.match(server.id, /^remote\/127\.0\.0\.1-\d+\/mcp$/);
  });

  test('that is away, silent, no server, or sends us elsewhere teaches nothing', async (t) => {
    const page = await hostOf(t, (_, response) => response.end('<html></html>'));
    const strange = await hostOf(t, (request, response) => {
      if (request.method === 'POST') response.writeHead(405).end();
      else
        response
          .writeHead(200, { 'content-type': 'text/event-stream' })
          .end('event: endpoint\ndata: http://169.254.169.254/\n\n');
    });
    const error = await hostOf(t, (_, response, body) =>
      response.end(
        JSON.stringify({ jsonrpc: '2.0', id: JSON.parse(body).id, error: { message: 'go away' } }),
      ),
    );
    for (const host of ['http://127.0.0.1:1', page, strange, error]) {
      await assert.rejects(read(live, host), failing('unreachable', /./), host);
    }
  });

  test('whose list never ends, or holds what no client could take, is bounded', async (t) => {
    let deep: unknown = {};
    for (let level = 0; level < 3_000; level += 1) deep = { items: deep };
    const answer = answersOf([
      {
        tools: [
          7,
          { name: '' },
          { name: 'x'.repeat(300) },
          { name: 'new\nline' },
          { name: 'twice' },
          { name: 'twice', description: 'again' },
          { name: 'deep', inputSchema: deep },
          {
            name: 'long',
            description: 'a'.repeat(30_000),
            inputSchema: { type: 'object', note: 'b'.repeat(300_000) },
          },
          JSON.parse(
            '{"name":"proto","inputSchema":{"properties":{"__proto__":{"type":"string"}}},"annotations":{"__proto__":{"readOnlyHint":true}}}',
          ),
        ],
        nextCursor: '0',
      },
    ]);
    const host = await hostOf(t, (_, response, body) => response.end(answer(body) ?? ''));
    const { tools, skips } = await read(live, host);
    assert.deepEqual(
      tools.map((tool) => [tool.name, tool.description.length, tool.partial ?? false, tool.annotations]),
      [
        ['deep', 0, true, undefined],
        ['long', 20_000, true, undefined],
        ['proto', 0, false, {}],
        ['twice', 0, false, undefined],
      ],
    );
    const reasons = new Set(skips.map((skip) => skip.reason));
    assert.deepEqual([...reasons].sort(), [
      'budget-exhausted',
      'duplicate-name',
      'invalid-definition',
      'too-large',
    ]);
  });

  test('is only asked at an address that is safe to keep', async () => {
    for (const odd of ['http://tides.example/mcp', 'https://user:secret@tides.example/mcp', 'https://']) {
      await assert.rejects(read(live, odd), InputError, odd);
    }
  });
});

/** A server as a script that a test writes. */
function scriptOf(t: TestContext, body: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'toolrisk-test-stdio-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'tides.mjs');
  writeFileSync(file, body);
  return `stdio:"${process.execPath}" "${file}"`;
}

const friendly = `
import { createInterface } from 'node:readline';
console.log('starting up, this line is no message');
for await (const row of createInterface({ input: process.stdin })) {
  const { id, method } = JSON.parse(row);
  if (id === undefined) continue;
  const result = method === 'initialize' ? { serverInfo: { name: 'tides', version: '1' } } : { tools: [{ name: 'environment', description: JSON.stringify(process.env), inputSchema: {} }] };
  console.log(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/message' }));
  console.log(JSON.stringify({ jsonrpc: '2.0', id, result }));
}`;
const homes = () => readdirSync(tmpdir()).filter((name) => name.startsWith('toolrisk-run-'));

suite('a server on this machine', () => {
  test('is not run without permission', async (t) => {
    const marker = join(tmpdir(), 'toolrisk-test-never');
    const source = scriptOf(t, `import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(marker)}, '');`);
    await assert.rejects(
      read(stdio, source),
      (thrown) => thrown instanceof InputError && /--allow-run/.test(thrown.remedy),
    );
    assert.ok(!readdirSync(tmpdir()).includes('toolrisk-test-never'));
  });

  test('is asked for its list with none of our settings, and ended', async (t) => {
    process.env['TOOLRISK_TEST_SECRET'] = 'secret';
    t.after(() => {
      delete process.env['TOOLRISK_TEST_SECRET'];
    });
    const { server, tools } = await read(stdio, scriptOf(t, friendly), { allowRun: true });
    assert.deepEqual(server, { id: 'local/tides', title: 'tides', description: '', version: '1' });
    assert.doesNotMatch(tools[0]?.description ?? '', /secret|ANTHROPIC|npm_/);
    assert.deepEqual(homes(), []);
  });

  test('that fails, ends or is not there says what it said', async (t) => {
    const broken = scriptOf(t, "console.error('TIDES_KEY is not set'); process.exit(1);");
    await assert.rejects(
      read(stdio, broken, { allowRun: true }),
      failing('unreachable', /ended before it listed its tools\. It said: TIDES_KEY is not set/),
    );
    await assert.rejects(
      read(stdio, 'stdio:no-such-command-at-all', { allowRun: true }),
      failing('unreachable', /could not be started/),
    );
    await assert.rejects(read(stdio, 'stdio:', { allowRun: true }), InputError);
    assert.deepEqual(homes(), []);
  });

  test('that the user stops is ended with everything that it started', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'toolrisk-test-pids-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const pids = join(folder, 'pids');
    const source = scriptOf(
      t,
      `import { spawn } from 'node:child_process'; import fs from 'node:fs';
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
fs.writeFileSync(${JSON.stringify(pids)}, process.pid + ' ' + child.pid);
setInterval(() => {}, 1000);`,
    );
    const stop = new AbortController();
    const reading = read(stdio, source, { allowRun: true, signal: stop.signal });
    reading.catch(() => {});
    while (!readdirSync(folder).includes('pids')) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 100));
    stop.abort();
    await assert.rejects(reading, failing('refused', /Stopped/));
    const { readFileSync } = await import('node:fs');
    for (const pid of readFileSync(pids, 'utf8').split(' ').map(Number)) {
      for (let tries = 0; isAlive(pid) && tries < 100; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(isAlive(pid), false);
    }
    assert.deepEqual(homes(), []);
  });

  test('is a command of words and quotes, not of a shell', () => {
    assert.deepEqual(wordsOf(`node "my server.js" --name='a b' $HOME;ls ""`), [
      'node',
      'my server.js',
      '--name=a b',
      '$HOME;ls',
      '',
    ]);
    assert.throws(() => wordsOf('node "open'), InputError);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
