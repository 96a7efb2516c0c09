// From verdict to decision: the table, what raises it, bounds from the schema, and the documents of single tools.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Action } from '../../src/model/verdict.ts';
import { categories, type Effect, levels } from '../../src/model/vocabulary.ts';
import { isStricter } from '../../src/policy/decision.ts';
import {
  hasStricterDocument,
  serverDocument,
  serversDocument,
  toolDocument,
} from '../../src/policy/documents.ts';
import { aliasOf } from '../../src/policy/intent.ts';
import { type Judged, recommend } from '../../src/policy/recommend.ts';
import { ownTable, presets, stanceOf } from '../../src/policy/table.ts';
import { verdictWords } from './_verdict.ts';

const judged = (
  name: string,
  category: (typeof categories)[number]['id'],
  level: (typeof levels)[number]['id'],
  more: { effects?: Effect[]; actions?: Action[]; properties?: Record<string, { type: string }> } = {},
): Judged => ({
  name,
  inputSchema: { type: 'object', properties: more.properties ?? {} },
  verdict: verdictWords({ category, level, effects: more.effects ?? [], actions: more.actions ?? [] }),
});
const limited = (name: string, max: number) => ({
  version: '1',
  default: 'deny',
  tools: {
    [name]: { limits: [{ counter: `${name.toLowerCase()}_rate`, window: 'minute', max, scope: 'grant' }] },
  },
});

suite('the document of a single tool', () => {
  test('an Execute tool is limited to ten calls a minute, whatever switches it has', () => {
    for (const properties of [{}, { force: { type: 'boolean' } }]) {
      const { document } = toolDocument(judged('Halt_Machine', 'Execute', 'high', { properties }));
      assert.deepEqual(document, limited('Halt_Machine', 10));
    }
  });

  test('its stricter variant holds the switch to false', () => {
    const tool = judged('halt', 'Execute', 'high', { properties: { force: { type: 'boolean' } } });
    assert.equal(hasStricterDocument(tool), true);
    assert.deepEqual(toolDocument(tool, { switches: true }).document.tools?.['halt']?.require, [
      {
        conditions: [{ path: 'args.force', op: 'eq', value: false }],
        on_deny: 'Pass force as false.',
      },
    ]);
    assert.equal(hasStricterDocument(judged('halt', 'Execute', 'high')), false);
  });

  test('a critical Destructive tool is hidden', () => {
    assert.deepEqual(toolDocument(judged('raze', 'Destructive', 'critical')).document, {
      version: '1',
      default: 'deny',
      hide: ['raze'],
    });
  });

  test('a Read tool is listed, a Write tool limited', () => {
    assert.deepEqual(toolDocument(judged('look', 'Read', 'low')).document.tools, { look: {} });
    assert.deepEqual(toolDocument(judged('note', 'Write', 'medium')).document, limited('note', 30));
  });

  test('money and the unknown are blocked with a message and a gap, since the format cannot ask', () => {
    for (const tool of [judged('pay', 'Financial', 'critical'), judged('handle', 'Unknown', 'medium')]) {
      const { document, gaps } = toolDocument(tool);
      const rule = document.tools?.[tool.name]?.deny_if?.[0];
      assert.deepEqual(rule?.conditions, []);
      assert.match(rule?.on_deny ?? '', /cannot ask/);
      assert.deepEqual(gaps, [{ cannot: 'ask', instead: 'deny', than: 'stricter', tools: [tool.name] }]);
    }
  });
});

test('the table never gets milder with the level, nor from a preset to a stricter one', () => {
  for (const { id: category } of categories) {
    for (const [index, { id: level }] of levels.entries()) {
      const [strict, balanced, permissive] = ownTable.decisions[category][level];
      assert.equal(
        isStricter(balanced, strict) || isStricter(permissive, balanced),
        false,
        `${category} ${level}`,
      );
      const worse = levels[index + 1];
      if (worse === undefined) continue;
      for (const { id: preset } of presets) {
        const here = stanceOf(ownTable.decisions[category][level], preset);
        const next = stanceOf(ownTable.decisions[category][worse.id], preset);
        assert.equal(isStricter(here, next), false, `${category} ${level} ${preset}`);
      }
    }
  }
});

