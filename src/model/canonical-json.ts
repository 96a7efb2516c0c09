// Canonical JSON: equal data has equal text, whoever wrote it. Without hashes, so that a browser can use it too.

/** Canonical JSON: keys sorted by code units at every depth, no white space, `undefined` members left out. */
export function canonicalJson(value: unknown): string {
  return written(value);
}

function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${written(member)}`;
  }
  return `{${text}}`;
}
