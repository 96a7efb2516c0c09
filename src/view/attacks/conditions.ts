// The preconditions of the attack patterns: each a function of facts we hold, giving back the facts that met it.
import type { PreconditionId } from '../../model/attack.ts';
import type { Entry } from '../../model/entry.ts';
import type { Finding } from '../../model/verdict.ts';
import { type Effect, factors, findingKinds, type Guard } from '../../model/vocabulary.ts';
import { recommend } from '../../policy/recommend.ts';
import { oneLine } from '../author-text.ts';
import { lowerFirst } from '../lower-first.ts';
import type { Parameter } from '../parameters.ts';
import { code, listed, type Prose, prose } from '../prose.ts';
import { credentials, freeOf, recipientOrText } from './arguments.ts';
import { type Condition, isJudged, type JudgedTool, type Met } from './met.ts';

const reading: readonly Effect[] = ['reads-secrets', 'reads-private-data'];
const sending: readonly Effect[] = ['sends-messages', 'publishes', 'calls-any-address'];

/** Every precondition of the model, computed. */
export const conditions: Readonly<Record<PreconditionId, Condition>> = {
  'destroys-unguarded': ofTool((tool) =>
    tool.verdict.category === 'Destructive' && !guarded(tool, 'confirm-argument', 'human-approval', 'trash')
      ? [category(tool), ['its definition states no confirmation and no trash']]
      : undefined,
  ),
  'repeats-matter': ofTool((tool) => {
    const acts = ['Execute', 'Financial'].includes(tool.verdict.category);
    const felt = having(tool, 'sends-messages', 'incurs-cost');
    if (tool.annotations?.idempotentHint === true || !(acts || felt.length > 0)) return undefined;
    return [acts ? category(tool) : effect(felt[0]), ['nothing declares that repeating it changes nothing']];
  }),
  'returns-outside-content': ofTool((tool) => withEffect(tool, 'reads-untrusted-content')),
  'acts-near-outside-content': ofTool((tool, entry) => {
    if (['Read', 'Unknown'].includes(tool.verdict.category)) return undefined;
    const reader = has(tool, 'reads-untrusted-content')
      ? tool
      : toolWith(entry, tool, ['reads-untrusted-content']);
    if (reader === undefined) return undefined;
    return [category(tool), prose`${reader === tool ? 'it' : code(reader.name)} returns outside content`];
  }),
  'reads-and-sends': ofTool((tool, entry) => {
    const reads = having(tool, ...reading);
    const sends = having(tool, ...sending);
    const other = toolWith(entry, tool, reads.length > 0 ? sending : sends.length > 0 ? reading : []);
    if (other === undefined) return undefined;
    const theirs = having(other, ...(reads.length > 0 ? sending : reading))[0];
    return [effect(reads[0] ?? sends[0]), prose`${code(other.name)} on the same server ${verb(theirs)}`];
  }),
  'suspicious-text': ofTool((tool) => {
    const found = findings(tool, 'instruction-like-text', 'hidden-characters');
    return found.length === 0 ? undefined : found.map(findingClause);
  }),
  'speaks-of-others': ofTool((tool, entry) => {
    const [found] = findings(tool, 'instruction-like-text');
    const quotes = (found?.evidence ?? []).map(({ quote }) => quote.slice(0, 2_000).toLowerCase());
    const named = entry.tools.find(
      ({ name }) =>
        name !== tool.name &&
        /[_-]|[a-z][A-Z]/.test(name) &&
        quotes.some((quote) => quote.includes(name.toLowerCase())),
    );
    const everywhere = quotes.find((quote) =>
      /\b(any|all|every|each|other) (other )?(tool|answer|response|repl|message|request)/.test(quote),
    );
    if (named !== undefined) return [prose`its text tells the reader what to do with ${code(named.name)}`];
    return everywhere === undefined
      ? undefined
      : [prose`its text says “${{ author: oneLine(everywhere, 80) }}”`];
  }),
  redefined: ofTool((tool, entry) => {
    const last = entry.changes.find((change) => change.kind === 'redefined' && change.tool === tool.name);
    return last === undefined ? undefined : [[`its definition changed on ${last.date}`]];
  }),
  contradiction: ofTool((tool) => {
    const found = findings(tool, 'annotation-contradiction', 'claims-read-only', 'name-text-mismatch');
    return found.length === 0 ? undefined : found.map(findingClause);
  }),
  'takes-credential': ofTool((tool) => {
    const taken = credentials(tool);
    return taken.length === 0 ? undefined : [prose`it takes ${names(taken)} as an argument`];
  }),
  'hands-out-secrets': ofTool((tool) => {
    if (has(tool, 'reads-secrets')) return [effect('reads-secrets')];
    const paths = guarded(tool, 'bounded') ? [] : freeOf(tool, 'path');
    return has(tool, 'reads-local-files') && paths.length > 0
      ? [effect('reads-local-files'), prose`the caller chooses ${names(paths)}`]
      : undefined;
  }),
  'reads-in-bulk': ofTool((tool) => {
    if (!has(tool, 'reads-private-data')) return undefined;
    const { blastRadius } = tool.verdict.factors;
    if (['bulk', 'account'].includes(blastRadius)) {
      return [effect('reads-private-data'), [`a call covers ${factors.blastRadius.values[blastRadius]}`]];
    }
    const queries = freeOf(tool, 'query');
    return queries.length === 0
      ? undefined
      : [effect('reads-private-data'), prose`the caller writes ${names(queries)}`];
  }),
  'runs-input': ofTool((tool) => {
    if (!has(tool, 'runs-code')) return undefined;
    const input = freeOf(tool, 'command', 'code');
    return input.length === 0
      ? undefined
      : [effect('runs-code'), prose`nothing in the schema bounds ${names(input)}`];
  }),
  'runs-without-bounds': ofTool((tool) =>
    has(tool, 'runs-code') && !guarded(tool, 'bounded', 'read-only')
      ? [effect('runs-code'), ['its definition names no bounds']]
      : undefined,
  ),
  'free-path': ofTool((tool) => {
    const paths = freeOf(tool, 'path');
    const touchesFiles = has(tool, 'reads-local-files') || tool.verdict.factors.reach === 'local';
    return paths.length === 0 || !touchesFiles || guarded(tool, 'bounded')
      ? undefined
      : [prose`the caller chooses ${names(paths)}`, ['its definition names no folder that bounds it']];
  }),
  'free-address': ofTool((tool) => withEffect(tool, 'calls-any-address')),
  'changes-access': ofTool((tool) => withEffect(tool, 'changes-access')),
  'moves-money': ofTool((tool) => withEffect(tool, 'moves-money')),
  'speaks-for-user': ofTool((tool) => {
    const spoken = having(tool, 'sends-messages', 'publishes');
    const free = spoken.length === 0 ? [] : recipientOrText(tool);
    return free.length === 0 ? undefined : [effect(spoken[0]), prose`the caller chooses ${names(free)}`];
  }),
  'changes-what-ships': ofTool((tool) => withEffect(tool, 'changes-code', 'deploys')),
  'writes-memory': ofTool((tool) => withEffect(tool, 'writes-memory')),
  'hands-to-agent': ofTool((tool) => withEffect(tool, 'delegates-to-agents')),
  'installs-software': ofTool((tool) => withEffect(tool, 'installs-software')),
  'mixed-actions': ofTool(({ verdict }) => {
    const kinds = [
      ...new Set((verdict.actions ?? []).map((action) => `${action.category}, ${action.level}`)),
    ];
    return kinds.length < 2
      ? undefined
      : [
          prose`its ${verdict.actions?.length ?? 0} actions are of ${kinds.length} kinds (${kinds.slice(0, 4).join('; ')})`,
        ];
  }),
  'asks-too-often': {
    of: 'server',
    met: ({ tools }, { asked = 20, share = 0.5, least = 5 }) => {
      const asking = tools.filter((tool) => recommend(tool).kind === 'ask').length;
      const most = tools.length >= least && asking > share * tools.length;
      if (asking <= asked && !most) return undefined;
      const bound = asking > asked ? `more than ${asked}` : `more than ${100 * share}%`;
      return [[`the recommended policy asks before ${asking} of its ${tools.length} tools, ${bound}`]];
    },
  },
};

