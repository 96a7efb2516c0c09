// Names inside our sentences: marked with backticks, so that HTML and plain text can both render them.
import { visible } from '../model/wording.ts';

/** A foreign name or value between backticks. A backtick of its own, and what cannot be seen, becomes an escape. */
export function codeSpan(text: string): string {
  return `\`${visible(text).replaceAll('`', '\\u{60}')}\``;
}
