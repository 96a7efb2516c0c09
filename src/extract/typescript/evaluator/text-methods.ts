// Methods of texts.

import type { SyntaxNode } from '../modules/syntax.ts';
import type { Arguments } from './machine.ts';
import { arrayOf, constant, longestText, type Primitive, unknown, type Value } from './values.ts';

export function textMethod(text: string, name: string, given: Arguments, call: SyntaxNode): Value {
  const args = given.values.map((value): Primitive | RegExp =>
    value.kind === 'constant' ? value.value : undefined,
  );
  if (given.open || given.values.some((value) => value.kind !== 'constant')) {
    return replacedByPattern(text, name, given, call) ?? unknown;
  }
  const [a, b] = args;
  const [n, m] = [a, b].map((value) => (typeof value === 'number' ? value : undefined));
  switch (name) {
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return constant(text.toLowerCase(), call);
    case 'toUpperCase':
    case 'toLocaleUpperCase':
      return constant(text.toUpperCase(), call);
    case 'trim':
      return constant(text.trim(), call);
    case 'trimStart':
      return constant(text.trimStart(), call);
    case 'trimEnd':
      return constant(text.trimEnd(), call);
    case 'toString':
    case 'valueOf':
    case 'normalize':
      return constant(text, call);
    case 'concat':
      return constant(text + args.map(String).join(''), call);
    case 'slice':
      return constant(text.slice(n, m), call);
    case 'substring':
      return constant(text.substring(n ?? 0, m), call);
    case 'charAt':
      return constant(text.charAt(n ?? 0), call);
    case 'startsWith':
      return constant(text.startsWith(String(a)), call);
    case 'endsWith':
      return constant(text.endsWith(String(a)), call);
    case 'includes':
      return constant(text.includes(String(a)), call);
    case 'replace':
      return typeof a === 'string' && typeof b === 'string'
        ? constant(
            text.replace(a, () => b),
            call,
          )
        : unknown;
    case 'replaceAll':
      return typeof a === 'string' && a !== '' && typeof b === 'string'
        ? constant(text.replaceAll(a, () => b).slice(0, longestText), call)
        : unknown;
    case 'repeat':
      return n !== undefined && n >= 0 && text.length * n <= longestText
        ? constant(text.repeat(n), call)
        : unknown;
    case 'split':
      return typeof a === 'string'
        ? arrayOf(text.split(a, 5000).map((part) => constant(part, call)))
        : unknown;
    default:
      return unknown;
  }
}

/** `name.replace(/[-.]/g, "_")` with a pattern of single characters or a character class, which cannot run away. */
function replacedByPattern(
  text: string,
  name: string,
  given: Arguments,
  call: SyntaxNode,
): Value | undefined {
  const [pattern, replacement] = given.values;
  if ((name !== 'replace' && name !== 'replaceAll') || pattern?.kind !== 'object' || text.length > 1000)
    return undefined;
  const source = pattern.members.get('source');
  const flags = pattern.members.get('flags');
  if (source?.kind !== 'constant' || typeof source.value !== 'string' || replacement?.kind !== 'constant')
    return undefined;
  if (!/^\^?(?:\[[^\]\\]*(?:\\.[^\]\\]*)*\]|\\?[^()[\]{}*+?|])\+?\$?$|^\^?[\w-]{1,40}\$?$/.test(source.value))
    return undefined;
  try {
    const made = new RegExp(source.value, flags?.kind === 'constant' ? String(flags.value) : '');
    return constant(text.replace(made, String(replacement.value)), call);
  } catch {
    return undefined;
  }
}
