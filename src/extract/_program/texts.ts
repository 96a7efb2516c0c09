// Values as texts: what strings, their parts and string enumerations come to.
import { bare, isKind, optionsOf, unknown, type Value } from './values.ts';

/** Longest string that is kept. */
const longestText = 200_000;

/** Strings put together; unknown parts make it a pattern. */
export function joined(parts: readonly Value[]): Value {
  let text = '';
  let whole = true;
  for (const part of parts) {
    const value = plain(part);
    if (typeof value === 'string' || typeof value === 'number') text += String(value);
    else if (typeof value === 'boolean') text += value ? 'True' : 'False';
    else if (value === null) text += 'None';
    else {
      whole = false;
      text += isKind(value, 'pattern') ? value.text : '…';
    }
    if (text.length > longestText) return unknown;
  }
  return whole ? text : { kind: 'pattern', text };
}

/** A member of a string enumeration counts as its string. */
export function plain(value: Value): Value {
  const inner = bare(value);
  if (!isKind(inner, 'thing') || inner.of.kind !== 'class') return inner;
  const content = inner.fields.get('value');
  return inner.fields.has('name') &&
    typeof content === 'string' &&
    inner.args.length === 0 &&
    isTextual(inner.of.bases)
    ? content
    : inner;
}

function isTextual(bases: readonly Value[]): boolean {
  return bases.some((base) => isKind(base, 'external') && /(^|\.)(str|StrEnum)$/.test(base.path));
}

/** The string that a value is, through conditions and string enumerations. */
export function textValue(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  const inner = plain(value);
  if (typeof inner === 'string') return inner;
  const options = optionsOf(inner).filter((option) => option !== null);
  return options.length === 1 && typeof options[0] === 'string' ? options[0] : undefined;
}
