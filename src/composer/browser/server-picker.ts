// The field that finds servers as one types: a combobox with a list below it.
import { count, visible } from '../../model/wording.ts';
import type { ListedServer } from '../catalog.ts';
import { type Findable, findable, findServers } from '../find-servers.ts';
import { element, partOf } from './element.ts';

const shown = 12;

export interface ServerPicker {
  /** Undefined: the list could not be loaded. */
  fill(servers: readonly ListedServer[] | undefined): void;
  focus(): void;
  close(): void;
}

/** Makes the field work. `load` asks for the list, `pick` adds a server, `isChosen` tells which are there. */
export function serverPicker(
  page: HTMLElement,
  load: () => void,
  pick: (id: string) => void,
  isChosen: (id: string) => boolean,
): ServerPicker {
  const field = partOf<HTMLInputElement>(page, 'field');
  const list = partOf<HTMLUListElement>(page, 'options');
  const status = partOf(page, 'found');
  let all: readonly Findable[] | undefined;
  let asked = false;
  let active = -1;

  const options = () => [...list.children].filter((one) => one instanceof HTMLElement);
  const close = () => {
    list.hidden = true;
    active = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };
  const point = (at: number) => {
    active = at;
    for (const [index, option] of options().entries()) {
      option.setAttribute('aria-selected', String(index === at));
      if (index === at) {
        field.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
      }
    }
  };
  const draw = () => {
    if (all === undefined) return;
    const found = findServers(all, field.value, shown);
    list.replaceChildren(
      ...found.servers.map((server, index) => drawOption(server, index, isChosen(server.id))),
    );
    list.hidden = found.servers.length === 0;
    field.setAttribute('aria-expanded', String(!list.hidden));
    active = -1;
    field.removeAttribute('aria-activedescendant');
    status.textContent =
      found.total === 0
        ? 'No server with tools has these words in its name.'
        : found.total > shown
          ? `${count(found.total, 'server')}; the first ${shown} are listed.`
          : `${count(found.total, 'server')}.`;
  };
  const choose = (option: HTMLElement | undefined) => {
    const id = option?.dataset['id'];
    if (id === undefined || isChosen(id)) return;
    field.value = '';
    status.textContent = '';
    close();
    pick(id);
  };
  const open = () => {
    if (!asked) {
      asked = true;
      status.textContent = 'Loading the list of servers.';
      load();
    }
    draw();
  };

  field.addEventListener('focus', open);
  field.addEventListener('click', open);
  field.addEventListener('input', open);
  field.addEventListener('blur', () => {
    close();
    if (field.value === '') status.textContent = '';
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = options();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) draw();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const from = active < 0 && step < 0 ? 0 : active;
      if (rows.length > 0) point((from + step + rows.length) % rows.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(rows[active] ?? (field.value.trim() === '' ? undefined : rows.find((row) => !row.ariaDisabled)));
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  // A press must not take the focus from the field, or the list would close under the pointer.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    if (event.target instanceof Element)
      choose(event.target.closest<HTMLElement>('[role=option]') ?? undefined);
  });

  return {
    fill: (servers) => {
      if (servers === undefined) {
        asked = false;
        status.textContent = 'The list of servers could not be loaded. Type again to try once more.';
        return;
      }
      all = findable(servers);
      if (document.activeElement === field) draw();
      else status.textContent = '';
    },
    focus: () => field.focus(),
    close,
  };
}

function drawOption({ id, title, tools }: ListedServer, index: number, chosen: boolean): HTMLElement {
  return element(
    'li',
    {
      role: 'option',
      id: `composer-option-${index}`,
      'data-id': id,
      'aria-selected': 'false',
      ...(chosen ? { 'aria-disabled': 'true' } : {}),
    },
    [
      element('bdi', { class: 'name' }, [visible(title, 60) || id]),
      element('span', { class: 'n small muted' }, [chosen ? 'added' : count(tools, 'tool')]),
      element('bdi', { class: 'path small muted' }, [visible(id, 90)]),
    ],
  );
}