suite('what moves a decision', () => {
  test('an effect makes it stricter and says why', () => {
    const plain = recommend(judged('ask_oracle', 'Read', 'low'));
    const paid = recommend(judged('ask_oracle', 'Read', 'low', { effects: ['incurs-cost'] }));
    assert.equal(plain.limit, undefined);
    assert.deepEqual(paid.limit, { max: 30, window: 'minute' });
    assert.match(paid.steps.at(-1)?.text ?? '', /because each call can cost money/);
  });

  test('an effect never makes it milder', () => {
    const hidden = recommend(
      judged('raze', 'Destructive', 'critical', { effects: ['incurs-cost', 'publishes'] }),
    );
    assert.equal(hidden.kind, 'hide');
  });

  test('factors that together mean lasting harm to a whole account make it ask', () => {
    const factors = { reversibility: 'permanent', blastRadius: 'account' } as const;
    const verdict = verdictWords({ category: 'Write', level: 'high', effects: [], factors });
    assert.equal(recommend({ name: 'lock_all', inputSchema: {}, verdict }).kind, 'ask');
    const one = verdictWords({
      category: 'Write',
      level: 'high',
      effects: [],
      factors: { ...factors, blastRadius: 'one' },
    });
    assert.equal(recommend({ name: 'lock_one', inputSchema: {}, verdict: one }).kind, 'allow');
  });

  const actions: Action[] = [
    { argument: 'action', value: 'list', category: 'Read', level: 'low' },
    { argument: 'action', value: 'add', category: 'Write', level: 'medium' },
    { argument: 'action', value: 'raze', category: 'Destructive', level: 'critical' },
  ];

  test('harmless actions stay open, the others are kept out', () => {
    const decision = recommend(judged('garden', 'Destructive', 'critical', { actions }));
    assert.equal(decision.kind, 'allow');
    assert.deepEqual(decision.bounds, [{ kind: 'action', argument: 'action', allowed: ['list', 'add'] }]);
    assert.deepEqual(decision.limit, { max: 30, window: 'minute' });
    assert.equal(decision.unbounded?.kind, 'hide');
  });

  test('an action argument that a path cannot address leaves the whole tool shut', () => {
    const dotted = actions.map((action) => ({ ...action, argument: 'do.what' }));
    assert.equal(recommend(judged('garden', 'Destructive', 'critical', { actions: dotted })).kind, 'hide');
  });

  test('switches that make a call worse are held to false; others are left alone', () => {
    const named = (argument: string, type = 'boolean') =>
      recommend(judged('tidy', 'Write', 'medium', { properties: { [argument]: { type } } })).bounds.length;
    for (const worse of [
      'force',
      'isForced',
      'delete_permanently',
      'skip-validation',
      'noConfirm',
      'all',
      'delete_all',
    ]) {
      assert.equal(named(worse), 1, worse);
    }
    for (const other of [
      'verbose',
      'confirm',
      'include_all',
      'dry_run',
      'enforce',
      'no_cache',
      '__proto__',
      'a.force',
    ]) {
      assert.equal(named(other), 0, other);
    }
    assert.equal(named('force', 'string'), 0);
    const reading = judged('list', 'Read', 'medium', { properties: { recursive: { type: 'boolean' } } });
    assert.deepEqual(recommend(reading).bounds, []);
  });
});

