// Canonical JSON: equal data has equal text, whoever wrote it. Without hashes, so that a browser can use it too.

/** Canonical JSON: keys sorted by code units at every depth, no white space, `undefined` members left out. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  let text = '';
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) text += `${at === 0 ? '' : ','}${canonicalJson(value[at])}`;
    return `[${text}]`;
  }
  for (const key of sorted(Object.keys(value))) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) text += (text === '' ? keyOf(key) : `,${keyOf(key)}`) + canonicalJson(member);
  }
  return `{${text}}`;
}

/** Up to here, inserting beats the general sort, which costs more to start than most objects have keys. */
const fewKeys = 16;

/** Sorts in place, by code units. */
function sorted(keys: string[]): string[] {
  if (keys.length > fewKeys) return keys.sort();
  for (let at = 1; at < keys.length; at += 1) {
    const key = keys[at] as string;
    let to = at;
    for (; to > 0 && isBehind(keys[to - 1] as string, key); to -= 1) keys[to] = keys[to - 1] as string;
    keys[to] = key;
  }
  return keys;
}

/** By code units; mostly the first ones tell. */
function isBehind(one: string, other: string): boolean {
  const a = one.charCodeAt(0);
  const b = other.charCodeAt(0);
  return a < b ? false : a > b || one > other;
}

/** The keys of most schemas, as they are written. */
const usualKeys = new Map(
  'type description properties required title default enum items anyOf additionalProperties format minimum maximum $schema'
    .split(' ')
    .map((key) => [key, `"${key}":`]),
);

function keyOf(key: string): string {
  return usualKeys.get(key) ?? `${quoted(key)}:`;
}

/** Up to here, looking at every character beats the call that looks for what must be escaped. */
const shortText = 40;

/** The text as JSON writes it; names and types need no escapes. */
function quoted(text: string): string {
  return text.length <= shortText && needsNoEscape(text) ? `"${text}"` : JSON.stringify(text);
}

function needsNoEscape(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 || code === 34 || code === 92 || (code >= 0xd800 && code <= 0xdfff)) return false;
  }
  return true;
}
