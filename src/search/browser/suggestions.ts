// A search field anywhere on the site: the best hits below it while one types, and a link to all of them.

import { drawHit, element, moveByArrows } from './draw.ts';
import { allText, statusText, unavailableText } from './sentences.ts';
import { debounced, siteSearch } from './site-search.ts';

const shown = 8;

/** Makes a field suggest. The form goes on to work as a form. */
export function attachSuggestions(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name=q]');
  if (field === null) return;
  const site = siteSearch(form);
  const status = element('p', { role: 'status', class: 'hidden' });
  const list = element('ul', { class: 'rows' });
  const all = element('a', { class: 'all' });
  const panel = element('div', { class: 'found' }, [list, all]);
  panel.hidden = true;
  form.append(status, panel);

  const links = () => [...list.querySelectorAll<HTMLAnchorElement>('a.title'), all];
  const close = () => {
    panel.hidden = true;
    status.textContent = '';
  };
  const suggest = async () => {
    const query = field.value.trim();
    if (query === '') return close();
    try {
      const answer = await site.search.search(field.value, {}, shown);
      if (answer === undefined || field.value.trim() !== query || !form.contains(document.activeElement))
        return;
      const found = statusText(query, answer, false);
      list.replaceChildren(...answer.hits.map((hit) => drawHit(hit, site)));
      all.textContent = answer.hits.length === 0 ? found : allText(answer);
      all.href = `${site.page}?${new URLSearchParams({ q: query })}`;
      status.textContent = answer.hits.length === 0 ? found : `${found}. The arrow keys go through them.`;
    } catch {
      list.replaceChildren();
      all.textContent = status.textContent = unavailableText;
      all.href = site.page;
    }
    panel.hidden = false;
  };

  field.addEventListener(
    'input',
    debounced(() => void suggest()),
  );
  field.addEventListener('focus', () => {
    if (list.childElementCount > 0 && field.value.trim() !== '') panel.hidden = false;
  });
  form.addEventListener('keydown', (event) => {
    if (panel.hidden) return;
    if (event.key === 'Escape' && document.activeElement === field) {
      event.preventDefault();
      close();
    } else moveByArrows(event, field, links());
  });
  form.addEventListener('focusout', (event) => {
    if (!(event.relatedTarget instanceof Node && form.contains(event.relatedTarget))) close();
  });
  // A press beside a link must not take the focus away, or the panel would close under the pointer.
  panel.addEventListener('mousedown', (event) => {
    if (!(event.target instanceof Element && event.target.closest('a') !== null)) event.preventDefault();
  });

  site.search.warm().catch(() => undefined);
  if (field.value.trim() !== '') void suggest();
}
