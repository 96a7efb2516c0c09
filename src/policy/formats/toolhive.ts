// ToolHive authorization: Cedar statements in a JSON file. What is not permitted is denied and leaves the tool list.
import { z } from 'zod';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, express, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { oneByName } from '../one-by-name.ts';
import { allowed, type Enforced, hidden, hiddenUnlisted, type Outcome } from '../outcome.ts';
import { readJson } from '../read.ts';
import { type ReadStatement, readStatements, type Statement, statementText } from './_cedar.ts';
import { type ContextShape, permits, spokenBy, testedIn } from './_cedar-calls.ts';

/**
 * The language can test arguments, but the tool list is filtered by the same statements without any arguments, so a
 * bounded tool would vanish from it; we count that as unable.
 */
const can: Capabilities = { hide: true, deny: false, ask: false, count: false, bound: false };

const callTool = { type: 'Action', id: 'call_tool' };

const Authorization = z.strictObject({
  version: z.literal('1.0'),
  type: z.literal('cedarv1'),
  cedar: z.strictObject({ policies: z.array(z.string()), entities_json: z.string() }),
});

export const toolhive: Format = {
  id: 'toolhive',
  label: 'ToolHive',
  about: 'ToolHive reads it with `thv run --authz-config`; what no statement permits is denied.',
  file: 'toolhive.json',
  path: 'authz.json',
  save: 'Save this as `authz.json` and start the server with `thv run --authz-config authz.json`.',
  language: 'json',
  documentation: 'https://github.com/stacklok/toolhive/blob/main/docs/authz.md',
  can,
  engine: 'the Cedar engine (4.13): every tool of the catalog, hostile names',
  closing: 'Write `forbid … unless` with a `has` before each read, or put the condition into the `permit`.',
  namesServer: false,
  block: (_server, tool) =>
    statementText({ effect: 'forbid', action: callTool, resource: { type: 'Tool', id: tool }, tests: [] }),
  emit,
  read: (text): Read => {
    const read = readJson(text, Authorization);
    if (read.data === undefined) return read;
    const statements: ReadStatement[] = [];
    for (const [index, policy] of read.data.cedar.policies.entries()) {
      const { statements: some, problem } = readStatements(policy);
      if (some === undefined) return { problems: [`cedar.policies.${index}: ${problem}`] };
      statements.push(...some);
    }
    return { enforced: enforcedBy(statements), problems: [] };
  },
};

function emit(intent: Intent): Emitted {
  const gaps: Gap[] = [];
  const statements: Statement[] = [];
  for (const { name, decision: meant } of oneByName(intent, gaps)) {
    const { decision, gaps: own } = express(meant, can);
    gaps.push(...own.map((gap) => ({ ...gap, tools: [name] })));
    const resource = { type: 'Tool', id: name };
    if (!name.isWellFormed()) {
      if (decision.kind === 'allow')
        gaps.push({ cannot: 'name', instead: 'hide', than: 'stricter', tools: [name] });
    } else {
      const effect = decision.kind === 'allow' ? 'permit' : 'forbid';
      statements.push({ effect, action: callTool, resource, tests: [] });
    }
  }
  const authorization = {
    version: '1.0',
    type: 'cedarv1',
    cedar: { policies: statements.map(statementText), entities_json: '[]' },
  };
  return { text: `${JSON.stringify(authorization, null, 2)}\n`, gaps: gathered(gaps) };
}

const shape: ContextShape = {
  contextOf: (args) =>
    Object.fromEntries(Object.entries(args).map(([name, value]) => [`arg_${name}`, value])),
  argumentAt: ([first = '', ...keys]) =>
    first.startsWith('arg_') ? [first.slice('arg_'.length), ...keys].join('.') : undefined,
};

function enforcedBy(statements: readonly ReadStatement[]): Enforced {
  const speaking = statements.filter(({ action }) => isCall(action));
  const byTool = Map.groupBy(speaking, ({ resource }) => (resource?.type === 'Tool' ? resource.id : ''));
  const wide = speaking.filter(({ resource }) => resource === undefined);
  const about = (tool: string) => [...(byTool.get(tool) ?? []), ...wide];
  return {
    outcome: (_server, tool): Outcome => {
      const spoken = spokenBy(about(tool), shape);
      switch (spoken.kind) {
        case 'forbidden':
          return hidden;
        case 'unlisted':
          return hiddenUnlisted;
        case 'permitted':
          return allowed;
        case 'conditional':
          return { kind: 'allow', limits: [], conditions: spoken.conditions };
      }
    },
    names: () => [...new Set(speaking.flatMap(({ resource }) => resource?.id ?? []))],
    calls: {
      decide: (_server, tool, args) => (permits(about(tool), shape.contextOf(args)) ? 'allow' : 'hide'),
      tested: (_server, tool) => testedIn(about(tool), shape),
    },
  };
}

function isCall(action: ReadStatement['action']): boolean {
  return action === undefined || (action.type === callTool.type && action.id === callTool.id);
}
