// The values of C#'s string literals.

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\x1b',
};

/** A text with its escapes put in. */
export function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{8})|(.))/g,
    (whole, u, x, long, letter) => {
      if (letter !== undefined) return simple[letter] ?? letter;
      const code = Number.parseInt(u ?? x ?? long, 16);
      return code > 0x10ffff ? whole : String.fromCodePoint(code);
    },
  );
}

/** The value of a plain, verbatim or raw string literal. */
export function stringValue(literal: string): string {
  if (literal.startsWith('"""')) return rawString(literal);
  if (literal.startsWith('@')) return literal.slice(2, -1).replaceAll('""', '"');
  return unescaped(literal.slice(1, literal.endsWith('u8') ? -3 : -1));
}

/** A raw string over several lines loses the first and last line break, and the indentation of its closing line. */
function rawString(literal: string): string {
  const quotes = literal.match(/^"+/)?.[0].length ?? 3;
  const inner = literal.slice(quotes, -quotes).replaceAll('\r\n', '\n');
  if (!inner.includes('\n')) return inner;
  const lines = inner.split('\n').slice(1);
  const margin = lines.pop()?.length ?? 0;
  return lines.map((line) => (line.slice(0, margin).trim() === '' ? line.slice(margin) : line)).join('\n');
}
