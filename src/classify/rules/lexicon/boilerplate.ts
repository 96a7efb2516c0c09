// Text that stands where a description should be: placeholders, and the frames that listing sites put around names.

const placeholders = new Set([
  'description not available',
  'no description',
  'no description available',
  'no description provided',
  'description',
  'todo',
  'tbd',
  'n/a',
  'none',
  'null',
  'undefined',
  'tool description',
  'test description',
  'tool description not accessible via automated extraction',
  'a tool',
  'tool',
  'missing description',
]);

/** True when the whole description is a placeholder. */
export function isPlaceholder(text: string): boolean {
  if (isListingFrame(text)) return true;
  return text.length <= 80 && placeholders.has(text.trim().toLowerCase().replace(/[.!]$/, ''));
}

/** "Deploy Server <title> Try in Playground <name>": navigation of a listing site, not a description. */
function isListingFrame(text: string): boolean {
  const end = text.indexOf('Try in Playground');
  if (end < 0 || !text.trimStart().startsWith('Deploy Server')) return false;
  return (
    text
      .slice(end + 'Try in Playground'.length)
      .trim()
      .split(/\s+/).length <= 1
  );
}

/** Where the author's own text begins. */
export function boilerplateEnd(text: string): number {
  if (!text.trimStart().startsWith('Deploy Server')) return 0;
  const end = text.indexOf('Try in Playground');
  return end < 0 ? 0 : end + 'Try in Playground'.length;
}