function ofTool(met: (tool: JudgedTool, entry: Entry) => Met): Condition {
  return { of: 'tool', met };
}

function has(tool: JudgedTool, wanted: Effect): boolean {
  return tool.verdict.effects.includes(wanted);
}

function having(tool: JudgedTool, ...wanted: readonly Effect[]): readonly Effect[] {
  return wanted.filter((one) => has(tool, one));
}

function withEffect(tool: JudgedTool, ...wanted: readonly Effect[]): Met {
  const found = having(tool, ...wanted);
  return found.length === 0 ? undefined : found.map(effect);
}

/** Another tool of the server with one of these effects, the first by name. */
function toolWith(entry: Entry, tool: JudgedTool, wanted: readonly Effect[]): JudgedTool | undefined {
  if (wanted.length === 0) return undefined;
  return entry.tools.find(
    (other): other is JudgedTool =>
      isJudged(other) && other.name !== tool.name && having(other, ...wanted).length > 0,
  );
}

function guarded({ verdict }: JudgedTool, ...wanted: readonly Guard[]): boolean {
  return wanted.some((guard) => verdict.factors.guards.includes(guard));
}

function findings({ verdict }: JudgedTool, ...ids: readonly Finding['id'][]): readonly Finding[] {
  return verdict.findings.filter(({ id }) => ids.includes(id));
}

function findingClause({ id }: Finding): Prose {
  return [lowerFirst(findingKinds[id]).replace(/\.$/, '')];
}

function category({ verdict }: JudgedTool): Prose {
  return [`its category is ${verdict.category}`];
}

const verbs: Partial<Readonly<Record<Effect, string>>> = {
  'moves-money': 'moves or commits money',
  'runs-code': 'runs what the caller supplies',
  'changes-access': 'changes access',
  'reads-secrets': 'returns secrets',
  deploys: 'puts versions into service',
  'installs-software': 'installs software',
  'delegates-to-agents': 'hands work to another agent',
  'calls-any-address': 'calls any address',
  'sends-messages': 'sends messages',
  publishes: 'publishes',
  'changes-code': 'changes source code or its history',
  'writes-memory': 'saves text that an agent reads later',
  'incurs-cost': 'can incur cost',
  'reads-local-files': 'reads local files',
  'reads-private-data': 'returns private data',
  'reads-untrusted-content': 'returns outside content',
};

function verb(of: Effect | undefined): string {
  const known = of === undefined ? undefined : verbs[of];
  if (known === undefined) throw new Error(`No words for the effect ${of}.`);
  return known;
}

function effect(of: Effect | undefined): Prose {
  return [`it ${verb(of)}`];
}

function names(of: readonly Parameter[]): Prose {
  return listed(
    of.map(({ name }) => code(name)),
    2,
  );
}
