// A fixed table of words that is asked with a piece of a longer text, without cutting the piece out first.

export interface WordTable<Entry> {
  /**
   * The entry of the word that stands from `start` to `end` in any case, where `hash` was made by `hashWith` of its
   * letters in lower case. `tail` is that of `tailWith`, of a word that `isTold` by both; else 0.
   */
  find(text: string, start: number, end: number, hash: number, tail?: number): Entry | undefined;
}

/** The hash of a word that goes on with the character `code`; a word begins with 0. */
export function hashWith(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

/** The last six letters of a word that goes on with the letter `code`, five bits each, whatever their case; and two bits of the one before. */
export function tailWith(tail: number, code: number): number {
  return (tail << 5) | (code & 31);
}

/**
 * No two words from a to z of at most this length share both hash and tail: where the tails are equal, the hashes
 * differ as those of the up to six letters in front, and none of these hashes outgrows 32 bits.
 */
const longestTold = 12;

/** Whether hash and tail tell a word of letters from a to z from all others. */
export function isTold(length: number): boolean {
  return length <= longestTold;
}

/** A table of entries with distinct texts in lower case. */
export function wordTable<Entry extends { readonly text: string }>(
  entries: readonly Entry[],
): WordTable<Entry> {
  // Open addressing: at most half of the slots are taken, so that most searches end at the first or second.
  const mask = 2 ** Math.ceil(Math.log2(entries.length * 2 + 1)) - 1;
  const slots: (Entry | undefined)[] = Array.from({ length: mask + 1 }, () => undefined);
  // Hash and tail of each slot lie side by side, so that other words are passed over without a look at them.
  const keys = new Int32Array(2 * (mask + 1));
  for (const entry of entries) {
    const hash = hashOf(entry.text);
    let slot = slotOf(hash, mask);
    while (slots[slot] !== undefined) slot = (slot + 1) & mask;
    slots[slot] = entry;
    keys.set([hash, tailOf(entry.text)], 2 * slot);
  }
  return {
    find: (text, start, end, hash, tail = 0) => {
      for (let slot = slotOf(hash, mask); ; slot = (slot + 1) & mask) {
        const key = keys[2 * slot];
        if (key !== hash && key !== 0) continue;
        const entry = slots[slot];
        if (entry === undefined) return entry;
        if (key !== hash) continue;
        if (tail === 0 ? stands(entry.text, text, start, end) : keys[2 * slot + 1] === tail) return entry;
      }
    },
  };
}

/** The high bits mixed in: the low ones hang on the last letters alone. */
function slotOf(hash: number, mask: number): number {
  return (hash ^ (hash >>> 15)) & mask;
}

/** The hash of a whole word. */
export function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = hashWith(hash, text.charCodeAt(at));
  return hash;
}

/** The tail of a word that is told by it and its hash, else 0. */
function tailOf(text: string): number {
  if (!isTold(text.length)) return 0;
  let tail = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 97 || code > 122) return 0;
    tail = tailWith(tail, code);
  }
  return tail;
}

/** The hash of a piece of a text in lower case. */
export function hashBetween(text: string, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = hashWith(hash, small(text.charCodeAt(at)));
  return hash;
}

/** An ASCII letter in lower case. */
function small(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

/** True when the word stands there in any case of ASCII letters. */
function stands(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at += 1) {
    if (word.charCodeAt(at) !== small(text.charCodeAt(start + at))) return false;
  }
  return true;
}
