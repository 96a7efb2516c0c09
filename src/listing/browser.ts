// The script of the list of servers: narrows and orders it where it stands. Without it links lead to the same lists, one choice at a time.
import { count } from '../model/wording.ts';
import { type ServerDimension, serverDimensions } from '../view/server-dimensions.ts';
import type { ListedServer } from '../view/server-table.ts';
import { drawServer } from './draw-server.ts';
import { addressOf, isWhole, type ListState, stateOf } from './list-state.ts';
import { countsFor, narrowed, serverOrders } from './narrow.ts';

const rowsAtOnce = 100;

const page = document.querySelector<HTMLElement>('[data-listing]');
if (page !== null) attach(page);

function attach(page: HTMLElement): void {
  const part = <Kind extends HTMLElement = HTMLElement>(name: string): Kind => {
    const found = page.querySelector<Kind>(`[data-${name}]`);
    if (found === null) throw new Error(`The list has no part "${name}".`);
    return found;
  };
  const form = part('choices');
  const whole = part('whole');
  const rows = part('rows');
  const status = part('status');
  const more = part<HTMLButtonElement>('more');
  const clear = part<HTMLButtonElement>('clear');
  const order = form.querySelector<HTMLSelectElement>('select[name=order]');
  const address = page.dataset['listing'] ?? '';
  let loading: Promise<readonly ListedServer[]> | undefined;
  let most = rowsAtOnce;

  const servers = () => {
    loading ??= fetch(address).then(async (response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return (await response.json()) as readonly ListedServer[];
    });
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  const boxes = () => [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const stateNow = (): ListState => ({
    chosen: new Map(
      serverDimensions.map((dimension): [ServerDimension, ReadonlySet<string>] => [
        dimension,
        new Set(
          boxes()
            .filter(({ dataset, checked }) => dataset['group'] === dimension && checked)
            .map(({ value }) => value),
        ),
      ]),
    ),
    order: serverOrders.find((one) => one === order?.value) ?? 'name',
  });
  const show = ({ chosen, order: by }: ListState) => {
    for (const box of boxes()) {
      const values = chosen.get(box.dataset['group'] as ServerDimension);
      box.checked = values?.has(box.value) === true;
    }
    if (order !== null) order.value = by;
  };
  const number = (all: readonly ListedServer[], { chosen }: ListState) => {
    for (const dimension of serverDimensions) {
      const counts = countsFor(all, chosen, dimension);
      for (const box of boxes().filter(({ dataset }) => dataset['group'] === dimension)) {
        const place = box.closest('li')?.querySelector('[data-number]');
        if (place) place.textContent = (counts.get(box.value) ?? 0).toLocaleString('en-US');
      }
    }
  };
  const draw = async () => {
    const state = stateNow();
    clear.hidden = isWhole(state);
    try {
      const all = await servers();
      const found = narrowed(all, state.chosen, state.order);
      number(all, state);
      whole.hidden = !isWhole(state);
      rows.hidden = isWhole(state);
      rows.replaceChildren(...(isWhole(state) ? [] : found.slice(0, most).map(drawServer)));
      more.hidden = isWhole(state) || found.length <= most;
      status.textContent =
        found.length === 0
          ? 'No server passes these choices.'
          : `${count(found.length, 'server')}${found.length === all.length ? '' : ' with these choices'}`;
    } catch {
      status.textContent = 'The list of servers could not be loaded. Choose again to try once more.';
    }
  };
  const changed = () => {
    most = rowsAtOnce;
    const address = `${location.pathname}${addressOf(stateNow())}`;
    if (address !== `${location.pathname}${location.search}`) history.pushState(null, '', address);
    void draw();
  };

  form.addEventListener('change', changed);
  clear.addEventListener('click', () => {
    show({ chosen: new Map(), order: 'name' });
    changed();
    form.querySelector('summary')?.focus();
  });
  more.addEventListener('click', async () => {
    const before = most;
    most += rowsAtOnce;
    await draw();
    rows.querySelectorAll<HTMLAnchorElement>('a.title')[before]?.focus();
  });
  window.addEventListener('popstate', () => {
    show(stateOf(location.search));
    void draw();
  });
  if (matchMedia('(max-width: 62rem)').matches) {
    for (const group of form.querySelectorAll('details')) group.open = false;
  }
  form.classList.add('live');
  // A browser that goes back fills the form by itself; the address is what counts.
  show(stateOf(location.search));
  if (!isWhole(stateNow())) void draw();
}
