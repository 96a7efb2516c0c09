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

/** A description as a page shows it: all of it, the end folded away when it is very long. */
export interface AuthorText {
  readonly shape: 'short' | 'long';
  readonly shown: string;
  /** What follows `shown`; empty when that is everything. */
  readonly rest: string;
}

const shortText = 160;
const unfolded = 900;

/** Undefined when there is no text. */
export function authorText(text: string): AuthorText | undefined {
  const lines = authorLines(text);
  if (lines === '') return undefined;
  if (lines.length <= shortText && !lines.includes('\n')) return { shape: 'short', shown: lines, rest: '' };
  if (lines.length <= unfolded) return { shape: 'long', shown: lines, rest: '' };
  const cut = lines.slice(0, unfolded).search(/\s\S*$/);
  const end = cut < unfolded / 2 ? unfolded : cut;
  return { shape: 'long', shown: lines.slice(0, end).trimEnd(), rest: lines.slice(end).trimStart() };
}
