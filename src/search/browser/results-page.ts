// The search page: hits and choices for the query in its address, drawn anew as either changes.
import type { Answer } from '../client/client.ts';
import { type Dimension, dimensions } from '../format.ts';
import { addressOf, isNarrowed, type PageState, stateOf } from './address-state.ts';
import { drawHit, moveByArrows } from './draw.ts';
import { choiceText, hintText, statusText, unavailableText } from './sentences.ts';
import { debounced, siteSearch } from './site-search.ts';

const rowsAtOnce = 30;
/** Quick answers come without a word about waiting. */
const patience = 250;

/** Brings the page to life. Without it the page explains and links to the lists. */
export function attachResults(page: HTMLElement, form: HTMLFormElement): void {
  const part = <Kind extends HTMLElement = HTMLElement>(name: string): Kind => {
    const found = page.querySelector<Kind>(`[data-${name}]`);
    if (found === null) throw new Error(`The search page has no part "${name}".`);
    return found;
  };
  const field = form.querySelector<HTMLInputElement>('input[name=q]');
  if (field === null) return;
  const site = siteSearch(form);
  const status = part('status');
  const correction = part('correction');
  const results = part('results');
  const hits = part('hits');
  const hint = part('hint');
  const browse = part('browse');
  const choices = part('choices');
  const more = part<HTMLButtonElement>('more');
  const clear = part<HTMLButtonElement>('clear');
  const again = part<HTMLButtonElement>('again');
  let most = rowsAtOnce;

  const boxes = () => [...choices.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const stateNow = (): PageState => ({
    query: field.value,
    filters: Object.fromEntries(
      dimensions.map((dimension) => [
        dimension,
        boxes()
          .filter(({ name, checked }) => name === dimension && checked)
          .map(({ value }) => value),
      ]),
    ),
  });
  const show = ({ query, filters }: PageState) => {
    field.value = query;
    for (const box of boxes()) box.checked = filters[box.name as Dimension]?.includes(box.value) === true;
  };
  const remember = (how: 'pushState' | 'replaceState') => {
    const address = addressOf(stateNow());
    if (address !== location.search) history[how](null, '', `${location.pathname}${address}`);
  };

  const draw = (query: string, answer: Answer) => {
    const narrowed = isNarrowed(stateNow().filters);
    const hasMore = answer.hits.length === most && answer.total.n > most;
    status.textContent = statusText(query, answer, narrowed);
    correction.hidden = answer.shownFor === undefined;
    correction.textContent = answer.shownFor === undefined ? '' : `Showing results for “${answer.shownFor}”.`;
    hits.replaceChildren(...answer.hits.map((hit) => drawHit(hit, site)));
    hint.textContent = hintText(answer, narrowed, hasMore);
    more.hidden = !hasMore;
    clear.hidden = !narrowed;
    for (const box of boxes()) {
      const found = answer.facets[box.name as Dimension].get(box.value) ?? { n: 0, exact: true };
      const label = box.closest('li');
      const number = label?.querySelector('[data-number]');
      if (number) number.textContent = choiceText(found);
      // What would leave nothing is not offered, except where the row of choices is short and always the same.
      if (label)
        label.hidden = found.n === 0 && found.exact && !box.checked && label.dataset['always'] === undefined;
    }
    for (const group of choices.querySelectorAll<HTMLElement>('fieldset')) {
      group.hidden = [...group.querySelectorAll('li')].every((row) => row.hidden);
    }
    choices.hidden = answer.hits.length === 0 && !narrowed;
    results.hidden = false;
    browse.hidden = answer.hits.length > 0 || narrowed;
  };

  const run = async () => {
    const { query, filters } = stateNow();
    again.hidden = true;
    document.title = query.trim() === '' ? 'Search' : `Search: ${query.trim()}`;
    if (query.trim() === '') {
      status.textContent = correction.textContent = '';
      results.hidden = true;
      browse.hidden = false;
      return;
    }
    results.setAttribute('aria-busy', 'true');
    const waiting = setTimeout(() => {
      status.textContent = 'Searching.';
    }, patience);
    try {
      const answer = await site.search.search(query, filters, most);
      // Undefined: a later query is on its way, or the field was emptied meanwhile.
      if (answer === undefined || field.value.trim() === '') return;
      draw(query.trim(), answer);
    } catch {
      status.textContent = unavailableText;
      results.hidden = true;
      browse.hidden = false;
      again.hidden = false;
    } finally {
      clearTimeout(waiting);
      results.removeAttribute('aria-busy');
    }
  };
  const restart = (how: 'pushState' | 'replaceState') => {
    most = rowsAtOnce;
    remember(how);
    void run();
  };

  field.addEventListener(
    'input',
    debounced(() => restart('replaceState')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    restart('pushState');
  });
  choices.addEventListener('change', () => restart('pushState'));
  clear.addEventListener('click', () => {
    for (const box of boxes()) box.checked = false;
    restart('pushState');
    field.focus();
  });
  more.addEventListener('click', async () => {
    const before = most;
    most += rowsAtOnce;
    await run();
    hits.querySelectorAll<HTMLAnchorElement>('a.title')[before]?.focus();
  });
  again.addEventListener('click', () => void run());
  page.addEventListener('keydown', (event) =>
    moveByArrows(event, field, [...hits.querySelectorAll<HTMLAnchorElement>('a.title')]),
  );
  window.addEventListener('popstate', () => {
    show(stateOf(location.search));
    most = rowsAtOnce;
    void run();
  });

  if (matchMedia('(max-width: 62rem)').matches) {
    for (const group of choices.querySelectorAll('details')) group.open = false;
  }
  // What was typed before this script came is newer than the address.
  const state = stateOf(location.search);
  show(field.value === '' ? state : { ...state, query: field.value });
  void run();
}
