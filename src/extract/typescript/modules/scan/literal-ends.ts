// Where literals and comments of JavaScript end; -1 where they do not.

const lineFeed = 10;
const carriageReturn = 13;
const backslash = 92;
const slash = 47;
const backtick = 96;
const dollar = 36;
const openBrace = 123;
const openBracket = 91;
const closeBracket = 93;

function endsLine(code: number): boolean {
  return code === lineFeed || code === carriageReturn || code === 0x2028 || code === 0x2029;
}

/** The end of the line that an offset is in. */
export function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !endsLine(text.charCodeAt(at))) at += 1;
  return at;
}

/** Behind the quote that ends the string which starts at an offset. */
export function endOfString(text: string, from: number): number {
  const quote = text.charCodeAt(from);
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === backslash) {
      at += 1;
      if (text.charCodeAt(at) === carriageReturn && text.charCodeAt(at + 1) === lineFeed) at += 1;
    } else if (code === lineFeed || code === carriageReturn) return -1;
  }
  return -1;
}

/** Behind the backtick that ends a template, or behind the `${` of the next expression in it. */
export function endOfTemplatePiece(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === backtick) return at + 1;
    if (code === backslash) at += 1;
    else if (code === dollar && text.charCodeAt(at + 1) === openBrace) return at + 2;
  }
  return -1;
}

/** Behind the slash that ends the regular expression which starts at an offset; its flags follow as a word. */
export function endOfRegex(text: string, from: number): number {
  let inClass = false;
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (endsLine(code)) return -1;
    if (code === backslash) at += 1;
    else if (code === openBracket) inClass = true;
    else if (code === closeBracket) inClass = false;
    else if (code === slash && !inClass) return at + 1;
  }
  return -1;
}

/** True when nothing but white space or the end of a comment stands before an offset in its line. */
export function startsLine(text: string, offset: number): boolean {
  let before = offset - 1;
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before -= 1;
  return before < 0 || text[before] === '/' || endsLine(text.charCodeAt(before));
}
