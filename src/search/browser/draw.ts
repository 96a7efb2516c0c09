// Hits as rows of a list, the way the site's other lists show tools. Everything is set as text.
import { capital, visible } from '../../model/wording.ts';
import type { Hit } from '../client/client.ts';
import type { SiteSearch } from './site-search.ts';

/** A row: level, name with a link, category, server. */
export function drawHit(hit: Hit, site: SiteSearch): HTMLLIElement {
  const name = element('a', { class: 'title', href: site.toolAddress(hit.server, hit.slug) }, [
    element('code', {}, [visible(hit.name, 80)]),
  ]);
  const path = hit.server.slice(hit.server.indexOf('/') + 1);
  return element('li', {}, [
    element('span', { class: `risk ${hit.level}` }, [capital(hit.level)]),
    element('span', {}, [
      name,
      ...(hit.described === true ? [element('span', { class: 'what' }, ['by its description'])] : []),
    ]),
    element('span', { class: 'kind small' }, [hit.category]),
    element('span', { class: 'place small' }, [
      element('a', { href: site.serverAddress(hit.server) }, [element('bdi', {}, [visible(path, 80)])]),
    ]),
  ]);
}

/** An element with attributes and children; strings become text. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Arrow keys go from the field through the links and back; escape goes back to the field at once. */
export function moveByArrows(
  event: KeyboardEvent,
  field: HTMLInputElement,
  links: readonly HTMLAnchorElement[],
): void {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = links.findIndex((link) => link.matches(':focus'));
  const inField = document.activeElement === field;
  if (at < 0 && !inField) return;
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (event.key === 'Escape' && at >= 0) {
    event.preventDefault();
    field.focus();
  } else if (step !== 0 && !(inField && step < 0)) {
    const next = at + step < 0 ? field : links[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }
}
