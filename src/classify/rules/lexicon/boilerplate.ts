// Text that stands where a description should be: placeholders, and the frames that listing sites put around names.
import { startsWith } from '../../../kit/text.ts';

const placeholders =
  /^\s*(?:description not available|no description|no description available|no description provided|description|todo|tbd|n\/a|none|null|undefined|tool description|test description|tool description not accessible via automated extraction|a tool|tool|missing description)[.!]?\s*$/i;

/** True when the whole description is a placeholder. */
export function isPlaceholder(text: string): boolean {
  return (text.length <= 80 && placeholders.test(text)) || isListingFrame(text);
}

/** "Deploy Server <title> Try in Playground <name>": navigation of a listing site, not a description. */
function isListingFrame(text: string): boolean {
  if (!beginsAsFrame(text)) return false;
  const end = text.indexOf('Try in Playground');
  if (end < 0) return false;
  return (
    text
      .slice(end + 'Try in Playground'.length)
      .trim()
      .split(/\s+/).length <= 1
  );
}

function beginsAsFrame(text: string): boolean {
  return mayBeginWith('D', text) && text.trimStart().startsWith('Deploy Server');
}

/** A quick look: with it, or with white space in front of it. */
function mayBeginWith(character: string, text: string): boolean {
  const first = text.charCodeAt(0);
  return first <= 32 || first > 126 || startsWith(text, character);
}

/** Notes in front of a description, such as "[Requires Login]" or "[beta]": they say nothing of the act. */
const noteInFront = /\s*\[[^\]\n]{1,60}\]\s*/y;

/** Where the author's own text about the act begins. */
export function boilerplateEnd(text: string): number {
  if (!beginsAsFrame(text)) return endOfNotes(text);
  const end = text.indexOf('Try in Playground');
  return end < 0 ? 0 : end + 'Try in Playground'.length;
}

/** The end of at most three notes; 0 when nothing follows them. */
function endOfNotes(text: string): number {
  if (!mayBeginWith('[', text)) return 0;
  let end = 0;
  for (let notes = 0; notes < 3; notes += 1) {
    noteInFront.lastIndex = end;
    if (!noteInFront.test(text)) break;
    end = noteInFront.lastIndex;
  }
  return end < text.length ? end : 0;
}
