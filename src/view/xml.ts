// Text inside XML.
import { visible } from '../model/wording.ts';

/** Text that may stand in an element or a quoted attribute; characters that XML forbids are shown as escapes. */
export function xml(text: string): string {
  return visible(text)
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\uffff', '')
    .replaceAll('\ufffe', '');
}
