// The levels of some tools as one bar, worst first.
import { type Level, levels } from '../model/vocabulary.ts';

/** One part of a bar that shows the levels of some tools, worst first. */
export interface Segment {
  readonly level: Level;
  readonly tools: number;
  /** Start and width in hundredths of the bar. */
  readonly x: number;
  readonly width: number;
}

/** The parts of the bar; empty when there are no tools. */
export function barOf(counts: Readonly<Record<Level, number>>): readonly Segment[] {
  const sum = levels.reduce((total, { id }) => total + counts[id], 0);
  let x = 0;
  return levels.toReversed().flatMap(({ id }): Segment[] => {
    const tools = counts[id];
    if (tools === 0) return [];
    const width = (100 * tools) / sum;
    const segment = { level: id, tools, x: round(x), width: round(width) };
    x += width;
    return [segment];
  });
}

const round = (n: number): number => Math.round(n * 100) / 100;
