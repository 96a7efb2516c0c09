// Text over several lines without the indentation that only the source has.

/** The indentation that all lines share, blank ones aside. */
export function sharedIndent(lines: readonly string[]): number {
  let margin = 1_000;
  for (const line of lines) {
    if (line.trim() !== '') margin = Math.min(margin, line.length - line.trimStart().length);
  }
  return margin;
}

/** Lines without their shared indentation, and without a blank first and last line. */
export function withoutIndent(text: string): string {
  const lines = withoutEnds(text.split('\n'));
  const margin = sharedIndent(lines);
  return lines.map((line) => line.slice(margin)).join('\n');
}

/** Lines without what stands before their `|`, and without a blank first and last line. */
export function withoutMargin(text: string): string {
  return withoutEnds(text.split('\n'))
    .map((line) => (line.trimStart().startsWith('|') ? line.trimStart().slice(1) : line))
    .join('\n');
}

function withoutEnds(lines: readonly string[]): readonly string[] {
  const first = lines[0]?.trim() === '' ? 1 : 0;
  const last = lines.length > 1 && lines.at(-1)?.trim() === '' ? -1 : undefined;
  return lines.slice(first, last);
}
