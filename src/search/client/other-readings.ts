// Words that exist, but not together, may be misspelt all the same.
import { normalWord } from '../text.ts';
import { type Asked, exactly, type Reading } from './read-query.ts';
import type { Spelling } from './spelling.ts';

/** Other readings of a query, the likeliest first: two words written as one, then one word taken for another. */
export function otherReadings(readings: readonly Reading[], spelling: Spelling): (readonly Reading[])[] {
  return [...joinedReadings(readings, spelling), ...correctedReadings(readings, spelling)];
}

function correctedReadings(readings: readonly Reading[], spelling: Spelling): (readonly Reading[])[] {
  return readings.flatMap(({ asked, corrected }, i) => {
    const correction = corrected === undefined ? spelling.correction(asked.word) : undefined;
    return correction === undefined ? [] : [readings.with(i, correctedTo(asked, correction))];
  });
}

function joinedReadings(readings: readonly Reading[], spelling: Spelling): (readonly Reading[])[] {
  return readings.flatMap(({ asked }, i) => {
    const next = readings[i + 1];
    if (next === undefined) return [];
    const joined = normalWord(asked.written + next.asked.written);
    return spelling.rank(joined) === undefined ? [] : [readings.toSpliced(i, 2, correctedTo(asked, joined))];
  });
}

function correctedTo(asked: Asked, corrected: string): Reading {
  return { asked, terms: [exactly(corrected)], endings: [], corrected };
}
