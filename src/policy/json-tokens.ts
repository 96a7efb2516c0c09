// A policy file's JSON in pieces that pages color. Joined, the pieces are the text, byte for byte.

export interface Token {
  readonly kind: 'key' | 'string' | 'number' | 'plain';
  readonly text: string;
}

/** Texts above this many characters are shown in one piece. */
const longestColored = 4_000;

/** Splits JSON into keys, strings, numbers and the rest. */
export function jsonTokens(text: string): readonly Token[] {
  if (text.length > longestColored) return [{ kind: 'plain', text }];
  const tokens: Token[] = [];
  let from = 0;
  const pattern = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) tokens.push({ kind: 'plain', text: text.slice(from, match.index) });
    from = match.index + match[0].length;
    const kind = !match[0].startsWith('"') ? 'number' : text.startsWith(':', from) ? 'key' : 'string';
    tokens.push({ kind, text: match[0] });
  }
  if (from < text.length) tokens.push({ kind: 'plain', text: text.slice(from) });
  return tokens;
}
