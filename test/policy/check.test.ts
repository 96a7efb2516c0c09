// What `policy check` finds in documents that others wrote.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Change } from '../../src/model/entry.ts';
import { flawsOf } from '../../src/policy/check.ts';
import type { PolicyDocument } from '../../src/policy/document.ts';
import { serverDocument } from '../../src/policy/documents.ts';
import { enforcedBy, policyJson } from '../../src/policy/formats/policy-json.ts';
import { formatOf, formats } from '../../src/policy/formats.ts';
import { intentOf } from '../../src/policy/intent.ts';
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
const flawsIn = (document: PolicyDocument, unread = 0) =>
  flawsOf({ format: policyJson, enforced: enforcedBy(document), alias: '', tools, unread });
const flaws = (document: Omit<PolicyDocument, 'version' | 'default'>, unread = 0) =>
  flawsIn({ version: '1', default: 'deny', ...document }, unread);
const kinds = (document: Omit<PolicyDocument, 'version' | 'default'>, unread = 0) =>
  flaws(document, unread).map(({ kind, serious }) => `${serious ? 'wrong' : 'note'} ${kind}`);

test('our own document has no flaw', () => {
  const { document } = serverDocument(tools);
  assert.deepEqual(flawsIn(document), []);
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
      'wrong lets-critical-through',
      'note shared-counter',
      'note shared-counter',
    ]);
  });
});

test('a critical tool that is let through', () => {
  assert.deepEqual(
    flawsIn({ version: '1', default: 'allow' }).map(({ kind, tool }) => [kind, tool]),
    [
      ['lets-critical-through', 'melt_bell'],
      ['open-by-default', undefined],
    ],
  );
});

test('tools that were added or redefined after the document was written', () => {
  const changes: Change[] = [
    { date: '2026-03-03', kind: 'redefined', tool: 'ring_bell', fields: ['description'] },
    { date: '2026-03-02', kind: 'added', tool: 'melt_bell' },
    { date: '2026-03-02', kind: 'rejudged', tool: 'melt_bell' },
    { date: '2026-03-02', kind: 'removed', tool: 'polish_bell' },
  ];
  const document: PolicyDocument = { version: '1', default: 'deny', tools: { ring_bell: {} } };
  const texts = (written: string) =>
    flawsOf({
      format: policyJson,
      enforced: enforcedBy(document),
      alias: '',
      tools,
      unread: 0,
      history: { changes, written },
    }).map(({ text }) => text);
  assert.deepEqual(texts('2026-03-01'), [
    '`ring_bell` was redefined on 2026-03-03, after this document was written; it is allowed.',
    '`melt_bell` was added on 2026-03-02 and is not named in this document, which was written before; it is denied.',
  ]);
  assert.deepEqual(texts('2026-03-02').length, 1);
  assert.deepEqual(texts('2026-03-03'), []);
});

test('a bound that is still to be filled in is told', () => {
  const tool: Judged = {
    name: 'post_bell',
    inputSchema: { properties: { url: { type: 'string' } } },
    verdict: verdictWords({ category: 'Execute', level: 'critical', effects: ['calls-any-address'] }),
  };
  for (const id of ['policy-json', 'intercept']) {
    const format = formatOf(id);
    const { text } = format?.emit(intentOf([{ id: 'npm/bell', title: '', tools: [tool] }])) ?? { text: '' };
    const said = (document: string) => {
      const { enforced } = format?.read(document) ?? {};
      assert.ok(enforced && format);
      return flawsOf({ format, enforced, alias: 'bell', tools: [tool], unread: 0 }).map(({ kind }) => kind);
    };
    assert.deepEqual(said(text), ['to-fill'], id);
    assert.deepEqual(said(text.replaceAll('your-host', 'bells')), [], id);
  }
});

