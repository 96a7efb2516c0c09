// Which pieces of an author's text may stand in a sentence of ours.

const longest = 90;

/** Plain words on one line: no markup, no quotes, no addresses, nothing hidden. */
export function isOrdinaryPhrase(text: string): boolean {
  if (text === '' || text.length > longest) return false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const letter =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code >= 0xc0;
    if (
      !letter &&
      code !== 32 &&
      code !== 45 &&
      code !== 39 &&
      code !== 44 &&
      code !== 47 &&
      code !== 95 &&
      code !== 46
    )
      return false;
  }
  return !text.includes('//');
}
