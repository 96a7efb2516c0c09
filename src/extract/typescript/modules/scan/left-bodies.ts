// Which bodies of functions are left out when a file is parsed: those that say nothing about the module as a whole.
import { type Body, scanBodies } from './scan-bodies.ts';

/** The bodies of a text, of which some are left out and others kept; -1 stands for no body. */
export interface LeftBodies {
  readonly list: readonly Body[];
  /** True for a body that is parsed with what is around it. */
  isKept(body: number): boolean;
  /** Keeps all bodies inside a body, of -1 all there are; gives those that were not kept before. */
  keepInside(body: number): readonly number[];
  /** The body itself, or the nearest one around it that is left out. */
  partOf(body: number): number;
  /** The innermost body around an offset. */
  bodyAt(offset: number): number;
  /** The bodies left out that start between two offsets and hold a word, outside those left out inside them, in order. */
  holding(word: string, from: number, to: number): readonly number[];
}

/** What is about the module as a whole wherever it stands: imports and exports, also those that compilers write. */
const wholeModule = /\b(?:exports?|import|__exportStar|__reExport)\b/g;

/** Shorter files are parsed whole: there is little to save, and what is damaged in them is told wherever it stands. */
const shortestFile = 20_000;

/** The bodies to leave out; undefined for a text that has to be parsed whole. */
export function leftBodies(text: string): LeftBodies | undefined {
  if (text.length < shortestFile) return undefined;
  const scanned = scanBodies(text);
  if (scanned === undefined || scanned.list.length === 0) return undefined;
  const { list } = scanned;
  const kept = new Uint8Array(list.length);
  const known = new Map<string, readonly number[]>();
  const startOf = (body: number | undefined) => list[body ?? -1]?.start ?? 0;
  const inOrder = list.map((_, body) => body);

  const bodyAt = (offset: number): number => {
    let body = firstFrom(inOrder, offset + 1, startOf) - 1;
    for (let at = list[body]; at !== undefined && at.end <= offset; at = list[body]) body = at.parent;
    return body;
  };
  const partOf = (body: number): number => {
    let part = body;
    while (kept[part] === 1) part = list[part]?.parent ?? -1;
    return part;
  };
  const partsHolding = (word: string): readonly number[] => {
    const present = known.get(word);
    if (present !== undefined) return present;
    const parts = new Set(scanned.holding(word).map(partOf));
    parts.delete(-1);
    const found = [...parts].sort((a, b) => a - b);
    known.set(word, found);
    return found;
  };

  for (const { 0: word, index } of text.matchAll(wholeModule)) {
    // `import(…)` and `import.meta` are expressions.
    if (word === 'import' && /[(.]/.test(text[index + word.length] ?? '')) continue;
    for (let body = bodyAt(index); body >= 0 && kept[body] === 0; body = list[body]?.parent ?? -1)
      kept[body] = 1;
  }
  return {
    list,
    isKept: (body) => kept[body] === 1,
    keepInside: (body) => {
      const found: number[] = [];
      const end = list[body]?.end ?? text.length;
      for (let inner = body + 1; inner < list.length && startOf(inner) < end; inner += 1) {
        if (kept[inner] === 0) found.push(inner);
        kept[inner] = 1;
      }
      known.clear();
      return found;
    },
    partOf,
    bodyAt,
    holding: (word, from, to) => {
      const found = partsHolding(word);
      return found.slice(firstFrom(found, from, startOf), firstFrom(found, to, startOf));
    },
  };
}

/** The place in a list of bodies of the first that starts at or behind an offset. */
function firstFrom(
  bodies: readonly number[],
  offset: number,
  startOf: (body: number | undefined) => number,
): number {
  let low = 0;
  let high = bodies.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(bodies[middle]) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
