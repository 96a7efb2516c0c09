// Files of Copilot CLI, Docker, ToolHive in Kubernetes and VS Code as people write them: read as their programs do, or refused.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Format } from '../../src/policy/format.ts';
import { copilotCli } from '../../src/policy/formats/copilot-cli.ts';
import { docker } from '../../src/policy/formats/docker.ts';
import { toolhiveKubernetes } from '../../src/policy/formats/toolhive-kubernetes.ts';
import { vsCode } from '../../src/policy/formats/vs-code.ts';
import { intentOf } from '../../src/policy/intent.ts';
import { ShortServers, serversOf } from './_servers.ts';

function outcomeIn(format: Format, text: string, server: string, tool: string): string {
  const { enforced, problems } = format.read(text);
  assert.deepEqual(problems, [], text);
  return enforced?.outcome(server, tool).kind ?? '';
}

function refused(format: Format, texts: readonly string[]): void {
  for (const text of texts) assert.notDeepEqual(format.read(text).problems, [], text);
}

suite('Copilot CLI', () => {
  test('deny wins over allow, a server stands for its tools, the rest is asked about', () => {
    const text = `copilot --allow-tool 'belfry' --deny-tool='belfry(ring)' --allow-tool=crypt'(open)'`;
    assert.equal(outcomeIn(copilotCli, text, 'belfry', 'ring'), 'deny');
    assert.equal(outcomeIn(copilotCli, text, 'belfry', 'listen'), 'allow');
    assert.equal(outcomeIn(copilotCli, text, 'crypt', 'open'), 'allow');
    assert.equal(outcomeIn(copilotCli, text, 'crypt', 'seal'), 'ask');
  });

  test('refuses what a shell would expand, and flags that change more than it evaluates', () => {
    refused(copilotCli, [
      'copilot --allow-all-tools',
      'copilot --allow-tools=belfry',
      'copilot --deny-tool=$BELFRY',
      'copilot --deny-tool="belfry(ring)"',
      "copilot --deny-tool='belfry(ring)'; reboot",
      'copilot --deny-tool=belfry(ring)',
      "copilot --deny-tool='belfry(*)'",
      "copilot --deny-tool='shell(rm)'",
      "copilot --deny-tool='belfry(ring)",
      'copilot --deny-tool',
      "other --deny-tool='belfry(ring)'",
      "copilot\n--deny-tool='belfry(ring)'",
    ]);
  });
});

suite('Docker', () => {
  test('a list closes its server, an empty one wholly; a server without a list stays open', () => {
    const text = 'belfry: [listen]\ncrypt: []\n';
    assert.equal(outcomeIn(docker, text, 'belfry', 'listen'), 'allow');
    assert.equal(outcomeIn(docker, text, 'belfry', 'ring'), 'hide');
    assert.equal(outcomeIn(docker, text, 'crypt', 'open'), 'hide');
    assert.equal(outcomeIn(docker, text, 'spire', 'climb'), 'allow');
  });

  test('refuses lists that are none', () => {
    refused(docker, [
      'belfry: listen\n',
      'belfry:\n',
      'belfry: [1]\n',
      'belfry: [a]\nbelfry: [b]\n',
      'a: &x [b]\nc: *x\n',
    ]);
  });
});

suite('ToolHive in Kubernetes', () => {
  const [server] = serversOf(
    ShortServers.parse({
      servers: [
        {
          id: 'github/a/belfry',
          title: 'Belfry',
          tools: [
            { name: 'listen', is: 'Read low' },
            { name: 'ring', is: 'Write medium' },
          ],
        },
      ],
    }),
  );
  assert.ok(server);
  const { text } = toolhiveKubernetes.emit(intentOf([server]));

  test('limits come out as they went in, for all clients together', () => {
    const { enforced } = toolhiveKubernetes.read(text);
    assert.deepEqual(enforced?.outcome('belfry', 'ring'), {
      kind: 'allow',
      limits: [{ max: 30, window: 'minute', shared: false }],
      conditions: [],
    });
  });

  test('a server whose tools are all closed offers none', () => {
    const closed = toolhiveKubernetes.emit(intentOf([{ ...server, tools: [] }]));
    assert.equal(outcomeIn(toolhiveKubernetes, closed.text, 'belfry', 'listen'), 'hide');
    assert.doesNotMatch(closed.text, /toolsFilter: \[\]/);
  });

  test('refuses what would open the server or limit nothing', () => {
    const change = (from: string, to: string) => {
      assert.ok(text.includes(from), from);
      return text.replace(from, to);
    };
    refused(toolhiveKubernetes, [
      change('toolsFilter', 'toolFilter'),
      text.replace(/toolsFilter:\n( +- .*\n)+/, 'toolsFilter: []\n'),
      change('provider: redis', 'provider: memory'),
      change('maxTokens: 30', 'maxTokens: 0'),
      change('refillPeriod: 1m0s', 'refillPeriod: soon'),
      change('shared:', 'shard:'),
      change('v1beta1', 'v1'),
    ]);
  });
});

suite('VS Code', () => {
  test('asks whatever the setting says, and names what it lists', () => {
    const text = '{"chat.tools.eligibleForAutoApproval":{"ring":false,"listen":true}}';
    assert.equal(outcomeIn(vsCode, text, '', 'ring'), 'ask');
    assert.equal(outcomeIn(vsCode, text, '', 'listen'), 'ask');
    assert.deepEqual(vsCode.read(text).enforced?.names(''), ['ring', 'listen']);
  });

  test('refuses a setting that is no switch, and a file without it', () => {
    refused(vsCode, [
      '{"chat.tools.eligibleForAutoApproval":{"ring":"never"}}',
      '{"chat.tools.eligibleForAutoApproval":false}',
      '{"chat.tools.eligableForAutoApproval":{"ring":false}}',
    ]);
  });
});
