// JSON inside pages.
import type { Token } from '../policy/json-tokens.ts';

/** JSON that may stand inside a script element: nothing in it can end the element or open a comment. */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

const marks = { key: 'b', string: 'i', number: 'u' } as const;

/** The tokens as markup, one letter a kind: a page has dozens of them, and none of them means anything. */
export function coloredHtml(tokens: readonly Token[]): string {
  return tokens
    .map(({ kind, text }) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      return kind === 'plain' ? escaped : `<${marks[kind]}>${escaped}</${marks[kind]}>`;
    })
    .join('');
}
