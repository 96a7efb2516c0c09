// Amazon Bedrock AgentCore policies: Cedar statements for a gateway. It can deny and bound; it cannot ask, hide or count.
import { isValues } from '../decision.ts';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, denied, deniedUnlisted, type Enforced, type Outcome } from '../outcome.ts';
import { type ReadStatement, readStatements, type Statement, statementText, testOf } from './_cedar.ts';
import { type ContextShape, permits, spokenBy, testedIn } from './_cedar-calls.ts';

const can: Capabilities = { hide: false, deny: true, ask: false, count: false, bound: true };

/** The reader puts in the address of the own gateway. */
const gateway = {
  type: 'AgentCore::Gateway',
  id: 'arn:aws:bedrock-agentcore:us-east-1:111122223333:gateway/your-gateway',
};
const actionType = 'AgentCore::Action';

export const agentcore: Format = {
  id: 'agentcore',
  label: 'AgentCore',
  about:
    'A policy engine of Amazon Bedrock AgentCore takes these statements one by one; what none permits is denied.',
  file: 'agentcore.cedar',
  path: 'agentcore.cedar',
  save: 'Create one policy from each statement in the policy engine of your gateway, with its address in place of the one here.',
  language: 'cedar',
  documentation:
    'https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/policy-understanding-cedar.html',
  can,
  engine:
    'the Cedar engine (4.13) with strict validation against a schema: every tool of the catalog, hostile names, bounded arguments',
  closing: 'Write `forbid … unless` with a `has` before each read, or put the condition into the `permit`.',
  namesServer: true,
  emit,
  read: (text): Read => {
    const { statements, problem } = readStatements(text);
    return statements === undefined
      ? { problems: [problem] }
      : { enforced: enforcedBy(statements), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  const gaps: Gap[] = [];
  const statements: Statement[] = [];
  for (const { alias, tools } of servers) {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    for (const { name, decision } of expressed.tools) {
      if (!name.isWellFormed()) {
        if (decision.kind === 'allow')
          gaps.push({ cannot: 'name', instead: 'deny', than: 'stricter', tools: [name] });
        continue;
      }
      statements.push({
        effect: decision.kind === 'allow' ? 'permit' : 'forbid',
        action: { type: actionType, id: actionId(alias, name) },
        resource: gateway,
        tests: decision.bounds.filter(isValues).map((bound) => testOf(bound, ['input'])),
      });
    }
  }
  const lines = [
    '// Put the address of your gateway in place of the one below.',
    ...statements.map(statementText),
  ];
  return { text: `${lines.join('\n')}\n`, gaps: gathered(gaps) };
}

/** Target and tool with three underscores between them. */
function actionId(server: string, tool: string): string {
  return `${server}___${tool}`;
}

const shape: ContextShape = {
  contextOf: (args) => ({ input: args }),
  argumentAt: ([first, ...keys]) => (first === 'input' && keys.length > 0 ? keys.join('.') : undefined),
};

function enforcedBy(statements: readonly ReadStatement[]): Enforced {
  const byAction = Map.groupBy(statements, ({ action }) => (action?.type === actionType ? action.id : ''));
  const wide = statements.filter(({ action }) => action === undefined);
  const about = (server: string, tool: string) => [...(byAction.get(actionId(server, tool)) ?? []), ...wide];
  return {
    outcome: (server, tool): Outcome => {
      const spoken = spokenBy(about(server, tool), shape);
      switch (spoken.kind) {
        case 'forbidden':
          return denied;
        case 'unlisted':
          return deniedUnlisted;
        case 'permitted':
          return allowed;
        case 'conditional':
          return { kind: 'allow', limits: [], conditions: spoken.conditions };
      }
    },
    names: (server) => {
      const prefix = actionId(server, '');
      const ids = [...byAction.keys()].filter((id) => id.startsWith(prefix));
      return ids.map((id) => id.slice(prefix.length));
    },
    calls: {
      decide: (server, tool, args) =>
        permits(about(server, tool), shape.contextOf(args)) ? 'allow' : 'deny',
      tested: (server, tool) => testedIn(about(server, tool), shape),
    },
  };
}
