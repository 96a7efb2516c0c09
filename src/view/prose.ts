// Sentences that hold names: our words as text, other people's names in code type. Markup is left to the components.
import { visible } from '../model/wording.ts';

/** A piece of a sentence: our text, a name or value in code type, a link, or words of the author. */
export type Part =
  | string
  | { readonly code: string; readonly href?: string }
  | { readonly href: string; readonly text: string }
  | { readonly author: string };

/** A sentence or paragraph. */
export type Prose = readonly Part[];

/** Longest name that a heading or sentence shows whole. */
const longestName = 60;

/** Longest name or value inside a sentence made elsewhere. */
const longestCode = 100;

/** A foreign name in code type: invisible characters as escapes, cut when very long. */
export function code(name: string, longest = longestName): Part {
  return { code: visible(name, longest) };
}

/** Builds prose from a template: `prose\`${code(name)} acts.\``. */
export function prose(strings: TemplateStringsArray, ...slots: readonly (Part | Prose | number)[]): Prose {
  return strings.flatMap((text, index) => {
    const slot = slots[index];
    const parts =
      slot === undefined ? [] : isProse(slot) ? slot : [typeof slot === 'number' ? `${slot}` : slot];
    return text === '' ? parts : [text, ...parts];
  });
}

function isProse(slot: Part | Prose | number): slot is Prose {
  return Array.isArray(slot);
}

/** Prose of a text that marks names with backticks, as rationales and policy sentences do. */
export function fromBackticks(text: string): Prose {
  return text
    .split('`')
    .map(
      (piece, index, all): Part =>
        index % 2 === 0
          ? visible(piece)
          : index === all.length - 1
            ? `\`${visible(piece)}`
            : code(piece, longestCode),
    )
    .filter((part) => part !== '');
}

/** The same words without any markup, for titles and metadata. */
export function plain(text: Prose): string {
  return text
    .map((part) =>
      typeof part === 'string'
        ? part
        : 'code' in part
          ? part.code
          : 'author' in part
            ? part.author
            : part.text,
    )
    .join('');
}

/** The parts that begin within the first `longest` characters, with an ellipsis where others follow. */
export function beginning(text: Prose, longest: number): Prose {
  let length = 0;
  const shown = text.filter((part) => {
    const begins = length;
    length += plain([part]).length;
    return begins < longest;
  });
  return shown.length === text.length ? text : [...shown, ' …'];
}

/** Sentences one after the other, with a space between; empty ones vanish. */
export function sentences(...all: readonly (Prose | undefined)[]): Prose {
  return all
    .filter((one): one is Prose => one !== undefined && one.length > 0)
    .flatMap((one, index) => (index === 0 ? one : [' ', ...one]));
}

/** "`a`", "`a` and `b`", "`a`, `b`, and 4 more". */
export function listed(items: readonly Part[], limit = Number.POSITIVE_INFINITY): Prose {
  const shown = items.length > limit ? items.slice(0, limit) : items;
  const rest = items.length - shown.length;
  const all: readonly Part[] = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.flatMap((item, index) => {
    if (index === 0) return [item];
    const last = index === all.length - 1;
    return [last ? (all.length === 2 ? ' and ' : ', and ') : ', ', item];
  });
}
