// From the state to a document, and to what that document does: found by reading the emitted text back and asking it.
import { grantNote, serverEffect, toolEffect } from '../policy/effect.ts';
import { formatOf } from '../policy/formats.ts';
import { gapText } from '../policy/gaps.ts';
import { type DecidedTool, type Intent, intentOf, unreadTools } from '../policy/intent.ts';
import type { Enforced, Outcome } from '../policy/outcome.ts';
import type { Preset } from '../policy/table.ts';
import type { LoadedServer } from './catalog.ts';
import { decisionFor } from './choice.ts';
import type { Choice, State } from './state.ts';

/** A document, or why there is none. Names stand between backticks. */
export type Draft =
  | {
      readonly kind: 'document';
      readonly file: string;
      readonly mime: string;
      readonly text: string;
      readonly gaps: readonly string[];
      readonly steps: readonly string[];
    }
  | Problem;

export interface Problem {
  readonly kind: 'problem';
  readonly message: string;
  readonly remedy: string;
}

/** What a document does, found by evaluating it. */
export type Effects =
  | {
      readonly kind: 'effects';
      /** One for each server, in the order of the state. */
      readonly servers: readonly { readonly id: string; readonly alias: string; readonly text: string }[];
      /** What it does to calls of the tool that was asked about; empty when none was. */
      readonly answer: string;
    }
  | Problem;

/** One tool of one server. */
export interface ToolRef {
  readonly id: string;
  readonly tool: string;
}

/** The servers of a document, by id. */
export type Loaded = ReadonlyMap<string, LoadedServer>;

/** The document of a state. Servers that are not loaded are left out. */
export function draftOf(loaded: Loaded, state: State): Draft {
  const format = formatOf(state.format);
  if (format === undefined) return problem('There is no such format.', 'Choose another one.');
  try {
    const { text, gaps } = format.emit(intentFor(loaded, state));
    return {
      kind: 'document',
      file: format.file,
      mime: format.language === 'json' ? 'application/json' : 'text/plain',
      text,
      // Here the decisions are the person's, also those that were left as recommended.
      gaps: gaps.map((gap) => gapText(gap, format.label).replace(/ we recommend\.$/, ' you decided.')),
      steps: [
        format.save,
        ...(format.namesServer ? ['Put in your own names for the servers where they differ.'] : []),
      ],
    };
  } catch (thrown) {
    // Names that a format cannot hold are told with a remedy; anything else is our own bug.
    if (!(thrown instanceof Error && 'remedy' in thrown)) throw thrown;
    return problem(thrown.message, String(thrown.remedy));
  }
}

/** Reads a draft back and asks it about every tool; yields between tools, so that it can be given up or delayed. */
export function* effectsOf(
  loaded: Loaded,
  state: State,
  text: string,
  asked?: ToolRef | undefined,
): Generator<undefined, Effects> {
  const { enforced, problems } = formatOf(state.format)?.read(text) ?? { problems: ['no such format'] };
  if (enforced === undefined) {
    const message = `The document could not be read back: ${problems.join('; ')}`;
    return problem(message, 'Choose another format, and report this one.');
  }
  yield;
  const asking = once(enforced);
  const servers: { id: string; alias: string; text: string }[] = [];
  let answer = '';
  for (const { id, alias } of intentFor(loaded, state).servers) {
    const server = loaded.get(id);
    if (server === undefined) continue;
    const tools = server.tools.map(({ name }) => name);
    for (const tool of tools) {
      asking.outcome(alias, tool);
      yield;
    }
    const subject = { enforced: asking, server, alias, tools, unread: unreadTools(server.skips) };
    servers.push({ id, alias, text: serverEffect(subject) });
    if (asked?.id === id && tools.includes(asked.tool)) answer = withNote(toolEffect(asked.tool, subject));
  }
  return { kind: 'effects', servers, answer };
}

const withNote = (text: string): string => (text.includes(' for each grant') ? `${text} ${grantNote}` : text);

const problem = (message: string, remedy: string): Problem => ({ kind: 'problem', message, remedy });

/** The recommended decisions, and the person's own where there are some. */
export function intentFor(loaded: Loaded, { servers, preset }: State): Intent {
  const present = servers.flatMap(({ id, alias, choices }) => {
    const server = loaded.get(id);
    return server === undefined ? [] : [{ server, alias, choices }];
  });
  const named = intentOf(
    present.map(({ server: { id, title }, alias }) => ({
      id,
      title,
      tools: [],
      alias: alias === '' ? undefined : alias,
    })),
  );
  return {
    servers: named.servers.map((one, index) => {
      const { server, choices } = present[index] ?? {};
      return { ...one, tools: server === undefined ? [] : decidedFor(server, choices ?? new Map(), preset) };
    }),
  };
}

function decidedFor(
  server: LoadedServer,
  choices: ReadonlyMap<string, Choice>,
  preset: Preset,
): readonly DecidedTool[] {
  const recommended = recommendedFor(server, preset);
  if (choices.size === 0) return recommended;
  return recommended.flatMap(({ name, decision }) => {
    const choice = choices.get(name);
    if (choice?.kind === 'omit') return [];
    return [{ name, decision: choice === undefined ? decision : decisionFor(choice, decision) }];
  });
}

const recommendations = new WeakMap<LoadedServer, Map<Preset, readonly DecidedTool[]>>();

/** The recommended decisions of a server; worked out once, since every change of another tool asks for them. */
function recommendedFor(server: LoadedServer, preset: Preset): readonly DecidedTool[] {
  const known = recommendations.get(server) ?? new Map<Preset, readonly DecidedTool[]>();
  recommendations.set(server, known);
  const { id, title, tools } = server;
  const decided = known.get(preset) ?? intentOf([{ id, title, tools }], { preset }).servers[0]?.tools ?? [];
  known.set(preset, decided);
  return decided;
}

/** Asks each question once. */
function once(enforced: Enforced): Enforced {
  const known = new Map<string, Map<string, Outcome>>();
  return {
    ...enforced,
    outcome: (server, tool) => {
      const ofServer = known.get(server) ?? new Map<string, Outcome>();
      known.set(server, ofServer);
      const outcome = ofServer.get(tool) ?? enforced.outcome(server, tool);
      ofServer.set(tool, outcome);
      return outcome;
    },
  };
}
