// Where the bodies of functions are in JavaScript, and which words they hold, told without parsing.

import { endOfLine, endOfRegex, endOfString, endOfTemplatePiece, startsLine } from './literal-ends.ts';
import { hashOf, hashStep, wordNotes } from './word-places.ts';

/** The body of a function; offsets are of its opening brace and behind the closing one. */
export interface Body {
  readonly start: number;
  readonly end: number;
  /** Index of the body around it; -1 for none. */
  readonly parent: number;
}

/** The bodies of the longer functions of a text, in the order of their starts. */
export interface Bodies {
  readonly list: readonly Body[];
  /** Indices of the bodies that hold a word outside the bodies inside them, and perhaps a few more. */
  holding(word: string): readonly number[];
}

interface OpenBody extends Body {
  end: number;
  readonly firstWord: number;
  lastWord: number;
}

/** Shorter bodies are not worth being parsed on their own. */
const shortest = 50;
/** Brackets within brackets; deeper texts are made to hurt. */
const deepest = 2000;
/** Longest text in quotes that is noted like a word: the name of a field may be one. */
const longestName = 200;
const longestKeyword = 10;

/**
 * What a bracket is, which tells what may follow its end. Of a `brace` it is not known; `piece` is the `${` of a
 * template, `head` what follows `if` and its like.
 */
type Bracket = 'group' | 'head' | 'loop' | 'list' | 'block' | 'object' | 'body' | 'class' | 'brace' | 'piece';

/** After these words a slash begins a regular expression. */
const operators = [
  'case',
  'default',
  'delete',
  'extends',
  'in',
  'instanceof',
  'new',
  'return',
  'throw',
  'typeof',
  'void',
];
const heads = new Set(['catch', 'for', 'if', 'switch', 'while', 'with']);
const beforeBlocks = new Set(['do', 'else', 'finally', 'try']);
const beforeValues = new Set([...operators, ...beforeBlocks]);
/** May be names or operators. */
const doubtful = new Set(['await', 'yield']);
/** Words that name nothing, unless a dot stands before them. */
const keywords = new Set([
  ...operators,
  ...heads,
  ...beforeBlocks,
  'break',
  'const',
  'continue',
  'false',
  'function',
  'null',
  'this',
  'true',
  'var',
]);

const [wordPart, blank, sign, unusual] = [1, 2, 3, 4] as const;

const kinds = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[\w$#]/.test(character) ? wordPart : /\s/.test(character) ? blank : sign;
});

function kindOf(code: number): number {
  if (code < 128) return kinds[code] ?? sign;
  if (code === 0xa0 || code === 0xfeff || code === 0x2028 || code === 0x2029) return blank;
  // Among these are kinds of white space on which not everybody agrees.
  const isUnusual = code === 0x85 || code === 0x1680 || code === 0x180e || code === 0x3000;
  return isUnusual || (code >= 0x2000 && code <= 0x206f) ? unusual : wordPart;
}

/**
 * Finds the bodies of functions in JavaScript. Undefined for a text that is unbalanced, holds markup, or has a slash of
 * which it is not certain whether it divides: such a text has to be parsed whole.
 */
