// Counts of tools by category and level, as a picture's numbers: bubbles in a grid, and bars.
import type { CatalogedTool } from '../model/entry.ts';
import { type Category, categories, type Level, levels } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { categoryUrl, riskUrl } from './address.ts';

export interface Cell {
  readonly level: Level;
  readonly tools: number;
  /** Radius of the bubble, 0 to 20; its area grows with the number of tools. */
  readonly radius: number;
  /** The tools of this cell. */
  readonly href: string;
  /** For those who do not see the picture. */
  readonly label: string;
}

export interface MatrixRow {
  readonly category: Category;
  readonly href: string;
  readonly cells: readonly Cell[];
  readonly sum: number;
}

export interface Matrix {
  readonly levels: readonly { readonly id: Level; readonly href: string; readonly sum: number }[];
  readonly rows: readonly MatrixRow[];
  readonly sum: number;
}

const largestRadius = 20;
const smallestRadius = 2.5;
/** Fewer tools than this never fill a cell, so that a small server looks small. */
const fullFrom = 12;

/** The grid; rows of categories without any tool are left out on request. */
export function matrixOf(
  counts: readonly { readonly category: Category; readonly level: Level; readonly tools: number }[],
  onlyPresent = false,
): Matrix {
  const at = (category: Category, level: Level): number =>
    counts.find((cell) => cell.category === category && cell.level === level)?.tools ?? 0;
  const most = Math.max(fullFrom, ...counts.map((cell) => cell.tools));
  const rows = categories.map(({ id: category }): MatrixRow => {
    const cells = levels.map(({ id: level }): Cell => {
      const tools = at(category, level);
      const radius = tools === 0 ? 0 : Math.max(smallestRadius, largestRadius * Math.sqrt(tools / most));
      return {
        level,
        tools,
        radius: Math.round(radius * 10) / 10,
        href: `${categoryUrl(category)}${level}/`,
        label: `${category}, ${level} risk: ${count(tools, 'tool')}`,
      };
    });
    return {
      category,
      href: categoryUrl(category),
      cells,
      sum: cells.reduce((sum, cell) => sum + cell.tools, 0),
    };
  });
  const shown = onlyPresent ? rows.filter((row) => row.sum > 0) : rows;
  return {
    levels: levels.map(({ id }) => ({
      id,
      href: riskUrl(id),
      sum: rows.reduce((sum, row) => sum + (row.cells.find((cell) => cell.level === id)?.tools ?? 0), 0),
    })),
    rows: shown,
    sum: rows.reduce((sum, row) => sum + row.sum, 0),
  };
}

/** Counts for the grid of one server. */
export function countsOf(
  tools: readonly CatalogedTool[],
): readonly { readonly category: Category; readonly level: Level; readonly tools: number }[] {
  const counts = new Map<string, { category: Category; level: Level; tools: number }>();
  for (const { verdict } of tools) {
    if (verdict === undefined) continue;
    const { category, level } = verdict;
    const key = `${category} ${level}`;
    counts.set(key, { category, level, tools: (counts.get(key)?.tools ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** Number of tools at each level. */
export function levelsOf(tools: readonly CatalogedTool[]): Readonly<Record<Level, number>> {
  const found: Record<Level, number> = { low: 0, medium: 0, high: 0, critical: 0 };
  for (const { verdict } of tools) if (verdict !== undefined) found[verdict.level] += 1;
  return found;
}
