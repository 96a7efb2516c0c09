// A server as a row, the way the finished pages show it. Everything is set as text.
import { levels } from '../model/vocabulary.ts';
import { barOf } from '../view/bar.ts';
import type { ListedServer } from '../view/server-table.ts';

/** Name, what it is, how its tools are spread over the levels. */
export function drawServer(server: ListedServer): HTMLLIElement {
  const name = element('span', {}, [
    element('a', { class: 'title', href: server.href }, [element('bdi', {}, [server.title])]),
    ...(server.gone ? [element('span', { class: 'muted small' }, [' (gone)'])] : []),
    ...(server.path === undefined
      ? []
      : [element('span', { class: 'what' }, [element('code', {}, [server.path])])]),
    ...(server.what === '' ? [] : [element('bdi', { class: 'what' }, [server.what])]),
  ]);
  const size = element('span', { class: 'small n' }, [
    server.size,
    element('span', { class: 'what' }, [server.from]),
  ]);
  return element('li', {}, [name, size, spread(server)]);
}

function spread({ levels: tools }: ListedServer): HTMLElement {
  const segments = barOf(tools);
  if (segments.length === 0) return element('span', {});
  const bar = shape('svg', {
    class: 'bar',
    viewBox: '0 0 100 8',
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': segments.map(({ level, tools: n }) => `${n} ${level}`).join(', '),
  });
  for (const { level, x, width } of segments) {
    bar.append(shape('rect', { class: level, x: `${x}`, y: '0', width: `${width}`, height: '8' }));
  }
  const counts = levels
    .toReversed()
    .filter(({ id }) => tools[id] > 0)
    .map(({ id }) => element('span', { class: id }, [`${tools[id].toLocaleString('en-US')} ${id}`]));
  return element('span', {}, [bar, element('span', { class: 'counts' }, counts)]);
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function shape(tag: 'svg' | 'rect', attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
