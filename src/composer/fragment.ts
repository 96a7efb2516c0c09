// The state as the part of an address after #, which browsers send to nobody: written, and read with doubt.
import { isServerId } from '../model/server.ts';
import { type LimitWindow, limitWindows } from '../policy/document.ts';
import { presets } from '../policy/table.ts';
import { type Choice, empty, limitOf, next, type State } from './state.ts';

/** Longest fragment that is written or read, in characters; chat programs cut longer links. */
export const longestFragment = 8_000;

const plainKinds = ['allow', 'ask', 'deny', 'hide', 'omit'] as const;

/** The fragment, without `#`; undefined when the state does not fit into a link. */
export function fragmentOf({ preset, format, servers }: State): string | undefined {
  const parts: string[] = [];
  const add = (key: string, text: string) => parts.push(`${key}=${written(text)}`);
  if (preset !== empty.preset) add('preset', preset);
  if (format !== empty.format) add('format', format);
  for (const { id, alias, choices } of servers) {
    add('server', id);
    if (alias !== '') add('alias', alias);
    for (const [tool, choice] of choices) {
      if (choice.kind === 'limit') add('limit', `${choice.max}.${choice.window}.${tool}`);
      else add(choice.kind, tool);
    }
  }
  const fragment = parts.join('&');
  return fragment.length > longestFragment ? undefined : fragment;
}

export interface ReadFragment {
  readonly state: State;
  /** Parts that mean nothing here; they were left out. */
  readonly unread: number;
}

/** The state that a fragment holds; `formats` are the known ids. */
export function readFragment(fragment: string, formats: readonly string[]): ReadFragment {
  const text = fragment.replace(/^#/, '');
  if (text === '') return { state: empty, unread: 0 };
  if (text.length > longestFragment) return { state: empty, unread: 1 };
  let state = empty;
  let unread = 0;
  let server: string | undefined;
  for (const part of text.split('&')) {
    const at = part.indexOf('=');
    const value = at < 0 ? undefined : readBack(part.slice(at + 1));
    const after =
      value === undefined ? undefined : withPart(state, server, part.slice(0, at), value, formats);
    if (after === undefined) {
      unread += 1;
      // What follows would belong to a server that is not there.
      if (part.startsWith('server=')) server = undefined;
      continue;
    }
    state = after;
    if (part.startsWith('server=')) server = value;
  }
  return { state, unread };
}

function withPart(
  state: State,
  id: string | undefined,
  key: string,
  value: string,
  formats: readonly string[],
): State | undefined {
  const preset = presets.find((one) => one.id === value);
  if (key === 'preset') return preset && next(state, { kind: 'preset', preset: preset.id });
  if (key === 'format') {
    return formats.includes(value) ? next(state, { kind: 'format', format: value }) : undefined;
  }
  if (key === 'server') {
    const after = value.length <= 300 && isServerId(value) ? next(state, { kind: 'add', id: value }) : state;
    return after === state ? undefined : after;
  }
  if (id === undefined) return undefined;
  if (key === 'alias') return next(state, { kind: 'alias', id, alias: value });
  const chosen = choiceOf(key, value);
  return chosen && next(state, { kind: 'choose', id, ...chosen });
}

function choiceOf(
  key: string,
  value: string,
): { readonly tool: string; readonly choice: Choice } | undefined {
  const kind = plainKinds.find((one) => one === key);
  if (kind !== undefined) return value === '' ? undefined : { tool: value, choice: { kind } };
  const [, max = '', window, tool = ''] = /^(\d{1,7})\.(minute|hour|day)\.([\s\S]+)$/.exec(value) ?? [];
  if (key !== 'limit' || !isWindow(window) || Number(max) < 1) return undefined;
  const choice = limitOf(Number(max), window);
  return choice === undefined ? undefined : { tool, choice };
}

function isWindow(text: string | undefined): text is LimitWindow {
  return limitWindows.some((window) => window === text);
}

/** Any text, also with half characters, which addresses cannot hold: they are JSON escapes in it. */
function written(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1);
  return encodeURIComponent(escaped).replaceAll('%2F', '/').replaceAll('%40', '@');
}

function readBack(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(`"${decodeURIComponent(text)}"`);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
