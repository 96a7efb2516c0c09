// Whether a stated confidence can be taken at its word: 0.9 should be right 9 times in 10.
import type { CalibrationBin } from '../../model/score.ts';
import { rounded } from './agreement.ts';

/** Lower edges of the bins; finer where most tools are. */
const edges = [0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95] as const;

/** A stated confidence, and whether the category was right. */
export interface Stated {
  readonly confidence: number;
  readonly right: boolean;
}

/** The bins that hold a tool, lowest first. */
export function calibrationOf(all: readonly Stated[]): CalibrationBin[] {
  return edges.flatMap((from, index) => {
    const to = edges[index + 1] ?? 1;
    const within = all.filter(({ confidence }) => confidence >= from && (confidence < to || to === 1));
    if (within.length === 0) return [];
    const sum = within.reduce((total, { confidence }) => total + confidence, 0);
    return [
      {
        from,
        to,
        stated: rounded(sum / within.length),
        right: { part: within.filter(({ right }) => right).length, of: within.length },
      },
    ];
  });
}
