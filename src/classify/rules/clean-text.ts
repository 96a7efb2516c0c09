// A text as it is read: without invisible characters, wide and styled letters folded, with the way back to the original.
import { invisibleCharacters } from '../../model/wording.ts';

/** A text without its invisible characters, and the way back to the offsets of the original. */
export interface CleanText {
  readonly text: string;
  /** The original holds nothing but printable ASCII and the white space of layout. */
  readonly isAscii: boolean;
  /** Nothing had to be taken out or folded. */
  readonly isPlain: boolean;
  /** Offset in the original; the same number when nothing was taken out. */
  original(at: number): number;
}

/** Takes out invisible characters and folds wide and styled letters, so that they hide no word. */
export function cleaned(text: string): CleanText {
  if (isAscii(text)) return { text, isAscii: true, isPlain: true, original: unmoved };
  if (isPlain(text)) return { text, isAscii: false, isPlain: true, original: unmoved };
  let clean = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const folded = isInvisible(character) ? '' : character.normalize('NFKC');
    for (let unit = 0; unit < folded.length; unit += 1) offsets.push(at);
    clean += folded;
    at += character.length;
  }
  offsets.push(at);
  return { text: clean, isAscii: false, isPlain: false, original: (offset) => offsets[offset] ?? at };
}

const unmoved = (at: number) => at;

function isInvisible(character: string): boolean {
  if (character === '\n' || character === '\t' || character === '\r') return false;
  return invisible.test(character);
}

/** Without the flag that makes an expression go on where it stopped before. */
const invisible = new RegExp(invisibleCharacters.source, 'u');

/** Nothing but printable ASCII and the white space of layout. */
function isAscii(text: string): boolean {
  if (text.length > shortText) return !beyondAscii.test(text);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 126 || (code < 32 && code !== 10 && code !== 9 && code !== 13)) return false;
  }
  return true;
}

/** Up to here, looking at every character beats the call of the expression. */
const shortText = 40;

const beyondAscii = /[^\t\n\r -~]/;

/** True when nothing has to be taken out or folded. */
export function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x7f ? code < 32 && code !== 10 && code !== 9 && code !== 13 : isOdd(code)) return false;
  }
  return true;
}

/** Invisible, wide or styled: worth a closer look. */
function isOdd(code: number): boolean {
  return (
    code < 0xa0 ||
    code === 0xad ||
    code === 0x61c ||
    code === 0x180e ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0x3164 ||
    code === 0xd835 ||
    (code >= 0xdb40 && code <= 0xdb43) ||
    code === 0xfeff ||
    (code >= 0xff10 && code <= 0xff5a) ||
    code === 0xffa0 ||
    (code >= 0xfff9 && code <= 0xfffb)
  );
}
