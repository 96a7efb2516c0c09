// From a state to a document: the person's decisions are in it, and what is said about it is what it does.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { type LoadedServer, type LoadedTool, serverOf, serversOf } from '../../src/composer/catalog.ts';
import { decisionFor } from '../../src/composer/choice.ts';
import { draftOf, type Effects, effectsOf, intentFor, type ToolRef } from '../../src/composer/compose.ts';
import { findable, findServers } from '../../src/composer/find-servers.ts';
import { type Choice, type Deed, empty, next, type State } from '../../src/composer/state.ts';
import type { Entry } from '../../src/model/entry.ts';
import { boundText, decisionLabel } from '../../src/policy/decision-words.ts';
import { formats } from '../../src/policy/formats.ts';
import { recommend } from '../../src/policy/recommend.ts';
import { serverJson } from '../../src/view/api.ts';
import { harbor, machines, payments, pirate } from '../view/_harbor.ts';

/** As the site's data file gives it. */
function loadedFrom(entry: Entry): LoadedServer {
  const slugs = new Map(entry.tools.map(({ name }, index) => [name, `tool-${index}`]));
  return serverOf(JSON.parse(JSON.stringify(serverJson(entry, slugs, 'https://catalog.example'))));
}
const loaded = new Map(harbor.map((entry) => [entry.server.id, loadedFrom(entry)]));
const harborId = machines.server.id;
const payId = payments.server.id;
const stateOf = (...deeds: readonly Deed[]): State => deeds.reduce(next, empty);
const chosen = (tool: string, choice: Choice, id = harborId): Deed => ({ kind: 'choose', id, tool, choice });
const both: readonly Deed[] = [
  { kind: 'add', id: harborId },
  { kind: 'add', id: payId },
];

/** The document's text. */
function textOf(state: State): string {
  const draft = draftOf(loaded, state);
  assert.ok(draft.kind === 'document', JSON.stringify(draft));
  return draft.text;
}

function effectsFor(state: State, asked?: ToolRef): Extract<Effects, { kind: 'effects' }> {
  const work = effectsOf(loaded, state, textOf(state), asked);
  let step = work.next();
  while (step.done !== true) step = work.next();
  assert.ok(step.value.kind === 'effects', JSON.stringify(step.value));
  return step.value;
}

suite('a document', () => {
  test('without choices is the recommended one', () => {
    for (const format of formats) {
      const intent = intentFor(loaded, stateOf(...both));
      assert.equal(textOf(stateOf(...both, { kind: 'format', format: format.id })), format.emit(intent).text);
    }
    const [first] = intentFor(loaded, stateOf({ kind: 'add', id: harborId })).servers;
    for (const { name, decision } of first?.tools ?? []) {
      const tool = machines.tools.find((one) => one.name === name);
      assert.ok(tool);
      assert.deepEqual(decision, recommend(tool), name);
    }
  });

  test('has the choices of a person in it, for that server alone', () => {
    const state = stateOf(
      ...both,
      chosen('list_machines', { kind: 'deny' }),
      chosen('stop_machine', { kind: 'limit', max: 3, window: 'hour' }),
      chosen('flux', { kind: 'hide' }),
    );
    const document = JSON.parse(textOf(state));
    assert.deepEqual(document.tools.list_machines.deny_if, [
      { conditions: [], on_deny: 'This tool is blocked by policy.' },
    ]);
    assert.equal(document.tools.stop_machine.limits[0].max, 3);
    assert.equal(document.tools.stop_machine.limits[0].window, 'hour');
    assert.ok(document.tools.stop_machine.require.length > 0, 'a limit keeps the bounds');
    assert.ok(document.hide.includes('flux'));
    const pay = intentFor(loaded, state).servers[1];
    assert.deepEqual(pay, intentFor(loaded, stateOf(...both)).servers[1]);
  });

  test('leaves a tool out, and says that it is denied then', () => {
    const state = stateOf({ kind: 'add', id: payId }, chosen('get_secret', { kind: 'omit' }, payId));
    assert.ok(!textOf(state).includes('get_secret'));
    const before = effectsFor(stateOf({ kind: 'add', id: payId })).servers[0]?.text ?? '';
    const after = effectsFor(state).servers[0]?.text ?? '';
    assert.doesNotMatch(before, /1 is denied/);
    assert.match(after, /1 is denied/);
  });

  test('answers for the tool that was asked about, and explains a grant', () => {
    const state = stateOf(...both, chosen('stop_machine', { kind: 'limit', max: 1, window: 'day' }));
    const { answer } = effectsFor(state, { id: harborId, tool: 'stop_machine' });
    assert.match(answer, /^`stop_machine` can be called only when `forced` is false, and once per day/);
    assert.match(answer, /A grant is the token/);
    assert.equal(effectsFor(state, { id: harborId, tool: 'no_such_tool' }).answer, '');
  });

  test('tells servers apart by the names a person gave', () => {
    const named = stateOf(
      ...both,
      { kind: 'format', format: 'claude-code' },
      { kind: 'alias', id: payId, alias: 'till' },
    );
    assert.match(textOf(named), /mcp__till__/);
    assert.deepEqual(
      effectsFor(named).servers.map(({ alias }) => alias),
      ['machines', 'till'],
    );
  });

  test('that a format cannot make is a problem with a remedy', () => {
    const draft = draftOf(
      loaded,
      stateOf(...both, { kind: 'alias', id: payId, alias: 'two words' }, { kind: 'format', format: 'codex' }),
    );
    assert.ok(draft.kind === 'problem');
    assert.match(draft.message, /two words/);
    assert.notEqual(draft.remedy, '');
  });

  test('that says less than was decided tells so, tool by tool', () => {
    const state = stateOf(
      { kind: 'add', id: payId },
      chosen('get_secret', { kind: 'limit', max: 2, window: 'hour' }, payId),
      { kind: 'format', format: 'docker' },
    );
    const draft = draftOf(loaded, state);
    assert.ok(draft.kind === 'document');
    assert.deepEqual(draft.gaps, [
      'Docker MCP Gateway cannot count calls. This file leaves that part out for `Stop_Machine` and `get_secret`, which is looser than you decided.',
      'Docker MCP Gateway cannot ask a person. This file removes the tool from the list instead for `send_payment`, which is stricter than you decided.',
    ]);
  });

  test('leaves out servers that did not come', () => {
    const state = stateOf({ kind: 'add', id: 'npm/never-loaded' }, { kind: 'add', id: payId });
    assert.deepEqual(
      effectsFor(state).servers.map(({ id }) => id),
      [payId],
    );
  });

  test('holds hostile names in every format, and says what it does with them', () => {
    for (const { id } of formats) {
      const state = stateOf({ kind: 'add', id: pirate.server.id }, { kind: 'format', format: id });
      assert.equal(effectsFor(state).servers.length, 1, id);
    }
  });
});

