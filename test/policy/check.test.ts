// What `policy check` finds in documents that others wrote.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { criticalOpen, flawsOf } from '../../src/policy/check.ts';
import type { PolicyDocument } from '../../src/policy/document.ts';
import { serverDocument } from '../../src/policy/documents.ts';
import { enforcedBy } from '../../src/policy/formats/policy-json.ts';
import type { Judged } from '../../src/policy/recommend.ts';
import { verdictWords } from './_verdict.ts';

const tools: readonly Judged[] = [
  {
    name: 'ring_bell',
    inputSchema: {
      properties: { times: { type: 'number' }, tower: { type: 'string' } },
      required: ['tower'],
    },
    verdict: verdictWords({ category: 'Execute', level: 'high', effects: [] }),
  },
  {
    name: 'melt_bell',
    inputSchema: {},
    verdict: verdictWords({ category: 'Destructive', level: 'critical', effects: [] }),
  },
];
const flaws = (document: Omit<PolicyDocument, 'version' | 'default'>, unread = 0) =>
  flawsOf({ version: '1', default: 'deny', ...document }, tools, unread);
const kinds = (document: Omit<PolicyDocument, 'version' | 'default'>, unread = 0) =>
  flaws(document, unread).map(({ kind, serious }) => `${serious ? 'wrong' : 'note'} ${kind}`);

test('our own document has no flaw', () => {
  const { document } = serverDocument(tools);
  assert.deepEqual(flawsOf(document, tools), []);
  assert.deepEqual(criticalOpen(enforcedBy(document), '', tools), []);
});

suite('names', () => {
  test('a misspelt tool is found, and the right name offered', () => {
    for (const wrong of ['ring-bell', 'ringBell', 'ring_bel', 'rnig_bell']) {
      const [flaw] = flaws({ tools: { [wrong]: {} } });
      assert.equal(flaw?.kind, 'unknown-tool', wrong);
      assert.match(flaw?.text ?? '', /Did you mean `ring_bell`\?/, wrong);
    }
    assert.doesNotMatch(flaws({ hide: ['polish_brass'] })[0]?.text ?? '', /Did you mean/);
  });

  test('when definitions could not be read, an unknown name may be one of them', () => {
    assert.deepEqual(kinds({ tools: { ring_bell: {}, polish_brass: {} } }, 3), ['note unknown-tool']);
  });

  test('an argument that the schema does not have', () => {
    const rule = { conditions: [{ path: 'args.tmies', op: 'lte' as const, value: 3 }] };
    assert.deepEqual(kinds({ tools: { ring_bell: { require: [rule] } } }), ['wrong unknown-argument']);
  });
});

suite('rules', () => {
  const often = { conditions: [{ path: 'args.times', op: 'gt' as const, value: 3 }] };
  const high = { conditions: [{ path: 'args.tower', op: 'eq' as const, value: 'high' }] };
  const missing = { conditions: [{ path: 'args.times', op: 'exists' as const, value: false }] };

  test('deny_if on an argument that may be left out fails open', () => {
    assert.deepEqual(kinds({ tools: { ring_bell: { deny_if: [often] } } }), ['wrong fails-open']);
  });

  test('on a required argument, or beside a rule that asks for it, it does not', () => {
    assert.deepEqual(kinds({ tools: { ring_bell: { deny_if: [high] } } }), []);
    assert.deepEqual(kinds({ tools: { ring_bell: { deny_if: [often, missing] } } }), []);
  });

  test('rules that contradict each other', () => {
    const least = { conditions: [{ path: 'args.times', op: 'gt' as const, value: 9 }] };
    const most = { conditions: [{ path: 'args.times', op: 'lt' as const, value: 2 }] };
    assert.deepEqual(kinds({ tools: { ring_bell: { require: [least, most] } } }), [
      'wrong never-passes',
      'note denies-everything',
    ]);
  });

  test('rules of a hidden tool, and a counter that two tools share', () => {
    assert.deepEqual(kinds({ hide: ['ring_bell'], tools: { ring_bell: {} } }), [
      'note hidden-and-listed',
      'note denies-everything',
    ]);
    const limits = [{ counter: 'bells', window: 'minute' as const, max: 3, scope: 'grant' as const }];
    assert.deepEqual(kinds({ tools: { ring_bell: { limits }, melt_bell: { limits } } }), [
      'note shared-counter',
      'note shared-counter',
    ]);
  });
});

test('a critical tool that is let through', () => {
  const open: PolicyDocument = { version: '1', default: 'allow' };
  assert.deepEqual(
    criticalOpen(enforcedBy(open), '', tools).map(({ tool }) => tool),
    ['melt_bell'],
  );
  assert.deepEqual(
    flawsOf(open, tools).map(({ kind }) => kind),
    ['open-by-default'],
  );
});
