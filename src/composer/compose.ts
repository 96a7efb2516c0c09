// From the state to a document, and to what that document does: found by reading the emitted text back and asking it.
import { grantNote, serverEffect, toolEffect } from '../policy/effect.ts';
import { formatOf } from '../policy/formats.ts';
import { gapText } from '../policy/gaps.ts';
import { type Intent, intentOf, unreadTools } from '../policy/intent.ts';
import type { Enforced, Outcome } from '../policy/outcome.ts';
import type { LoadedServer } from './catalog.ts';
import { decisionFor } from './choice.ts';
import type { State } from './state.ts';

/** A document with what it does, or why there is none. Names stand between backticks. */
export type Composed =
  | {
      readonly kind: 'document';
      readonly file: string;
      readonly mime: string;
      readonly text: string;
      /** One for each server, in the order of the state. */
      readonly effects: readonly { readonly id: string; readonly alias: string; readonly text: string }[];
      /** Explains a word of the answer; empty when it is not there. */
      readonly note: string;
      readonly gaps: readonly string[];
      readonly steps: readonly string[];
      /** What it does to calls of the tool that was asked about. */
      readonly answer: string;
    }
  | { readonly kind: 'problem'; readonly message: string; readonly remedy: string };

/** One tool of one server. */
export interface ToolRef {
  readonly id: string;
  readonly tool: string;
}

/** The document of a state. Servers that are not loaded are left out. */
export function compose(
  loaded: ReadonlyMap<string, LoadedServer>,
  state: State,
  asked?: ToolRef | undefined,
): Composed {
  const format = formatOf(state.format);
  if (format === undefined) {
    return { kind: 'problem', message: 'There is no such format.', remedy: 'Choose another one.' };
  }
  try {
    const intent = intentFor(loaded, state);
    const { text, gaps } = format.emit(intent);
    const { enforced, problems } = format.read(text);
    if (enforced === undefined) {
      const message = `The document could not be read back: ${problems.join('; ')}`;
      return { kind: 'problem', message, remedy: 'Choose another format, and report this one.' };
    }
    const asking = once(enforced);
    const subjects = intent.servers.flatMap(({ id, alias }) => {
      const server = loaded.get(id);
      if (server === undefined) return [];
      const tools = server.tools.map(({ name }) => name);
      return [{ enforced: asking, server, alias, tools, unread: unreadTools(server.skips) }];
    });
    const effects = subjects.map((subject) => ({
      id: subject.server.id,
      alias: subject.alias,
      text: serverEffect(subject),
    }));
    const about = asked && subjects.find(({ server }) => server.id === asked.id);
    const answer =
      asked !== undefined && about?.tools.includes(asked.tool) ? toolEffect(asked.tool, about) : '';
    return {
      kind: 'document',
      file: format.file,
      mime: format.language === 'json' ? 'application/json' : 'text/plain',
      text,
      effects,
      note: answer.includes(' grant') ? grantNote : '',
      gaps: gaps.map((gap) => gapText(gap, format.label)),
      steps: [
        format.save,
        ...(format.namesServer ? ['Put in your own names for the servers where they differ.'] : []),
      ],
      answer,
    };
  } catch (thrown) {
    // Names that a format cannot hold are told with a remedy; anything else is our own bug.
    if (!(thrown instanceof Error && 'remedy' in thrown)) throw thrown;
    return { kind: 'problem', message: thrown.message, remedy: String(thrown.remedy) };
  }
}

/** The recommended decisions, and the person's own where there are some. */
export function intentFor(loaded: ReadonlyMap<string, LoadedServer>, { servers, preset }: State): Intent {
  const present = servers.flatMap(({ id, alias, choices }) => {
    const server = loaded.get(id);
    return server === undefined ? [] : [{ server, alias, choices }];
  });
  const recommended = intentOf(
    present.map(({ server, alias, choices }) => ({
      id: server.id,
      title: server.title,
      skips: server.skips,
      alias: alias === '' ? undefined : alias,
      tools: server.tools.filter(({ name }) => choices.get(name)?.kind !== 'omit'),
    })),
    { preset },
  );
  return {
    servers: recommended.servers.map((server, index) => ({
      ...server,
      tools: server.tools.map(({ name, decision }) => {
        const choice = present[index]?.choices.get(name);
        return choice === undefined || choice.kind === 'omit'
          ? { name, decision }
          : { name, decision: decisionFor(choice, decision) };
      }),
    })),
  };
}

/** Asks each question once. */
function once(enforced: Enforced): Enforced {
  const known = new Map<string, Outcome>();
  return {
    names: enforced.names,
    outcome: (server, tool) => {
      const key = JSON.stringify([server, tool]);
      const outcome = known.get(key) ?? enforced.outcome(server, tool);
      known.set(key, outcome);
      return outcome;
    },
  };
}
