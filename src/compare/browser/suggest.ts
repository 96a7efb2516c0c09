// Suggestions for the fields: while one types words, the search of the site finds tools, and a press fills one in.
import type { Search } from '../../search/client/client.ts';
import { readReference, serverReference, toolReference } from '../../view/reference.ts';
import { element } from './draw.ts';

const shown = 8;
const pause = 120;

/** Makes the fields of the form suggest below it. What searches is fetched with the first words. */
export function suggest(page: HTMLElement, fields: readonly HTMLInputElement[], root: string): void {
  const list = page.querySelector<HTMLElement>('[data-found]');
  const status = page.querySelector<HTMLElement>('[data-finding]');
  if (list === null || status === null) return;
  let search: Promise<Search> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (said: string, buttons: readonly Node[]) => {
    status.textContent = said;
    list.replaceChildren(...buttons.map((button) => element('li', {}, [button])));
    list.hidden = buttons.length === 0;
  };
  const choose = (field: HTMLInputElement, path: string) => {
    field.value = path;
    show('', []);
    (
      fields.find(({ value }) => value === '') ?? page.querySelector<HTMLElement>('form.compare button')
    )?.focus();
  };
  const look = async (field: HTMLInputElement) => {
    const words = field.value.trim();
    if (words.length < 2 || readReference(words, root) !== undefined) return show('', []);
    try {
      search ??= import('../../search/client/client.ts').then(({ createSearch }) =>
        createSearch((address, options) => fetch(address, options), `${root}search-index/`),
      );
      const found = await (await search).search(words, {}, shown);
      if (found === undefined || field.value.trim() !== words) return;
      const tools = found.hits.map(({ name, server, slug }) =>
        button([element('code', {}, [name.slice(0, 60)]), ` on ${server}`], () =>
          choose(field, toolReference(server, slug).path),
        ),
      );
      const servers = [...new Set(found.hits.map(({ server }) => server))].map((id) =>
        button([`Server ${id}`], () => choose(field, serverReference(id).path)),
      );
      show(tools.length === 0 ? 'No tool has these words.' : 'Choose one:', [...tools, ...servers]);
    } catch {
      show('The search could not be loaded.', []);
    }
  };
  for (const field of fields) {
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(field), pause);
    });
  }
}

function button(children: readonly (Node | string)[], press: () => void): HTMLElement {
  const made = element('button', { type: 'button', class: 'quiet', dir: 'auto' }, children);
  made.addEventListener('click', press);
  return made;
}
