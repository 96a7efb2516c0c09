// The sentences about a document: each half, for none, one and many other tools, and for documents that others wrote.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { PolicyDocument } from '../../src/policy/document.ts';
import {
  type EffectSubject,
  effectText,
  restEffect,
  serverEffect,
  toolEffect,
} from '../../src/policy/effect.ts';
import { enforcedBy } from '../../src/policy/formats/policy-json.ts';

const subject = (document: PolicyDocument, tools: readonly string[], unread = 0): EffectSubject => ({
  enforced: enforcedBy(document),
  server: { id: 'github/a/belfry-mcp', title: 'Belfry MCP Server' },
  alias: 'belfry',
  tools,
  unread,
});
const deny = (tools: NonNullable<PolicyDocument['tools']>): PolicyDocument => ({
  version: '1',
  default: 'deny',
  tools,
});
const limit = (max: number, window: 'minute' | 'hour' | 'day' = 'minute') => [
  { counter: 'c', window, max, scope: 'grant' as const },
];

suite('first half', () => {
  const says = (rules: NonNullable<PolicyDocument['tools']>[string]) =>
    toolEffect('ring', subject(deny({ ring: rules }), ['ring']));

  test('open, limited, once', () => {
    assert.equal(says({}), '`ring` can be called without limit.');
    assert.equal(
      says({ limits: limit(10) }),
      '`ring` can be called up to 10 times per minute for each grant; further calls in that minute are denied.',
    );
    assert.equal(
      says({ limits: limit(1, 'day') }),
      '`ring` can be called once per day for each grant; further calls in that day are denied.',
    );
  });

  test('a limit of nothing is a denial', () => {
    assert.equal(says({ limits: limit(0) }), '`ring` stays in the tool list, but every call is denied.');
  });

  test('bounded, in words', () => {
    const require = [
      { conditions: [{ path: 'args.forced', op: 'eq' as const, value: false }] },
      { conditions: [{ path: 'args.amount', op: 'lte' as const, value: 100 }] },
      { conditions: [{ path: 'args.host', op: 'in' as const, value: ['a', 'b', 'c'] }] },
    ];
    assert.equal(
      says({ require }),
      '`ring` can be called only when `forced` is false, `amount` is at most 100, and `host` is one of `a`, `b`, or `c`; any other call is denied.',
    );
  });

  test('rules that no call can meet are a denial', () => {
    const require = [
      { conditions: [{ path: 'args.n', op: 'gt' as const, value: 5 }] },
      { conditions: [{ path: 'args.n', op: 'lt' as const, value: 5 }] },
    ];
    assert.equal(says({ require }), '`ring` stays in the tool list, but every call is denied.');
  });

  test('a pattern is quoted even when no fitting text was found', () => {
    const require = [{ conditions: [{ path: 'args.id', op: 'regex' as const, value: '^[0-9]{7}-[xyz]$' }] }];
    assert.equal(
      says({ require }),
      '`ring` can be called only when `id` matches `^[0-9]{7}-[xyz]$`; any other call is denied.',
    );
  });

  test('deny_if is said as its opposite', () => {
    const deny_if = [{ conditions: [{ path: 'args.id', op: 'in' as const, value: ['p1', 'p2'] }] }];
    assert.equal(
      says({ deny_if }),
      '`ring` can be called only when `id` is none of `p1` and `p2`; any other call is denied.',
    );
  });

  test('hidden, and hidden by a star', () => {
    for (const hide of [['ring'], ['*']]) {
      assert.equal(
        toolEffect('ring', subject({ version: '1', default: 'allow', hide }, ['ring'])),
        '`ring` is removed from the tool list, and a call to it is denied.',
      );
    }
  });

  test('a name with a backtick or a hidden character cannot leave its code span', () => {
    const nasty = 'a`b\u202e';
    assert.equal(
      toolEffect(nasty, subject(deny({ [nasty]: {} }), [nasty])),
      '`a\\u{60}b\\u{202e}` can be called without limit.',
    );
  });

  test('a limit over all tools is told', () => {
    const document = { ...deny({ ring: {} }), all_tools: { limits: limit(5, 'hour') } };
    assert.match(
      toolEffect('ring', subject(document, ['ring'])),
      /up to 5 times per hour .* counted together with other tools/,
    );
  });
});

suite('second half', () => {
  test('no other tool', () => {
    assert.equal(
      restEffect('ring', subject(deny({ ring: {} }), ['ring'])),
      'The catalog knows no other tool of the Belfry MCP server. A tool that the server adds later is denied until you list it.',
    );
  });

  test('one other tool is named', () => {
    assert.match(
      restEffect('ring', subject(deny({ ring: {} }), ['ring', 'melt'])),
      /^The other tool of the Belfry MCP server, `melt`, is denied, because this file denies what it does not list\./,
    );
    assert.match(
      restEffect('ring', subject({ version: '1', default: 'allow' }, ['ring', 'melt'])),
      /^The other tool of the Belfry MCP server, `melt`, is not restricted by this file\. A tool that the server adds later is allowed until you list it\.$/,
    );
  });

  test('a document with hide under default deny says that the rest is denied', () => {
    assert.equal(
      effectText(
        'ring',
        subject({ version: '1', default: 'deny', hide: ['ring'] }, ['ring', 'melt', 'paint'], 1),
      ),
      '`ring` is removed from the tool list, and a call to it is denied. The other 2 tools of the Belfry MCP server are denied, because this file denies what it does not list. 1 definition of this server could not be read; under this file such a tool is denied. A tool that the server adds later is denied until you list it.',
    );
  });

  test('mixed', () => {
    const document = deny({
      ring: {},
      look: {},
      note: { limits: limit(3) },
      melt: { deny_if: [{ conditions: [] }] },
    });
    assert.match(
      restEffect('ring', subject(document, ['ring', 'look', 'note', 'melt', 'gone'])),
      /^Of the other 4 tools of the Belfry MCP server, 1 can be called, 1 is limited, and 2 are denied\./,
    );
  });
});

test('a whole server', () => {
  const open: PolicyDocument = { version: '1', default: 'allow' };
  assert.match(serverEffect(subject(open, [])), /^The catalog knows no tool of/);
  assert.match(
    serverEffect(subject(open, ['a'])),
    /^The one tool of the Belfry MCP server can be called without limit\./,
  );
  assert.match(
    serverEffect(subject(open, ['a', 'b'])),
    /^All 2 tools of the Belfry MCP server can be called without limit\./,
  );
});