suite('in other languages', () => {
  /** Kinds and tools of what is wrong with a text; `bell` is the user's name for the server. */
  const found = (id: string, text: string) => {
    const format = formatOf(id);
    assert.ok(format);
    const { enforced, problems } = format.read(text);
    assert.deepEqual(problems, [], text);
    assert.ok(enforced);
    return flawsOf({ format, enforced, alias: 'bell', tools, unread: 0 })
      .filter(({ serious }) => serious)
      .map(({ kind, text: said }) => [kind, said] as const);
  };
  const opens = (id: string, text: string, expected: boolean) =>
    assert.deepEqual(
      found(id, text).flatMap(([kind]) => (kind === 'fails-open' ? [kind] : [])),
      expected ? ['fails-open'] : [],
      text,
    );

  test('a Cedar forbid that reads an argument fails open when it is absent, one that asks for it does not', () => {
    const shut = 'forbid(principal, action == AgentCore::Action::"bell___melt_bell", resource);';
    const forbid = 'forbid(principal, action == AgentCore::Action::"bell___ring_bell", resource)';
    const document = (rule: string) => `permit(principal, action, resource);\n${shut}\n${forbid} ${rule};`;
    const guard = 'context has input && context.input has times';
    opens('agentcore', document('when { context.input.times > 3 }'), true);
    opens('agentcore', document(`when { ${guard} && context.input.times > 3 }`), true);
    opens('agentcore', document('unless { context.input.times <= 3 }'), true);
    opens('agentcore', document(`unless { ${guard} && context.input.times <= 3 }`), false);
    opens('agentcore', document('when { context.input.tower == "high" }'), false);
    const [, text] = found('agentcore', document('when { context.input.times > 3 }'))[0] ?? [];
    assert.match(text ?? '', /`ring_bell` denies by `times`.*forbid … unless/);
    const policies = [
      'permit(principal, action, resource);',
      'forbid(principal, action == Action::"call_tool", resource == Tool::"melt_bell");',
      'forbid(principal, action == Action::"call_tool", resource == Tool::"ring_bell") when { context.arg_times > 3 };',
    ];
    const hive = JSON.stringify({
      version: '1.0',
      type: 'cedarv1',
      cedar: { policies, entities_json: '[]' },
    });
    opens('toolhive', hive, true);
  });

  test('a Gemini deny with a pattern fails open, an allow with a pattern over a deny does not', () => {
    const rule = (decision: string, priority: number, pattern = '') =>
      `[[rule]]\nmcpName = "bell"\ntoolName = "ring_bell"\ndecision = "${decision}"\npriority = ${priority}\n${pattern}\n`;
    const shut = '[[rule]]\nmcpName = "bell"\ntoolName = "melt_bell"\ndecision = "deny"\npriority = 900\n';
    const pattern = (times: number) => `argsPattern = '\\x00"times":${times}\\x00'`;
    opens('gemini-cli', shut + rule('deny', 900, pattern(9)) + rule('allow', 800), true);
    opens('gemini-cli', shut + rule('ask_user', 900, `argsPattern = '"times":9'`) + rule('allow', 800), true);
    opens('gemini-cli', shut + rule('allow', 900, pattern(1)) + rule('deny', 800), false);
  });

  test('an Envoy deny by expression fails open under a default of Allow, an allow under Deny does not', () => {
    const route = (defaultAction: string, action: string, cel: string) => `
apiVersion: aigateway.envoyproxy.io/v1beta1
kind: MCPRoute
metadata: {name: bell}
spec:
  parentRefs: [{name: gw}]
  backendRefs: [{name: bell}]
  securityPolicy:
    authorization:
      defaultAction: ${defaultAction}
      rules:
      - {action: Deny, target: {tools: [{backend: bell, tool: melt_bell}]}}
      - {action: ${action}, target: {tools: [{backend: bell, tool: ring_bell}]}, cel: '${cel}'}
`;
    const times = 'request.mcp.params.arguments.times';
    opens('envoy-ai-gateway', route('Allow', 'Deny', `${times} > 3`), true);
    opens('envoy-ai-gateway', route('Allow', 'Deny', `!(has(${times}) && ${times} <= 3)`), false);
    opens('envoy-ai-gateway', route('Deny', 'Allow', `${times} <= 3`), false);
    opens('envoy-ai-gateway', route('Allow', 'Deny', 'request.mcp.params.arguments.tower == "high"'), false);
  });

  test('an agentgateway rule over arguments, which are never there: a deny is open, a require is shut', () => {
    const document = (kind: string) => `
mcp:
  policies:
    mcpAuthorization:
      rules:
      - require: 'mcp.tool.name != "melt_bell"'
      - ${kind}: 'mcp.tool.arguments.times > 3'
`;
    opens('agentgateway', document('deny'), true);
    assert.deepEqual(
      found('agentgateway', document('require')).map(([kind]) => kind),
      ['never-passes'],
    );
  });

  test('an Intercept condition is a requirement and closes; rules that never work are told', () => {
    const document = (rules: string) => `
version: "1"
default: deny
tools:
  ring_bell: {rules: [${rules}]}
`;
    const rule = (op: string, value: number, name: string) =>
      `{name: ${name}, conditions: [{path: args.times, op: ${op}, value: ${value}}]}`;
    assert.deepEqual(found('intercept', document(rule('lte', 3, 'few'))), []);
    assert.deepEqual(
      found('intercept', document(`${rule('lt', 2, 'few')}, ${rule('gt', 9, 'many')}`)).map(([kind]) => kind),
      ['never-passes'],
    );
  });

  test('our own documents have none, in any format', () => {
    for (const format of formats) {
      const intent = intentOf([{ id: 'npm/bell', title: '', tools }]);
      const { enforced } = format.read(format.emit(intent).text);
      assert.ok(enforced);
      const serious = flawsOf({ format, enforced, alias: 'bell', tools, unread: 0 });
      assert.deepEqual(
        serious.filter((flaw) => flaw.serious),
        [],
        format.id,
      );
    }
  });
});
