// Other people's text, fit to be read: nothing hidden, nothing that turns the reading direction, every line kept.
import { visible } from '../model/wording.ts';

/** The whole text with its lines; tabs become spaces, every other invisible character an escape. */
export function authorLines(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, '  ')
    .split('\n')
    .map((line) => visible(line).trimEnd())
    .join('\n')
    .trim();
}

/** The text on one line, cut at a word near `longest` characters. */
export function oneLine(text: string, longest = Number.POSITIVE_INFINITY): string {
  // Much of a long text would be made visible only to be cut; white space may shrink what is left.
  const read = Math.min(20_000, 20 * longest);
  const line = visible(text.slice(0, read).replace(/\s+/g, ' ').trim());
  const characters = Array.from(line);
  if (characters.length <= longest) return line;
  const cut = characters.slice(0, longest - 1).join('');
  const word = cut.lastIndexOf(' ');
  return `${(word > longest / 2 ? cut.slice(0, word) : cut).replace(/[\s.,;:]+$/, '')}…`;
}

/** A web address that may stand in a link: http or https, otherwise undefined. */
export function safeHref(address: string | undefined): string | undefined {
  if (address === undefined || !/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  return new URL(address).href;
}

/** The same address as RFC 3986 spells it, for programs that are stricter than browsers. */
export function strictUri(address: string): string {
  return (URL.canParse(address) ? new URL(address).href : address)
    .toWellFormed()
    .replace(/%(?![0-9A-Fa-f]{2})|[^%A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]/gu, encodeURIComponent);
}

/** A description as a page shows it: all of it, the end folded away when it is very long. */
export interface AuthorText {
  readonly shape: 'short' | 'long';
  readonly shown: string;
  /** What follows `shown`; empty when that is everything. */
  readonly rest: string;
  /** Characters of the text that are in neither, because it is longer than a page shows. */
  readonly omitted: number;
}

const shortText = 160;
/** Bytes, since a Chinese text says as much in a third of the characters. */
const unfolded = 900;

/** Undefined when there is no text. Of a text longer than `longest` bytes, only the beginning. */
export function authorText(text: string, longest = Number.POSITIVE_INFINITY): AuthorText | undefined {
  const all = authorLines(text);
  if (all === '') return undefined;
  if (all.length <= shortText && !all.includes('\n')) {
    return { shape: 'short', shown: all, rest: '', omitted: 0 };
  }
  const lines = beginning(all, longest);
  const shown = beginning(lines, unfolded);
  return {
    shape: 'long',
    shown: shown.trimEnd(),
    rest: lines.slice(shown.length).trim(),
    omitted: all.length - lines.length,
  };
}

/** The text up to a word near `bytes` bytes of UTF-8; all of it when it is shorter. */
function beginning(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.min(bytes, text.length * 3)));
  if (read >= text.length) return text;
  const cut = text.slice(0, read).search(/\s\S*$/);
  return text.slice(0, cut < read / 2 ? read : cut);
}
