// ToolHive authorization: Cedar statements in a JSON file. What is not permitted is denied and leaves the tool list.
import { z } from 'zod';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, express, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { oneByName } from '../one-by-name.ts';
import { allowed, type Enforced, hidden, hiddenUnlisted, type Outcome } from '../outcome.ts';
import { readJson } from '../read.ts';
import { readStatements, type Statement, statementText, testInWords } from './_cedar.ts';

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
  namesServer: false,
  block: (_server, tool) =>
    statementText({ effect: 'forbid', action: callTool, resource: { type: 'Tool', id: tool }, tests: [] }),
  emit,
  read: (text): Read => {
    const read = readJson(text, Authorization);
    if (read.data === undefined) return read;
    const statements: Statement[] = [];
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

function enforcedBy(statements: readonly Statement[]): Enforced {
  const speaking = statements.filter(({ action }) => isCall(action));
  return {
    outcome: (_server, tool): Outcome => {
      const about = speaking.filter(
        ({ resource }) => resource === undefined || (resource.type === 'Tool' && resource.id === tool),
      );
      if (about.some(({ effect }) => effect === 'forbid')) return hidden;
      const permits = about.filter(({ effect }) => effect === 'permit');
      if (permits.some(({ tests }) => tests.length === 0)) return allowed;
      const [first] = permits;
      if (first === undefined) return hiddenUnlisted;
      return { kind: 'allow', limits: [], conditions: first.tests.map(testInWords) };
    },
    names: () => [...new Set(speaking.flatMap(({ resource }) => resource?.id ?? []))],
  };
}

function isCall(action: Statement['action']): boolean {
  return action === undefined || (action.type === callTool.type && action.id === callTool.id);
}