suite('a choice', () => {
  test('becomes a decision of its kind', () => {
    const recommended = { kind: 'hide', bounds: [], steps: [] } as const;
    for (const kind of ['allow', 'ask', 'deny', 'hide'] as const) {
      assert.deepEqual(decisionFor({ kind }, recommended), { kind, bounds: [], steps: [] });
    }
  });

  test('of a limit asks where calls cannot be counted, unless the tool was open anyway', () => {
    const limit = { kind: 'limit', max: 2, window: 'minute' } as const;
    assert.equal(decisionFor(limit, { kind: 'deny', bounds: [], steps: [] }).uncounted, 'ask');
    assert.equal(decisionFor(limit, { kind: 'allow', bounds: [], steps: [] }).uncounted, 'allow');
  });

  test('has words', () => {
    assert.equal(
      decisionLabel({ kind: 'allow', limit: { max: 1200, window: 'day' }, bounds: [], steps: [] }),
      'Limit to 1,200 per day',
    );
    assert.equal(decisionLabel({ kind: 'ask', bounds: [], steps: [] }), 'Ask first');
    assert.equal(
      boundText({ kind: 'action', argument: 'act`ion', allowed: ['list', 'read'] }),
      '`act\\u{60}ion` `list` or `read`',
    );
  });
});

suite('the data files', () => {
  test('give servers with tools, verdicts, schemas and skips', () => {
    const server = loaded.get(harborId);
    assert.equal(server?.tools.length, machines.tools.length);
    assert.equal(server?.skips.length, machines.skips.length);
    assert.equal(server?.unread, 0);
    for (const tool of machines.tools) {
      const asRead: LoadedTool | undefined = server?.tools.find((one) => one.name === tool.name);
      assert.deepEqual(asRead?.verdict, tool.verdict);
      assert.deepEqual(asRead?.inputSchema, tool.inputSchema);
    }
  });

  test('lose one bad element and keep the others', () => {
    const json = JSON.parse(JSON.stringify(serverJson(machines, new Map(), '')));
    json.tools[0] = 7;
    json.tools[1].inputSchema = 'none';
    json.tools[2].verdict = { level: 'mild' };
    json.skips.push({ reason: 'bored' });
    const server = serverOf(json);
    assert.equal(server.unread, 2);
    assert.equal(server.tools.length, machines.tools.length - 2);
    assert.equal(server.tools.find(({ name }) => name === json.tools[2].name)?.verdict, undefined);
    assert.equal(server.skips.length, machines.skips.length);
    assert.deepEqual(
      serversOf({
        servers: [{ id: 'npm/a', title: 'A', tools: 2 }, null, { id: '../b', title: '', tools: 1 }],
      }),
      [{ id: 'npm/a', title: 'A', tools: 2 }],
    );
  });

  test('of another shape are refused', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const json: unknown = JSON.parse(text);
        assert.throws(() => serverOf(json));
      }),
    );
  });
});

suite('finding servers', () => {
  const list = findable([
    { id: 'npm/harbor-master', title: 'Master', tools: 3 },
    { id: 'github/quay/ferry', title: 'Ferry of the HARBOR', tools: 30 },
    { id: 'npm/unharbored', title: 'Lost', tools: 90 },
  ]);
  const found = (query: string) => findServers(list, query, 10).servers.map(({ id }) => id);

  test('needs every word, in any case and order', () => {
    assert.deepEqual(found('ferry harbor'), ['github/quay/ferry']);
    assert.deepEqual(found('harbor nothing'), []);
  });

  test('puts beginnings of words first, then servers with more tools', () => {
    assert.deepEqual(found('harbor'), ['github/quay/ferry', 'npm/harbor-master', 'npm/unharbored']);
  });

  test('counts all and gives few', () => {
    const { servers, total } = findServers(list, '', 1);
    assert.equal(servers.length, 1);
    assert.equal(total, 3);
  });
});
