// What a person has put together: servers, their own names for them, decisions that differ, preset and format.
import type { LimitWindow } from '../policy/document.ts';
import type { Preset } from '../policy/table.ts';

/** A decision that a person made for one tool in place of the recommended one. */
export type Choice =
  | { readonly kind: 'allow' | 'ask' | 'deny' | 'hide' }
  /** Leaves the tool out of the document. */
  | { readonly kind: 'omit' }
  | { readonly kind: 'limit'; readonly max: number; readonly window: LimitWindow };

/** A server of the document. */
export interface ChosenServer {
  readonly id: string;
  /** The person's own name for it; empty for one made from the id. */
  readonly alias: string;
  /** By tool name; other tools follow the recommendation. */
  readonly choices: ReadonlyMap<string, Choice>;
}

export interface State {
  readonly preset: Preset;
  /** Id of a format. */
  readonly format: string;
  readonly servers: readonly ChosenServer[];
}

/** Something that a person did. */
export type Deed =
  | { readonly kind: 'add' | 'remove' | 'undo'; readonly id: string }
  | { readonly kind: 'alias'; readonly id: string; readonly alias: string }
  /** Without a choice the tool follows the recommendation again. */
  | {
      readonly kind: 'choose';
      readonly id: string;
      readonly tool: string;
      readonly choice?: Choice | undefined;
    }
  | { readonly kind: 'preset'; readonly preset: Preset }
  | { readonly kind: 'format'; readonly format: string };

/** What one document may hold. */
export const most = { servers: 50, calls: 1_000_000, aliasLength: 64 } as const;

export const empty: State = { preset: 'balanced', format: 'policy-json', servers: [] };

/** The state after a deed; the same object when nothing changes. */
export function next(state: State, deed: Deed): State {
  switch (deed.kind) {
    case 'preset':
      return deed.preset === state.preset ? state : { ...state, preset: deed.preset };
    case 'format':
      return deed.format === state.format ? state : { ...state, format: deed.format };
    case 'add': {
      const known = state.servers.some(({ id }) => id === deed.id);
      if (known || state.servers.length >= most.servers) return state;
      return { ...state, servers: [...state.servers, { id: deed.id, alias: '', choices: new Map() }] };
    }
    case 'remove': {
      const servers = state.servers.filter(({ id }) => id !== deed.id);
      return servers.length === state.servers.length ? state : { ...state, servers };
    }
    case 'undo':
      return withServer(state, deed.id, (server) =>
        server.choices.size === 0 ? server : { ...server, choices: new Map() },
      );
    case 'alias':
      return withServer(state, deed.id, (server) => {
        const alias = deed.alias.trim().slice(0, most.aliasLength);
        return alias === server.alias ? server : { ...server, alias };
      });
    case 'choose':
      return withServer(state, deed.id, (server) => withChoice(server, deed.tool, deed.choice));
  }
}

/** The same limit within what a document may hold; undefined for what is no count at all. */
export function limitOf(max: number, window: LimitWindow): Choice | undefined {
  if (!Number.isFinite(max)) return undefined;
  return { kind: 'limit', max: Math.min(most.calls, Math.max(1, Math.round(max))), window };
}

function withServer(state: State, id: string, change: (server: ChosenServer) => ChosenServer): State {
  const before = state.servers.find((server) => server.id === id);
  if (before === undefined) return state;
  const after = change(before);
  if (after === before) return state;
  return { ...state, servers: state.servers.map((server) => (server === before ? after : server)) };
}

function withChoice(server: ChosenServer, tool: string, choice: Choice | undefined): ChosenServer {
  const choices = new Map(server.choices);
  if (choice === undefined) {
    if (!choices.delete(tool)) return server;
  } else choices.set(tool, choice);
  return { ...server, choices };
}
