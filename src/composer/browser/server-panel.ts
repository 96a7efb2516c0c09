// One chosen server: its name in your client, its tools worst first, drawn a few at a time.
import { levelRank } from '../../model/vocabulary.ts';
import { count, visible } from '../../model/wording.ts';
import { aliasOf } from '../../policy/intent.ts';
import type { Preset } from '../../policy/table.ts';
import type { LoadedServer, LoadedTool } from '../catalog.ts';
import type { ChosenServer, Deed } from '../state.ts';
import { element } from './element.ts';
import { type ToolRow, toolRow } from './tool-row.ts';

/** Rows that are drawn at once; more come on demand, so that a page of many servers stays quick. */
const rowsAtOnce = 40;

export interface ServerPanel {
  readonly element: HTMLElement;
  /** The tools came, or could not be loaded. */
  fill(server: LoadedServer | undefined): void;
  show(chosen: ChosenServer, preset: Preset): void;
  /** The name that the document knows the server by, when the person gave none. */
  name(alias: string): void;
  open(isOpen: boolean): void;
}

/** Draws a server that was just added. */
export function serverPanel(id: string, root: string, act: (deed: Deed) => void): ServerPanel {
  panels += 1;
  const number = panels;
  const title = element('bdi', {}, [id]);
  const numbers = element('span', { class: 'small muted n' }, ['Loading its tools']);
  const path = element('bdi', { class: 'path small muted' }, [visible(id, 90)]);
  const alias = element('input', {
    id: `composer-alias-${number}`,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: '64',
    placeholder: aliasOf(id),
  });
  const undo = element('button', { type: 'button', class: 'quiet' }, ['Undo changes']);
  const remove = element('button', { type: 'button', class: 'quiet' }, ['Remove']);
  const page = element('a', { href: `${root}servers/${id}/`, class: 'small' }, ['Its page']);
  const filter = element('input', {
    type: 'search',
    id: `composer-filter-${number}`,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const filterField = element('p', { class: 'field' }, [
    element('label', { for: filter.id }, ['Show tools with']),
    filter,
  ]);
  const rows = element('ul', { class: 'rows decisions' });
  const more = element('button', { type: 'button', class: 'quiet' });
  const body = element('div', { class: 'body' }, [
    element('div', { class: 'tools-of' }, [
      element('p', { class: 'field' }, [element('label', { for: alias.id }, ['Your name for it']), alias]),
      filterField,
      element('p', { class: 'acts' }, [page, undo, remove]),
    ]),
    rows,
    more,
  ]);
  const panel = element('details', { class: 'server' }, [
    element('summary', {}, [element('span', { class: 'name' }, [title]), numbers, path]),
    body,
  ]);

  let tools: readonly LoadedTool[] = [];
  let state: { readonly chosen: ChosenServer; readonly preset: Preset } | undefined;
  let drawn = new Map<string, ToolRow>();
  let limit = rowsAtOnce;
  let waiting = true;

  const rowFor = (tool: LoadedTool): ToolRow =>
    drawn.get(tool.name) ??
    toolRow(tool, `${root}tools/${id}/${tool.slug}/`, (choice) =>
      act({ kind: 'choose', id, tool: tool.name, choice }),
    );
  const refresh = () => {
    if (state === undefined) return;
    const { chosen, preset } = state;
    for (const [name, row] of drawn) row.show(preset, chosen.choices.get(name));
    const changed = chosen.choices.size;
    undo.hidden = changed === 0;
    if (!waiting) {
      const severe = tools.filter(({ verdict }) => verdict?.level === 'critical').length;
      numbers.textContent = [
        count(tools.length, 'tool'),
        ...(severe === 0 ? [] : [`${severe} critical`]),
        ...(changed === 0 ? [] : [`${changed} changed`]),
      ].join(', ');
    }
    if (document.activeElement !== alias) alias.value = chosen.alias;
  };
  const draw = () => {
    if (!panel.open) return;
    const words = filter.value.trim().toLowerCase();
    const fitting = tools.filter(({ name }) => name.toLowerCase().includes(words));
    const visibleTools = fitting.slice(0, limit);
    const next = new Map(visibleTools.map((tool) => [tool.name, rowFor(tool)]));
    const fresh = [...next].filter(([name]) => !drawn.has(name));
    drawn = next;
    rows.replaceChildren(...[...next.values()].map((row) => row.element));
    if (state !== undefined)
      for (const [name, row] of fresh) row.show(state.preset, state.chosen.choices.get(name));
    const left = fitting.length - visibleTools.length;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(left, rowsAtOnce)} more of ${left.toLocaleString('en-US')}`;
  };

  panel.addEventListener('toggle', () => {
    if (drawn.size === 0) draw();
    refresh();
  });
  filter.addEventListener('input', () => {
    limit = rowsAtOnce;
    draw();
  });
  more.addEventListener('click', () => {
    const before = limit;
    limit += rowsAtOnce;
    draw();
    rows.children[before]?.querySelector('select')?.focus();
  });
  alias.addEventListener('input', () => act({ kind: 'alias', id, alias: alias.value }));
  undo.addEventListener('click', () => {
    act({ kind: 'undo', id });
    alias.focus();
  });
  remove.addEventListener('click', () => act({ kind: 'remove', id }));

  more.hidden = true;
  filterField.hidden = true;
  return {
    element: panel,
    fill: (server) => {
      waiting = server === undefined;
      if (server === undefined) {
        numbers.textContent = 'Its tools could not be loaded';
        return;
      }
      title.textContent = visible(server.title, 60) || id;
      const named = ` ${visible(server.title, 60) || id}`;
      remove.append(element('span', { class: 'hidden' }, [named]));
      undo.append(element('span', { class: 'hidden' }, [` of${named}`]));
      page.append(element('span', { class: 'hidden' }, [`:${named}`]));
      tools = worstFirst(server.tools);
      filterField.hidden = tools.length <= rowsAtOnce / 2;
      draw();
      refresh();
    },
    show: (chosen, preset) => {
      if (state?.chosen === chosen && state.preset === preset) return;
      state = { chosen, preset };
      refresh();
    },
    name: (name) => {
      alias.placeholder = name;
    },
    open: (isOpen) => {
      panel.open = isOpen;
      if (isOpen && drawn.size === 0) draw();
      refresh();
    },
  };
}

let panels = 0;

function worstFirst(tools: readonly LoadedTool[]): readonly LoadedTool[] {
  const rank = ({ verdict }: LoadedTool) => (verdict === undefined ? 1.5 : levelRank(verdict.level));
  return tools.toSorted((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1));
}
