// A text without the bodies of functions that need not be parsed, and what its offsets are in the whole text.
import type { LeftBodies } from './left-bodies.ts';

export interface Cut {
  readonly text: string;
  /** What is added to an offset before the first body left out, to get the one in the whole text. */
  readonly base: number;
  /** The bodies left out, in order. */
  readonly bodies: readonly number[];
  /** Where the text goes on after each of them, and what is added to offsets from there on. */
  readonly ends: readonly number[];
  readonly shifts: readonly number[];
}

/** An empty statement keeps the braces from being taken for an object. */
const emptied = '{;}';

/** The text between two offsets with a head before it, without the bodies inside the given one that may be left out. */
export function cutText(
  whole: string,
  left: LeftBodies,
  from: number,
  to: number,
  inside: number,
  head: string,
): Cut {
  const pieces = [head];
  const bodies: number[] = [];
  const ends: number[] = [];
  const shifts: number[] = [];
  let length = head.length;
  let at = from;
  for (let body = inside + 1; ; body += 1) {
    const { start, end } = left.list[body] ?? { start: to, end: to };
    if (start >= to) break;
    // What is inside of one that is left out goes with it.
    if (start < at || left.isKept(body)) continue;
    pieces.push(whole.slice(at, start), emptied);
    length += start - at + emptied.length;
    bodies.push(body);
    ends.push(length);
    shifts.push(end - length);
    at = end;
  }
  pieces.push(whole.slice(at, to));
  return { text: pieces.join(''), base: from - head.length, bodies, ends, shifts };
}
