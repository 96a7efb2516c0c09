// Writing Markdown in which other people's text stays text: nothing in it becomes markup, a link or the end of a block.
import { visible } from '../../model/wording.ts';
import { authorLines } from '../author-text.ts';
import type { Prose } from '../prose.ts';

/** Our words on one line; every character that Markdown or HTML could read is escaped. */
export function text(words: string): string {
  return visible(words.replace(/\s+/g, ' '))
    .replace(/[\\`*_[\]<>&|~#]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+[.)])/, (_, space: string, mark: string) =>
      mark.length === 1 ? `${space}\\${mark}` : `${space}${mark.slice(0, -1)}\\${mark.at(-1)}`,
    );
}

/** A name, a value or a stranger's words on one line, in code type: fenced by more backticks than it holds in a row. */
export function code(words: string): string {
  const line = visible(words.replace(/\s+/g, ' ').trim());
  if (line === '') return '(empty)';
  const fence = '`'.repeat(longestRun(line) + 1);
  const room = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}

/** A stranger's lines, or a file, as a block: fenced by more backticks than it holds in a row, three at least. */
export function block(lines: string, language = 'text'): string {
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1));
  return `${fence}${language}\n${lines.replace(/\n$/, '')}\n${fence}`;
}

/** The author's text as a block, with nothing hidden in it. */
export function authorBlock(words: string): string {
  return block(authorLines(words));
}

/** A link; an address from outside has to be safe already. */
export function link(words: string, href: string): string {
  return `[${words}](<${href.replace(/[<>\\\s]/g, (mark) => encodeURIComponent(mark))}>)`;
}

/** A sentence with its names in code type and its links whole. */
export function sentence(prose: Prose, origin: string): string {
  const whole = (href: string) => (href.startsWith('/') ? `${origin}${href}` : href);
  return prose
    .map((part) => {
      if (typeof part === 'string') return text(part);
      if ('code' in part)
        return part.href === undefined ? code(part.code) : link(code(part.code), whole(part.href));
      if ('author' in part) return code(part.author);
      return link(text(part.text), whole(part.href));
    })
    .join('');
}

/** Facts about the page itself, as YAML: JSON strings are YAML strings, whatever is in them. */
export function frontMatter(facts: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(facts).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(visible(value))}`],
  );
  return ['---', ...lines, '---'].join('\n');
}

/** Parts with an empty line between; empty ones vanish. */
export function document(parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined && part !== '').join('\n\n')}\n`;
}

/** Items of a list. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function longestRun(words: string): number {
  let longest = 0;
  for (const run of words.match(/`+/g) ?? []) longest = Math.max(longest, run.length);
  return longest;
}