export function scanBodies(text: string): Bodies | undefined {
  const { length } = text;
  const bodies: OpenBody[] = [];
  const words = wordNotes(length);
  /** The innermost body that is open. */
  let open = -1;
  const brackets: Bracket[] = [];
  /** For each depth whether a class was named there whose body is still to come. */
  const classes: boolean[] = [false];
  /** What came last: a word that may be a keyword, a mark that tells what a brace or slash is, or nothing. */
  let last = ';';
  /** True after something that has a value, where a slash divides. */
  let isValue = false;
  /** The bracket that was opened or closed last. */
  let bracket: Bracket = 'block';
  let at = text.startsWith('#!') ? endOfLine(text, 0) : 0;

  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === blank) at += 1;
    else if (kind === wordPart) word(code);
    else if (kind === unusual || !punctuation(code)) return undefined;
  }
  if (brackets.length > 0) return undefined;
  const places = words.places(bodies);
  return {
    list: bodies,
    holding: (name) =>
      [...places.mayHold(name)].filter((index) => {
        const { start, end } = bodies[index] ?? { start: 0, end: 0 };
        return text.slice(start, end).includes(name);
      }),
  };

  function came(what: string, withValue: boolean): true {
    last = what;
    isValue = withValue;
    return true;
  }

  function word(first: number): void {
    const start = at;
    let hash = 0;
    let code = first;
    do {
      hash = hashStep(hash, code);
      at += 1;
      code = text.charCodeAt(at);
    } while (at < length && kindOf(code) === wordPart);
    if (first >= 48 && first <= 57) {
      if (code === 46) at += 1;
      came('', true);
      return;
    }
    const name = last !== '.' && at - start <= longestKeyword ? text.slice(start, at) : '';
    if (!keywords.has(name)) words.add(hash);
    if (name === 'class') classes[brackets.length] = true;
    const isOf = name === 'of' && isValue && brackets.at(-1) === 'loop';
    // `for await (`
    came(name === 'await' && last === 'for' ? 'for' : name, !isOf && !beforeValues.has(name));
  }

  /** Goes on behind what starts with a mark; false where that is not certain. */
  function punctuation(code: number): boolean {
    switch (code) {
      case 34: // "
      case 39: {
        const end = endOfString(text, at);
        if (end < 0) return false;
        if (end - at <= longestName) words.add(hashOf(text.slice(at + 1, end - 1)));
        at = end;
        return came('', true);
      }
      case 96: // `
        at += 1;
        return templatePiece();
      case 47: // /
        return slash();
      case 40: // (
        return opening(last === 'for' ? 'loop' : heads.has(last) ? 'head' : 'group', '(');
      case 91: // [
        return opening('list', '[');
      case 123: // {
        return opening(braceHere(), '{');
      case 41: // )
      case 93: // ]
      case 125: // }
        return closing(code);
      case 61: // =
        if (text.charCodeAt(at + 1) !== 62) return mark('=');
        at += 1;
        return mark('=>');
      case 46: // .
        if (!text.startsWith('...', at)) return mark('.');
        at += 2;
        return mark('');
      case 43: // +
      case 45: // -
        if (text.charCodeAt(at + 1) !== code) return mark('');
        if (code === 45 && text.charCodeAt(at + 2) === 62 && startsLine(text, at)) return false;
        // What has a value is changed, and has one still.
        at += 2;
        return came('', isValue);
      case 60: // <
        // Markup, or a comment in the way of HTML.
        if (!isValue || text.startsWith('!--', at + 1)) return false;
        while (text.charCodeAt(at + 1) === 60) at += 1;
        return mark('');
      case 92: // \
        return false;
      case 58: // :
        return mark(':');
      case 59: // ;
        return mark(';');
      default:
        return mark('');
    }
  }

  function mark(what: string): true {
    at += 1;
    return came(what, false);
  }

  function slash(): boolean {
    const next = text.charCodeAt(at + 1);
    if (next === 47) {
      at = endOfLine(text, at);
      return true;
    }
    if (next === 42) {
      const end = text.indexOf('*/', at + 2);
      at = end + 2;
      return end >= 0;
    }
    if (doubtful.has(last)) return false;
    if (last === '}' && bracket !== 'object' && bracket !== 'block') return false;
    if (isValue) return mark('');
    const end = endOfRegex(text, at);
    at = end;
    return end >= 0 && came('', true);
  }

  /** Goes to the end of a template or into its next expression. */
  function templatePiece(): boolean {
    const end = endOfTemplatePiece(text, at);
    if (end < 0) return false;
    const isOver = text.charCodeAt(end - 1) === 96;
    at = isOver ? end : end - 1;
    return isOver ? came('', true) : opening('piece', '{');
  }

  function opening(which: Bracket, what: string): boolean {
    if (brackets.length >= deepest) return false;
    if (which === 'class') classes[brackets.length] = false;
    if (which === 'body') {
      bodies.push({ start: at, end: -1, parent: open, firstWord: words.count(), lastWord: -1 });
      open = bodies.length - 1;
    }
    brackets.push(which);
    classes[brackets.length] = false;
    bracket = which;
    return mark(what);
  }

  /** What an opening brace begins. */
  function braceHere(): Bracket {
    if (classes[brackets.length] === true) return 'class';
    if (last === ')') return bracket === 'group' ? 'body' : 'block';
    if (last === '=>') return 'body';
    if (beforeBlocks.has(last) || last === ';') return 'block';
    if (last === '{' || last === '}') return bracket === 'object' ? 'brace' : 'block';
    // A label or a case stands in blocks, the name of a member in objects; `?` may stand in both.
    const around = brackets.at(-1);
    if (last === ':')
      return around === 'object' || around === 'group' || around === 'list' ? 'object' : 'brace';
    return beforeObjects.has(last) && !isValue ? 'object' : 'brace';
  }

  function closing(code: number): boolean {
    const which = brackets.pop();
    if (which === undefined || closers[which] !== code) return false;
    at += 1;
    if (which === 'piece') return templatePiece();
    if (which === 'body') closeBody(at);
    bracket = which;
    return came(String.fromCharCode(code), which === 'group' || which === 'list' || which === 'object');
  }

  function closeBody(end: number): void {
    const body = bodies[open];
    if (body === undefined) return;
    open = body.parent;
    // One that is too short is the last: nothing inside it was kept.
    if (end - body.start < shortest) bodies.pop();
    body.end = end;
    body.lastWord = words.count();
  }
}

const beforeObjects = new Set(['', '(', '[', '=', 'return', 'throw', 'typeof']);

const closers: Readonly<Record<Bracket, number>> = {
  group: 41,
  head: 41,
  loop: 41,
  list: 93,
  block: 125,
  object: 125,
  body: 125,
  class: 125,
  brace: 125,
  piece: 125,
};
