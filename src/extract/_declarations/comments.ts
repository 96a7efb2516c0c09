// Documentation comments of C-like languages without their decoration.

/** The text of a block comment, or of `///` or `//!` lines. */
export function commentText(comment: string): string {
  const inner = comment.startsWith('/*')
    ? comment.slice(2, comment.endsWith('*/') ? -2 : undefined)
    : comment;
  const lines = inner.split('\n').map((line) =>
    line
      .trim()
      .replace(/^(\/\/[/!]?|\*{1,2})(?!\/) ?/, '')
      .trimEnd(),
  );
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines.join('\n');
}

/** The summary of an XML documentation comment, tags removed. */
export function xmlSummary(text: string): string {
  const start = text.indexOf('<summary>');
  const end = text.indexOf('</summary>');
  return start < 0 || end < start ? '' : plainXml(text.slice(start + 9, end));
}

/** `<param name="x">…</param>` by name. */
export function xmlParams(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(/<param name="(\w+)">([\s\S]{0,4000}?)<\/param>/g)) {
    found.set(match[1] ?? '', plainXml(match[2] ?? ''));
  }
  return found;
}

function plainXml(text: string): string {
  return text
    .replace(/<(?:see|paramref|typeparamref)\s+\w+="(?:[A-Z]:)?([^"<>]{0,200})"\s*\/>/g, '$1')
    .replace(/<[^<>]{0,200}>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .trim();
}
