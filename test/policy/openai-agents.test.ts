// The OpenAI document under the Agents SDK itself: of a live server on the loopback an agent is given, through the
// document's allow list, the tools that our reader calls open; the hosted tool that the SDK builds of the same parts is the document.
import assert from 'node:assert/strict';
import { suite, type TestContext, test } from 'node:test';
import {
  Agent,
  createMCPToolStaticFilter,
  getAllMcpTools,
  hostedMcpTool,
  MCPServerStreamableHttp,
  RunContext,
} from '@openai/agents-core';
import { z } from 'zod';
import { openai } from '../../src/policy/formats/openai.ts';
import { intentOf } from '../../src/policy/intent.ts';
import type { Judged } from '../../src/policy/recommend.ts';
import { hostOf } from '../crawl/_host.ts';
import { hostile } from './_hostile.ts';
import { verdictWords } from './_verdict.ts';

const verdicts = {
  open: verdictWords({ category: 'Read', level: 'low', effects: [] }),
  limited: verdictWords({ category: 'Execute', level: 'high', effects: [] }),
  hidden: verdictWords({ category: 'Destructive', level: 'critical', effects: [] }),
  asked: verdictWords({ category: 'Financial', level: 'critical', effects: [] }),
} as const;
const toolOf = (name: string, fate: keyof typeof verdicts): Judged => ({
  name,
  inputSchema: { type: 'object' },
  verdict: verdicts[fate],
});
const belfry = [
  toolOf('listen', 'open'),
  toolOf('ring', 'limited'),
  toolOf('melt', 'hidden'),
  toolOf('pay', 'asked'),
];

const Names = z.object({ tool_names: z.array(z.string()) });
const Document = z.object({
  server_label: z.string(),
  server_url: z.string(),
  allowed_tools: Names,
  require_approval: z.object({ always: Names.optional(), never: Names.optional() }),
});

function emitted(tools: readonly Judged[]) {
  const { text } = openai.emit(intentOf([{ id: 'npm/belfry-mcp', title: 'Belfry', alias: 'belfry', tools }]));
  return { text, document: Document.parse(JSON.parse(text)), enforced: openai.read(text).enforced };
}

/** A server that lists tools and answers calls, over HTTP. Gives its address and the names that were called. */
async function serving(t: TestContext, tools: readonly Judged[]) {
  const called: string[] = [];
  const resultOf = (method: string, params: { readonly name?: string } | undefined) => {
    if (method === 'initialize') {
      const serverInfo = { name: 'belfry', version: '1.0.0' };
      return { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo };
    }
    if (method === 'tools/call') {
      called.push(params?.name ?? '');
      return { content: [{ type: 'text', text: 'done' }] };
    }
    return { tools: tools.map(({ name, inputSchema }) => ({ name, inputSchema })) };
  };
  const host = await hostOf(t, (_request, response, body) => {
    const { id, method, params } = body === '' ? {} : JSON.parse(body);
    if (id === undefined) response.writeHead(body === '' ? 405 : 202).end();
    else {
      const answer = { jsonrpc: '2.0', id, result: resultOf(method, params) };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    }
  });
  return { url: `${host}/mcp`, called };
}

/** The tools that an agent of the SDK is given of a live server under the document's allow list. */
async function given(t: TestContext, tools: readonly Judged[]) {
  const { document } = emitted(tools);
  const { url, called } = await serving(t, tools);
  const toolFilter = createMCPToolStaticFilter({ allowed: document.allowed_tools.tool_names });
  assert.ok(toolFilter);
  const server = new MCPServerStreamableHttp({ url, name: document.server_label, toolFilter });
  await server.connect();
  const agent = new Agent({ name: 'ringer', mcpServers: [server] });
  const runContext = new RunContext({});
  const shown = await getAllMcpTools({ mcpServers: [server], agent, runContext });
  return { shown, called, runContext, close: () => server.close() };
}

suite('the OpenAI Agents SDK', () => {
  test('gives an agent the tools of a live server that the document leaves open, and calls them', async (t) => {
    const { shown, called, runContext, close } = await given(t, belfry);
    assert.deepEqual(shown.map(({ name }) => name).toSorted(), ['listen', 'pay', 'ring']);
    for (const tool of shown) if (tool.type === 'function') await tool.invoke(runContext, '{}');
    assert.deepEqual(called.toSorted(), ['listen', 'pay', 'ring']);
    await close();
  });

  // Half a character cannot be sent.
  for (const name of hostile.filter((one) => one.isWellFormed())) {
    test(`a tool called ${JSON.stringify(name.slice(0, 20))} is given or kept out as our reader says`, async (t) => {
      for (const fate of ['open', 'hidden'] as const) {
        const tools = [toolOf('listen', 'open'), toolOf(name, fate)];
        const { shown, called, runContext, close } = await given(t, tools);
        const kind = emitted(tools).enforced?.outcome('belfry', name).kind;
        assert.equal(kind, fate === 'open' ? 'allow' : 'hide');
        // The SDK gives names that suit its models; which tools they stand for shows when they are called.
        for (const tool of shown) if (tool.type === 'function') await tool.invoke(runContext, '{}');
        assert.deepEqual(called.toSorted(), (fate === 'open' ? ['listen', name] : ['listen']).toSorted());
        await close();
      }
    });
  }

  test('builds of the same lists the very tool that the document is', () => {
    const named = hostile.map((name, index) =>
      toolOf(name, (['open', 'asked', 'hidden'] as const)[index % 3] ?? 'open'),
    );
    const { document, enforced, text } = emitted([...belfry, ...named]);
    const { allowed_tools, require_approval, server_label, server_url } = document;
    const { always = { tool_names: [] }, never = { tool_names: [] } } = require_approval;
    const built = hostedMcpTool({
      serverLabel: server_label,
      serverUrl: server_url,
      allowedTools: { toolNames: allowed_tools.tool_names },
      requireApproval: { always: { toolNames: always.tool_names }, never: { toolNames: never.tool_names } },
    });
    assert.deepEqual(JSON.parse(JSON.stringify(built.providerData)), JSON.parse(text));
    for (const { name } of [...belfry, ...named]) {
      const kind = enforced?.outcome('belfry', name).kind;
      assert.equal(always.tool_names.includes(name), kind === 'ask', JSON.stringify(name));
      assert.equal(never.tool_names.includes(name), kind === 'allow', JSON.stringify(name));
    }
  });
});
