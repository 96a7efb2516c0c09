// A pure function of short texts that remembers what it said, for texts that come again and again.

/** Longer texts are seldom met twice, and would fill the memory. */
const longestRemembered = 60;

/** The same function, with the answers to at most `most` texts kept; then it begins anew. */
export function remembered<Answer>(most: number, answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    if (text.length > longestRemembered) return answer(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = answer(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
