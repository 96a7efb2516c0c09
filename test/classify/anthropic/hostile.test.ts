// Servers that answer with anything: no answer crashes a run, and none becomes a verdict without a quotation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { longestAnswer, readAnswer } from '../../../src/classify/anthropic/answer.ts';
import { tokensOf, turnOf } from '../../../src/classify/anthropic/request.ts';
import { answer, judgeHarbor } from './_harbor.ts';

const words = [
  fc.anything(),
  fc.record({ content: fc.array(fc.anything()), stop_reason: fc.anything(), usage: fc.anything() }),
  fc.record({
    content: fc.array(fc.record({ type: fc.constantFrom('text', 'tool_use'), text: fc.anything() })),
  }),
];

test('any message is a turn, and any usage is a number of tokens or none', () => {
  fc.assert(
    fc.property(fc.oneof(...words), fc.boolean(), (message, batch) => {
      const turn = turnOf(message);
      if (turn.kind === 'text') readAnswer(turn.text);
      const tokens = tokensOf(message, batch);
      assert.ok(tokens === undefined || tokens.input >= 0);
    }),
  );
});

test('an answer is read or complained about, at once', () => {
  const whole = JSON.stringify(answer('list_ships'));
  assert.equal(readAnswer(whole).kind, 'answer');
  const begun = performance.now();
  for (const text of ['{'.repeat(longestAnswer), `${'{"a":'.repeat(6_000)}1`, 'x'.repeat(10_000_000), '}{']) {
    assert.equal(readAnswer(text).kind, 'invalid');
  }
  fc.assert(
    fc.property(fc.nat(whole.length), fc.string({ maxLength: 5 }), (at, junk) => {
      readAnswer(whole.slice(0, at) + junk + whole.slice(at));
    }),
  );
  assert.ok(performance.now() - begun < 2_000);
});

test('keys of an answer cannot reach beyond it', () => {
  const text = JSON.stringify(answer('list_ships')).replace('{', '{"__proto__":{"polluted":true},');
  assert.equal(readAnswer(text).kind, 'answer');
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
});

let sentMegabytes = 0;
const bodies = {
  'a page': () => new Response('<html>Welcome</html>', { headers: { 'content-type': 'text/html' } }),
  'an empty body': () => new Response(''),
  'a list': () => Response.json([1, 2]),
  'a message without content': () => Response.json({ type: 'message', stop_reason: 'end_turn', content: [] }),
  'a body without end': () =>
    new Response(
      new ReadableStream({
        pull: (controller) => {
          sentMegabytes += 1;
          controller.enqueue(new TextEncoder().encode('x'.repeat(1_000_000)));
        },
      }),
    ),
  'a redirect': () => Response.redirect('https://elsewhere.invalid/'),
};

for (const [says, body] of Object.entries(bodies)) {
  test(`a server that answers with ${says} leaves the rules in force`, { timeout: 15_000 }, async () => {
    const run = judgeHarbor('', ['scuttle_ship'], {
      baseUrl: 'http://localhost:9',
      edges: { fetch: async () => body(), timeoutMs: 60_000 },
    });
    const result = await run.catch((thrown: unknown) => {
      assert.equal((thrown as Error).name, 'OutsideError');
      return undefined;
    });
    const [judged] = result?.results ?? [];
    if (judged !== undefined) {
      assert.equal(judged.flag, 'llm-failed');
      assert.equal(judged.verdict.category, 'Destructive');
    }
  });
}

test('of a body without end only a little is read', () => {
  assert.ok(sentMegabytes > 0 && sentMegabytes < 30, `${sentMegabytes} MB`);
});
