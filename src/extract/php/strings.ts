// The values of PHP's double-quoted strings and of its texts over several lines.

const simple: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  e: '\x1b',
  f: '\f',
  $: '$',
  '"': '"',
  '\\': '\\',
};

export function doubleQuoted(text: string): string {
  return text.replace(/\\([nrtvef$"\\])/g, (_, letter: string) => simple[letter] ?? letter);
}

/** The lines of a heredoc, less the indentation of its closing line. */
export function documentText(literal: string): string {
  const lines = literal.replaceAll('\r\n', '\n').split('\n').slice(1);
  const closing = lines.pop() ?? '';
  const margin = closing.length - closing.trimStart().length;
  return lines.map((line) => line.slice(margin)).join('\n');
}
