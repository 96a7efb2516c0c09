// What a policy should do with every tool of one or more servers: the input of every format.
import { InputError } from '../kit/errors.ts';
import type { Skip } from '../model/tool.ts';
import type { SkipReason } from '../model/vocabulary.ts';
import type { Decision } from './decision.ts';
import { type Judged, recommend } from './recommend.ts';
import type { Preset } from './table.ts';

/** A server as the policy module needs it. */
export interface PolicyServer {
  readonly id: string;
  readonly title: string;
  readonly tools: readonly Judged[];
  readonly skips?: readonly Skip[];
  /** The user's own name for the server; a name made from the id when absent. */
  readonly alias?: string | undefined;
}

/** One tool and what should happen to its calls. */
export interface DecidedTool {
  readonly name: string;
  readonly decision: Decision;
}

/** A server with a decision for each tool that the document is about. */
export interface DecidedServer {
  readonly id: string;
  readonly title: string;
  /** The name that client-side formats know the server by. */
  readonly alias: string;
  /** Sorted by name, in code-unit order. */
  readonly tools: readonly DecidedTool[];
}

/** What a document has to say. Tools that it does not name are denied wherever the format lets us. */
export interface Intent {
  readonly servers: readonly DecidedServer[];
}

export interface IntentOptions {
  readonly preset?: Preset | undefined;
  /** Hold switches that make a call worse to false. Off gives the plain document of a single tool. */
  readonly switches?: boolean | undefined;
  /** Where nobody can be asked, bounds that the reader fills in take the place of a denial. Off for a single tool. */
  readonly fill?: boolean | undefined;
  /** Decisions that a person made, by tool name; they win over the recommendation. */
  readonly decisions?: ReadonlyMap<string, Decision> | undefined;
}

/** The recommended decisions for all tools of the servers. Throws `InputError` for an alias that no client accepts. */
export function intentOf(servers: readonly PolicyServer[], options: IntentOptions = {}): Intent {
  const aliases = aliasesOf(servers);
  return {
    servers: servers.map(({ id, title, tools }, index) => ({
      id,
      title,
      alias: aliases[index] ?? 'server',
      tools: [...tools]
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
        .map((tool) => ({
          name: tool.name,
          decision: options.decisions?.get(tool.name) ?? narrowed(recommend(tool, options.preset), options),
        })),
    })),
  };
}

/** How clients may call a server: letters, digits, `-` and `_`. */
const aliasShape = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;

/** A short name for a server, made from its id: `cloudstack` for `github/someone/cloudstack-mcp-server`. */
export function aliasOf(id: string): string {
  const parts = id.split('/').slice(1);
  const words = (part: string) =>
    part
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && word !== 'mcp' && word !== 'server');
  // A repository or package called only "mcp-server" is known by what stands before it.
  const telling =
    parts
      .toReversed()
      .map(words)
      .find((found) => found.length > 0) ?? [];
  const alias = telling.join('-').slice(0, 40).replace(/-+$/, '') || 'server';
  return builtIn.has(alias) ? `${alias}-mcp` : alias;
}

/** What some clients call tools of their own; rules for a server of that name would be about those. */
const builtIn = new Set(['shell', 'write', 'read', 'url', 'memory']);

const unreadDefinition: ReadonlySet<SkipReason> = new Set([
  'name-not-constant',
  'list-not-constant',
  'made-at-run-time',
  'invalid-definition',
]);

/** How many of a server's skips stand for tools whose names we do not know. */
export function unreadTools(skips: readonly Skip[]): number {
  return skips.filter(({ reason }) => unreadDefinition.has(reason)).length;
}

function aliasesOf(servers: readonly PolicyServer[]): readonly string[] {
  const taken = new Set<string>();
  return servers.map(({ id, alias }) => {
    if (alias !== undefined && !aliasShape.test(alias)) {
      throw new InputError(
        `"${alias}" cannot be a server's name in a client.`,
        'Use letters, digits, - and _, at most 64, and begin with a letter or digit.',
      );
    }
    const wanted = alias ?? aliasOf(id);
    let free = wanted;
    for (let n = 2; taken.has(free); n += 1) free = `${wanted}-${n}`;
    taken.add(free);
    return free;
  });
}

function narrowed(decision: Decision, { switches = true, fill = switches }: IntentOptions): Decision {
  const { instead: _instead, ...rest } = decision;
  const filled = fill ? decision : rest;
  if (switches) return filled;
  return {
    ...filled,
    bounds: decision.bounds.filter(({ kind }) => kind === 'action'),
    steps: decision.steps.filter(({ from }) => from !== 'switch' && from !== 'argument'),
  };
}
