// JSON in pieces that the page colors. Joined, the pieces are the text, byte for byte.
import { element } from './element.ts';

/** Longer texts are shown in one piece. */
const longestColored = 4_000;

/** The text as nodes: keys, strings and numbers in spans. */
export function colored(text: string, isJson: boolean): readonly (Node | string)[] {
  if (!isJson || text.length > longestColored) return [text];
  const nodes: (Node | string)[] = [];
  let from = 0;
  for (const { 0: piece, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g)) {
    nodes.push(text.slice(from, index));
    from = index + piece.length;
    const kind = !piece.startsWith('"') ? 'number' : text.startsWith(':', from) ? 'key' : 'string';
    nodes.push(element('span', { class: kind }, [piece]));
  }
  return [...nodes, text.slice(from)];
}
