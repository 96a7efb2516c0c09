// The composer's page: joins the state, the desk that makes documents, and what is drawn.
import './no-eval.ts';
import { capital, count, visible } from '../model/wording.ts';
import { presets, type Table, useTable } from '../policy/table.ts';
import { deskClient } from './browser/desk-client.ts';
import { documentView } from './browser/document-view.ts';
import { partOf, sentence } from './browser/element.ts';
import { formatTabs } from './browser/format-tabs.ts';
import { type ServerPanel, serverPanel } from './browser/server-panel.ts';
import { serverPicker } from './browser/server-picker.ts';
import type { LoadedServer } from './catalog.ts';
import type { Draft, Effects, ToolRef } from './compose.ts';
import type { Answer } from './desk.ts';
import { fragmentOf, readFragment } from './fragment.ts';
import { type Deed, empty, most, next, type State } from './state.ts';

const page = document.querySelector<HTMLElement>('[data-composer]');
if (page !== null) attach(page);

/** Brings the page to life. Without it the page explains, and links to the files of every server. */
function attach(page: HTMLElement): void {
  const root = page.dataset['root'] ?? '/';
  const table: Table = JSON.parse(page.dataset['table'] ?? '');
  useTable(table);
  const tabList = partOf(page, 'formats');
  const formats = [...tabList.querySelectorAll<HTMLElement>('[data-format]')].map(
    (tab) => tab.dataset['format'] ?? '',
  );
  const servers = partOf(page, 'servers');
  const status = partOf(page, 'status');
  const begin = partOf(page, 'begin');
  const share = partOf(page, 'share');
  const link = partOf(page, 'link');
  const notice = partOf(page, 'notice');
  const meaning = partOf(page, 'meaning');
  const presetBoxes = [...page.querySelectorAll<HTMLInputElement>('input[name=preset]')];
  const panels = new Map<string, ServerPanel>();
  const loaded = new Map<string, LoadedServer>();
  const view = documentView(page);
  let state: State = empty;

  const take = (answer: Answer) => {
    if (answer.kind === 'index') picker.fill(answer.servers);
    else if (answer.kind === 'server') arrived(answer.id, answer.server);
    // Answers to an older state say nothing about this one.
    else if (answer.turn === turn) {
      if (answer.kind === 'draft') drafted(answer.draft);
      else evaluated(answer.effects);
    }
  };
  const order = deskClient(take);
  order({ kind: 'table', table });
  const picker = serverPicker(
    page,
    () => order({ kind: 'index', address: `${root}api/v1/index.json` }),
    (id) => act({ kind: 'add', id }),
    (id) => state.servers.some((server) => server.id === id),
  );
  const markFormat = formatTabs(tabList, (format) => act({ kind: 'format', format }));

  const titleOf = (id: string) => visible(loaded.get(id)?.title ?? '', 60) || id;
  const say = (parts: readonly (Node | string)[]) => status.replaceChildren(...parts);

  let turn = 0;
  let asked: ToolRef | undefined;
  const compose = () => {
    turn += 1;
    if (state.servers.every(({ id }) => !loaded.has(id))) return drafted(undefined);
    page.setAttribute('aria-busy', 'true');
    order({ kind: 'compose', turn, state, asked });
  };
  const drafted = (draft: Draft | undefined) => {
    view.show(draft);
    if (draft?.kind !== 'document') page.removeAttribute('aria-busy');
  };
  const evaluated = (effects: Effects) => {
    view.effects(effects);
    page.removeAttribute('aria-busy');
    if (effects.kind === 'problem') return;
    for (const { id, alias } of effects.servers) panels.get(id)?.name(alias);
    if (effects.answer !== '') say(sentence(effects.answer));
    asked = undefined;
  };

  /** Servers of a link that are still to come: what came is told once, at the end. */
  const awaited = new Set<string>();
  let unreadOfLink = '';
  const arrived = (id: string, server: LoadedServer | undefined) => {
    panels.get(id)?.fill(server);
    if (server !== undefined) loaded.set(id, server);
    if (!awaited.delete(id)) say([loadedText(id, server)]);
    else if (awaited.size === 0) say([openedText(), unreadOfLink]);
    if (server !== undefined) compose();
  };
  const loadedText = (id: string, server: LoadedServer | undefined) => {
    if (server === undefined)
      return `The tools of ${id} could not be loaded; it is not part of the document.`;
    const lost = server.unread === 0 ? '' : ` ${count(server.unread, 'tool')} of it could not be read.`;
    return `${titleOf(id)}: ${count(server.tools.length, 'tool')}.${lost}`;
  };
  const openedText = () => {
    const all = state.servers.flatMap(({ id }) => loaded.get(id) ?? []);
    const tools = all.reduce((sum, server) => sum + server.tools.length, 0);
    const missing = state.servers.length - all.length;
    const lost = missing === 0 ? '' : ` ${count(missing, 'server')} could not be loaded.`;
    return `${count(all.length, 'server')} with ${count(tools, 'tool')}.${lost}`;
  };

  const remember = () => {
    const fragment = fragmentOf(state);
    const path = `${location.pathname}${location.search}`;
    const address = fragment === undefined || fragment === '' ? path : `${path}#${fragment}`;
    link.textContent = new URL(address, location.href).href;
    try {
      history.replaceState(null, '', address);
    } catch {
      // Safari refuses a hundred changes in half a minute; the next one comes through, and the link is right anyway.
    }
    share.hidden = fragment === undefined || state.servers.length === 0;
    notice.hidden = fragment !== undefined;
  };

  const draw = () => {
    begin.hidden = state.servers.length > 0;
    servers.hidden = state.servers.length === 0;
    for (const box of presetBoxes) box.checked = box.value === state.preset;
    meaning.textContent = presets.find(({ id }) => id === state.preset)?.meaning ?? '';
    markFormat(state.format);
    const ids = new Set(state.servers.map(({ id }) => id));
    for (const [id, panel] of panels) {
      if (ids.has(id)) continue;
      panel.element.remove();
      panels.delete(id);
    }
    for (const chosen of state.servers) {
      const panel = panels.get(chosen.id) ?? added(chosen.id);
      panel.show(chosen, state.preset);
    }
  };
  const added = (id: string): ServerPanel => {
    for (const other of panels.values()) other.open(false);
    const panel = serverPanel(id, root, act);
    panels.set(id, panel);
    servers.append(panel.element);
    panel.open(true);
    const known = loaded.get(id);
    if (known === undefined) order({ kind: 'server', id, address: `${root}api/v1/servers/${id}.json` });
    else panel.fill(known);
    return panel;
  };

  function act(deed: Deed): void {
    const before = state;
    state = next(state, deed);
    if (state === before) {
      if (deed.kind === 'add' && before.servers.length >= most.servers)
        say([`One document holds at most ${most.servers} servers.`]);
      return;
    }
    asked = deed.kind === 'choose' ? { id: deed.id, tool: deed.tool } : undefined;
    draw();
    remember();
    compose();
    if (deed.kind === 'add' || deed.kind === 'remove') {
      picker.focus();
      picker.close();
    }
    if (deed.kind === 'remove') say([`${titleOf(deed.id)} was removed.`]);
    if (deed.kind === 'undo') say([`${titleOf(deed.id)}: every tool follows the recommendation.`]);
    if (deed.kind === 'preset') {
      const preset = presets.find(({ id }) => id === deed.preset);
      say([`${capital(preset?.label ?? '')}. ${preset?.meaning ?? ''}`]);
    }
  }

  for (const box of presetBoxes) {
    box.addEventListener('change', () => {
      const preset = presets.find(({ id }) => id === box.value);
      if (preset !== undefined) act({ kind: 'preset', preset: preset.id });
    });
  }
  begin.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const id = button?.dataset['id'];
    if (id !== undefined) act({ kind: 'add', id });
  });

  const open = () => {
    const { state: read, unread } = readFragment(location.hash, formats);
    state = location.hash === '' ? { ...read, preset: table.preset } : read;
    asked = undefined;
    unreadOfLink =
      unread === 0
        ? ''
        : ` Part of this link could not be read: ${count(unread, 'entry', 'entries')} left out.`;
    for (const { id } of state.servers) if (!loaded.has(id)) awaited.add(id);
    draw();
    const [first, ...others] = panels.values();
    first?.open(true);
    for (const panel of others) panel.open(false);
    remember();
    if (unread > 0 && awaited.size === 0) say([unreadOfLink.trim()]);
    compose();
  };
  window.addEventListener('hashchange', () => {
    // The skip link and the like lead to places of the page; they are no state.
    if (location.hash.includes('=')) open();
    else remember();
  });
  partOf(page, 'desk').hidden = false;
  open();
}
