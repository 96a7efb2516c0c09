// Documentation comments: dedenting them, and finding what they say about each parameter.

/** Dedents like Python's `inspect.cleandoc`; with `lines` false like `textwrap.dedent`, which keeps blank lines at the ends. */
export function cleanDocstring(text: string, trimEnds = true): string {
  const lines = expandTabs(text).split(/\r?\n/);
  const rest = trimEnds ? lines.slice(1) : lines;
  let margin = Number.POSITIVE_INFINITY;
  for (const line of rest) {
    const content = line.trimStart();
    if (content !== '') margin = Math.min(margin, line.length - content.length);
  }
  if (Number.isFinite(margin)) {
    for (let index = trimEnds ? 1 : 0; index < lines.length; index += 1) {
      lines[index] = lines[index]?.slice(margin) ?? '';
    }
  }
  if (!trimEnds) return lines.map((line) => (line.trim() === '' ? '' : line)).join('\n');
  lines[0] = lines[0]?.trimStart() ?? '';
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  while (lines.length > 0 && lines[0]?.trim() === '') lines.shift();
  const last = lines.length - 1;
  if (last >= 0) lines[last] = lines[last]?.trimEnd() ?? '';
  return lines.join('\n');
}

function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  return text
    .split('\n')
    .map((line) => {
      let out = '';
      for (const character of line) out += character === '\t' ? ' '.repeat(8 - (out.length % 8)) : character;
      return out;
    })
    .join('\n');
}

const googleHeading =
  /^(Args|Arguments|Parameters|Params|Inputs?|Keyword Args|Keyword Arguments|Other Parameters)\s*:\s*$/i;
/** `name (type): text`, `name: text`, `- name: text`, `name - text`, also with backquotes or asterisks around the name. */
const entry =
  /^(?:[-*+•]\s+)?[`*]{0,3}([A-Za-z_]\w*)[`*]{0,3}\s{0,4}(?:\(([^()]{0,200}(?:\([^()]{0,100}\)[^()]{0,100})?)\)|\[[^[\]]{0,120}\])?[`*]{0,3}\s{0,4}(?::|\s-\s|\s–\s|\s—\s)\s*(.*)$/;
const sphinx = /^:param\s+(?:[^:\n]{0,120}\s)?\*{0,2}([A-Za-z_]\w*)\s*:\s*(.*)$/;
const tag = /^@param\s+(?:\{[^{}\n]{0,120}\}\s*)?\$?([A-Za-z_]\w*)\s*(?:-\s+)?(.*)$/;

/** The text about each of the given parameters, from Google, NumPy, Sphinx or tag style. Expects a cleaned docstring. */
export function parameterTexts(doc: string, names: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const lines = doc.split('\n').slice(0, 2_000);
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const bare = line.trim();
    const field = bare.match(sphinx) ?? bare.match(tag);
    if (field !== null) at = take(lines, at, indentOf(line), field[1] ?? '', field[2] ?? '', names, found);
    else if (googleHeading.test(bare)) at = section(lines, at + 1, indentOf(line), names, found);
    else if (/^(Other )?Parameters$/i.test(bare) && /^-{3,}$/.test((lines[at + 1] ?? '').trim())) {
      at = numpySection(lines, at + 2, names, found);
    } else at += 1;
  }
  return found;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Entries below a heading: until a line that stands no deeper than the heading. */
function section(
  lines: readonly string[],
  start: number,
  heading: number,
  names: ReadonlySet<string>,
  found: Map<string, string>,
): number {
  let at = start;
  let level: number | undefined;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const indent = indentOf(line);
    const listed = /^[-*+•]\s/.test(line.trim());
    if (indent < heading || (indent === heading && !listed)) return at;
    level ??= indent;
    const match = line.trim().match(entry);
    if (indent > level || match === null) at += 1;
    else at = take(lines, at, indent, match[1] ?? '', match[3] ?? '', names, found);
  }
  return at;
}

/** Keeps one entry with its deeper continuation lines; gives the line after it. */
function take(
  lines: readonly string[],
  start: number,
  indent: number,
  name: string,
  first: string,
  names: ReadonlySet<string>,
  found: Map<string, string>,
): number {
  const texts = [first.trim()];
  let at = start + 1;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || indentOf(line) <= indent) break;
    texts.push(line.trim());
    at += 1;
  }
  const text = texts.filter((part) => part !== '').join(' ');
  if (names.has(name) && !found.has(name) && text !== '') found.set(name, text);
  return at;
}

function numpySection(
  lines: readonly string[],
  start: number,
  names: ReadonlySet<string>,
  found: Map<string, string>,
): number {
  let at = start;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    if (indentOf(line) > 0) {
      at += 1;
      continue;
    }
    if (/^-{3,}$/.test((lines[at + 1] ?? '').trim())) return at;
    const [, name = ''] = line.match(/^\*{0,2}([A-Za-z_]\w*)\s*(?::.*)?$/) ?? [];
    if (name === '') return at;
    at = take(lines, at, 0, name, '', names, found);
  }
  return at;
}
