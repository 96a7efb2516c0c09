// How the product says things: server phrases, counts, lists, and names made visible. Pure text, no markup.

const genericTitles = new Set(['mcp', 'cli', 'sdk', 'test', 'my', 'server', 'index', 'main', 'app', 'demo']);

/** "the CloudStack MCP server"; "the MCP server owner/name" when the title says nothing. Never "MCP Server MCP server". */
export function serverPhrase(server: { readonly id: string; readonly title: string }): string {
  const rest = server.title
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\s_-]*(mcp[\s_-]?server|mcp|server)$/i, '')
    // What is left of "@eslint/mcp" is the scope.
    .replace(/^@([^/]+)\/$/, '$1')
    .trim();
  const path = server.id.slice(server.id.indexOf('/') + 1);
  if (rest === '' || genericTitles.has(rest.toLowerCase())) return `the MCP server ${path}`;
  return `the ${visible(rest, 60)} MCP server`;
}

/** The same text with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "1 tool", "0 tools", "12,345 tools". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

/** "a", "a and b", "a, b, and c"; with a limit "a, b, c, and 4 more". */
export function listOf(items: readonly string[], limit = Number.POSITIVE_INFINITY, last = 'and'): string {
  if (items.length > limit)
    return `${items.slice(0, limit).join(', ')}, ${last} ${items.length - limit} more`;
  if (items.length <= 2) return items.join(` ${last} `);
  return `${items.slice(0, -1).join(', ')}, ${last} ${items.at(-1)}`;
}

/** Invisible, direction-changing and control characters: what `visible` escapes and the guard reports. */
export const invisibleCharacters =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;

/** A name or value as a person may see it: invisible characters as escapes, at most `longest` characters. */
export function visible(text: string, longest = Number.POSITIVE_INFINITY): string {
  const shown = text.replace(
    invisibleCharacters,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
  const characters = Array.from(shown);
  return characters.length <= longest ? shown : `${characters.slice(0, longest - 1).join('')}…`;
}
