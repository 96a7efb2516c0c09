// Making elements. Everything that is not ours is set as text.

/** An element with attributes and children; strings become text. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A sentence of the policy room: what stands between backticks becomes code. */
export function sentence(text: string): readonly (Node | string)[] {
  const pieces = text.split('`');
  return pieces.map((piece, index) => {
    if (index % 2 === 0) return piece;
    return index === pieces.length - 1 ? `\`${piece}` : element('code', {}, [piece]);
  });
}

/** The part of a page that a name is for. */
export function partOf<Kind extends HTMLElement = HTMLElement>(page: ParentNode, name: string): Kind {
  const found = page.querySelector<Kind>(`[data-${name}]`);
  if (found === null) throw new Error(`The composer has no part "${name}".`);
  return found;
}
