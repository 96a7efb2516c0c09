// What a `dedent` template tag makes of its text.
import { constant, type Value } from './values.ts';

/** The text without the indentation that its lines share and without blank first and last lines. */
export function dedented(value: Value): Value {
  if (value.kind !== 'constant' || typeof value.value !== 'string') return value;
  const lines = value.value.split('\n');
  const indents = lines
    .slice(1)
    .flatMap((line) => (line.trim() === '' ? [] : [line.length - line.trimStart().length]));
  const shared = indents.length === 0 ? 0 : indents.reduce((a, b) => Math.min(a, b));
  const text = lines
    .map((line, i) => (i === 0 ? line : line.slice(Math.min(shared, line.length - line.trimStart().length))))
    .join('\n');
  return constant(text.trim(), value.at);
}