suite('where the danger sits in an argument', () => {
  const withText = (argument: string, more: object = {}): Record<string, { type: string }> => ({
    [argument]: { type: 'string', ...more },
  });
  const kindsOf = (bounds: readonly { readonly kind: string }[] = []) => bounds.map(({ kind }) => kind);

  test('raw SQL is held to one SELECT, in place of asking where nobody can be asked', () => {
    for (const argument of ['sql', 'sql_query', 'rawSql']) {
      const tool = judged('run', 'Execute', 'high', {
        effects: ['runs-code'],
        properties: withText(argument),
      });
      assert.deepEqual(kindsOf(recommend(tool).bounds), ['query'], argument);
    }
    const critical = recommend(
      judged('run', 'Execute', 'critical', { effects: ['runs-code'], properties: withText('sql') }),
    );
    assert.equal(critical.kind, 'ask');
    assert.deepEqual(kindsOf(critical.instead?.bounds), ['query']);
  });

  test('a query of another language, listed statements, and a server that promises to read only are left alone', () => {
    const bounds = (properties: Record<string, { type: string }>, guards: 'read-only'[] = []) => {
      const tool = judged('run', 'Execute', 'high', { effects: ['runs-code'], properties });
      assert.ok(tool.verdict);
      const factors = { ...tool.verdict.factors, guards };
      return recommend({ ...tool, verdict: { ...tool.verdict, factors } }).bounds;
    };
    assert.deepEqual(bounds(withText('query')), []);
    assert.deepEqual(bounds(withText('sql', { enum: ['SELECT 1'] })), []);
    assert.deepEqual(bounds(withText('sql'), ['read-only']), []);
    assert.deepEqual(kindsOf(bounds(withText('query', { description: 'The SQL to run' }))), ['query']);
  });

  test('addresses, folders and amounts are offered to be filled in where a call would be blocked', () => {
    const fetching = judged('post', 'Execute', 'critical', {
      effects: ['calls-any-address'],
      properties: withText('target_url'),
    });
    const removing = judged('raze', 'Destructive', 'high', {
      effects: ['reads-local-files'],
      properties: withText('file_path'),
    });
    const paying = judged('pay', 'Financial', 'critical', {
      effects: ['moves-money'],
      properties: { amount: { type: 'number' } },
    });
    for (const [tool, kind] of [
      [fetching, 'address'],
      [removing, 'path'],
      [paying, 'amount'],
    ] as const) {
      const decision = recommend(tool);
      assert.equal(decision.kind, 'ask');
      assert.deepEqual(kindsOf(decision.instead?.bounds), [kind]);
      const { document, gaps } = serverDocument([tool]);
      assert.match(document.tools?.[tool.name]?.require?.[0]?.on_deny ?? '', /^To be filled in: /);
      assert.deepEqual(gaps, [{ cannot: 'ask', instead: 'fill', than: 'stricter', tools: [tool.name] }]);
      // A single tool's document stays the plain one.
      assert.deepEqual(toolDocument(tool).document.tools?.[tool.name]?.deny_if?.[0]?.conditions, []);
    }
  });

  test('a hidden tool stays hidden', () => {
    const tool = judged('raze', 'Destructive', 'critical', { properties: withText('path') });
    assert.equal(recommend(tool).kind, 'hide');
    assert.equal(recommend(tool).instead, undefined);
  });
});

test('a server is not called what clients call tools of their own', () => {
  assert.equal(aliasOf('npm/@harbor/mcp-shell-server'), 'shell-mcp');
  assert.equal(aliasOf('npm/harbor-mcp'), 'harbor');
});

test('tools whose names differ only in case do not share a counter', () => {
  const { document } = serverDocument([judged('Ring', 'Execute', 'high'), judged('ring', 'Execute', 'high')]);
  const counters = ['Ring', 'ring'].map((name) => document.tools?.[name]?.limits?.[0]?.counter);
  assert.deepEqual(counters, ['ring_rate', 'ring_rate_2']);
});

test('a bound denies a call that leaves the argument out, nests it, or gives it another type', async () => {
  const { evaluate } = await import('../../src/policy/evaluate.ts');
  const { document } = serverDocument([
    judged('halt', 'Execute', 'high', { properties: { force: { type: 'boolean' } } }),
  ]);
  const passes = (args: Record<string, unknown>) =>
    evaluate(document, { tool: 'halt', args }, new Date(0), new Map()).allowed;
  assert.equal(passes({ force: false }), true);
  for (const args of [
    {},
    { force: null },
    { force: 'false' },
    { force: 0 },
    { options: { force: false } },
    { force: true },
  ]) {
    assert.equal(passes(args), false, JSON.stringify(args));
  }
});

test('one document for several servers applies the stricter rule to a name that they share, and says so', () => {
  const { document, gaps } = serversDocument([
    { id: 'npm/library', title: '', tools: [judged('purge', 'Write', 'low'), judged('look', 'Read', 'low')] },
    { id: 'npm/mail', title: '', tools: [judged('purge', 'Destructive', 'critical')] },
  ]);
  assert.deepEqual(document.hide, ['purge']);
  assert.deepEqual(document.tools, { look: {} });
  assert.deepEqual(gaps, [
    { cannot: 'tell-servers-apart', instead: 'stricter-rule', than: 'stricter', tools: ['purge'] },
  ]);
});
