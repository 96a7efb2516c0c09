// Which list holds the rows of a query: the rarest word's, or that of a pair when every word is frequent.
import { pairKey } from '../format.ts';
import type { Term } from './match.ts';
import type { Spelling } from './spelling.ts';

/** The list to read for some terms. */
export interface Route {
  readonly key: string;
  /** The list is exactly what the terms ask for. */
  readonly covers: boolean;
  /** The list may not have every row, because a beginning has more endings than the one that was followed. */
  readonly guessed: boolean;
}

/** The route for terms that a row must all have. */
export async function routeFor(
  terms: readonly Term[],
  spelling: Spelling,
  isCut: (key: string) => Promise<boolean>,
): Promise<Route | undefined> {
  // Rarest first; a word too rare for the vocabulary is the rarest.
  const rarest = terms.toSorted((a, b) => rarity(b, spelling) - rarity(a, spelling));
  const sure = rarest.filter(({ prefix }) => !prefix);
  for (const term of sure) {
    if (!(await isCut(term.route))) return by(terms, [term]);
  }
  const distinct = rarest.filter((term, i) => rarest.findIndex(({ route }) => route === term.route) === i);
  for (const term of distinct) {
    if (!(await isCut(term.route))) return by(terms, [term]);
  }
  const [first, second] = distinct;
  if (first === undefined) return undefined;
  if (second === undefined) return by(terms, [first]);
  for (const [i, a] of distinct.entries()) {
    for (const b of distinct.slice(i + 1)) {
      if (!(await isCut(pairKey(a.route, b.route)))) return by(terms, [a, b]);
    }
  }
  return by(terms, [first, second]);
}

function by(terms: readonly Term[], chosen: readonly Term[]): Route {
  const [a, b] = chosen.map(({ route }) => route);
  const key = a === undefined || b === undefined ? (a ?? '') : pairKey(a, b);
  const guessed = chosen.some(({ prefix }) => prefix);
  return { key, guessed, covers: !guessed && terms.every((term) => chosen.includes(term)) };
}

function rarity({ route }: Term, spelling: Spelling): number {
  return spelling.rank(route) ?? Number.POSITIVE_INFINITY;
}
