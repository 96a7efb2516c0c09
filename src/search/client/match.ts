// Which rows of a list have the words that are sought, and in which order they are shown.
import type { Row, RowList } from './hit.ts';

/** One word that a row has to have. */
export interface Term {
  readonly word: string;
  /** The row may have a longer word that begins so. */
  readonly prefix: boolean;
  /** The word of the index whose list is read for this one. */
  readonly route: string;
}

/** The rows of a list that have all terms, or any of them, in the list's order. */
export function matching(list: RowList, terms: readonly Term[], combine: 'AND' | 'OR'): Row[] {
  return list.rows.filter((row) =>
    combine === 'AND' ? terms.every((term) => has(row, term)) : terms.some((term) => has(row, term)),
  );
}

function has({ named, ofServer }: Row, { word, prefix }: Term): boolean {
  if (named.has(word) || ofServer.has(word)) return true;
  return (
    prefix && (some(named, (own) => own.startsWith(word)) || some(ofServer, (own) => own.startsWith(word)))
  );
}

/**
 * Best first: words in the name before words only its server or description has, whole words before beginnings, names
 * that are the words before names that have them, then popularity.
 */
export function inOrder(
  rows: readonly Row[],
  terms: readonly Term[],
  weak: readonly string[],
): readonly Row[] {
  const sorted = rows.map((row, at) => ({ row, at, place: placeOf(row, terms, weak) }));
  sorted.sort((a, b) => {
    for (const [i, number] of a.place.entries()) {
      const other = b.place[i] ?? 0;
      if (number !== other) return number - other;
    }
    return a.at - b.at;
  });
  return sorted.map(({ row }) => row);
}

function placeOf(row: Row, terms: readonly Term[], weak: readonly string[]): readonly number[] {
  let missing = 0;
  let outside = 0;
  let begun = 0;
  for (const { word, prefix } of terms) {
    if (row.named.has(word)) continue;
    if (prefix && some(row.named, (own) => own.startsWith(word))) begun += 1;
    else if (row.ofServer.has(word) || (prefix && some(row.ofServer, (own) => own.startsWith(word))))
      outside += 1;
    else missing += 1;
  }
  const extra = weak.filter((word) => row.own.has(word)).length;
  const whole = missing + outside === 0 && row.own.size === terms.length + extra;
  return [missing, outside, begun, -extra, whole ? 0 : 1, row.step];
}

function some(words: ReadonlySet<string>, holds: (word: string) => boolean): boolean {
  for (const word of words) if (holds(word)) return true;
  return false;
}
