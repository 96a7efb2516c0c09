// Drawing a comparison. Everything that is not ours is set as text.
import type { Comparison, Piece, Row, Section, Side } from '../comparison.ts';

/** An element with attributes and children; strings become text. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (Node | string)[] = [],
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A link to a page of this site. */
export function link(children: string | readonly (Node | string)[], href: string): HTMLElement {
  return element('a', { href }, typeof children === 'string' ? [children] : children);
}

/** The table, and the choice to see only what differs. */
export function drawComparison({ a, b, sections }: Comparison, root: string): readonly Node[] {
  const box = element('input', { type: 'checkbox' }) as HTMLInputElement;
  const head = element('thead', { role: 'rowgroup' }, [
    element('tr', { role: 'row' }, [
      element('td', { role: 'cell' }),
      ...[a, b].map((side) => element('th', { role: 'columnheader', scope: 'col' }, heading(side, root))),
    ]),
  ]);
  const table = element('table', { role: 'table', 'aria-label': `${a.name} and ${b.name} side by side` }, [
    head,
    ...sections.map((section) => body(section, [a, b], root)),
  ]);
  box.addEventListener('change', () => table.classList.toggle('only-differing', box.checked));
  return [element('label', { class: 'small' }, [box, ' Only what differs']), table];
}

function heading({ name, about, path }: Side, root: string): readonly Node[] {
  return [
    link([element('code', { dir: 'auto' }, [name])], `${root}${path}/`),
    element('span', { class: 'what', dir: 'auto' }, [about]),
  ];
}

function body({ heading, rows, note }: Section, sides: readonly Side[], root: string): HTMLElement {
  const alike = rows.every(({ same }) => same);
  return element('tbody', { role: 'rowgroup', class: alike ? 'alike' : '' }, [
    element('tr', { role: 'row', class: 'section' }, [
      element('th', { role: 'columnheader', colspan: '3', scope: 'rowgroup' }, [heading]),
    ]),
    ...rows.map((row) => line(row, sides, root)),
    ...(note === undefined
      ? []
      : [
          element('tr', { role: 'row' }, [
            element('td', { role: 'cell', colspan: '3', class: 'small muted' }, [note]),
          ]),
        ]),
  ]);
}

function line({ label, code, a, b, same }: Row, sides: readonly Side[], root: string): HTMLElement {
  const name = code === true ? element('code', { dir: 'auto' }, [label]) : label;
  return element('tr', { role: 'row', class: same ? 'alike' : 'differs' }, [
    element('th', { role: 'rowheader', scope: 'row' }, [
      name,
      ...(same ? [] : [element('span', { class: 'what' }, ['differs'])]),
    ]),
    ...[a, b].map((pieces, index) =>
      element('td', { role: 'cell', 'data-side': sides[index]?.name ?? '' }, cell(pieces, root)),
    ),
  ]);
}

function cell(pieces: readonly Piece[], root: string): readonly Node[] {
  if (pieces.length === 0) return [element('span', { class: 'muted' }, ['none'])];
  return pieces.map((one) => element('div', one.only === true ? { class: 'only' } : {}, piece(one, root)));
}

function piece({ text, code, author, level, only, path }: Piece, root: string): readonly (Node | string)[] {
  const shown =
    level !== undefined
      ? element('span', { class: `risk ${level}` }, [text.charAt(0).toUpperCase() + text.slice(1)])
      : code === true
        ? element('code', { dir: 'auto' }, [text])
        : author === true
          ? element('bdi', {}, [`“${text}”`])
          : text;
  const linked = path === undefined ? shown : link([shown], `${root}${path}`);
  return only === true ? [linked, element('span', { class: 'hidden' }, [' (only on this side)'])] : [linked];
}
