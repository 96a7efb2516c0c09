// The lists of tools by category, level and effect: which there are, and what each says about itself.
import type { Summary, ToolFilter } from '../model/rows.ts';
import { type Category, categories, effects, type Level, levels } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { categoryUrl } from './address.ts';
import { pageNumbers } from './paging.ts';

/** One page of one list. */
export interface ListPage {
  readonly path: string;
  readonly filter: ToolFilter;
  readonly page: number;
}

/** Number of tools that pass a filter. */
export type Counted = (filter: ToolFilter) => number;

/** Pages of the six categories, and of each category at each level that has a tool. */
export function categoryPages(counted: Counted): readonly ListPage[] {
  return categories.flatMap(({ id: category }) => [
    ...pages(category.toLowerCase(), { category }, counted),
    ...levels.flatMap(({ id: level }) =>
      counted({ category, level }) === 0
        ? []
        : pages(`${category.toLowerCase()}/${level}`, { category, level }, counted),
    ),
  ]);
}

/** Pages of the four levels. */
export function riskPages(counted: Counted): readonly ListPage[] {
  return levels.flatMap(({ id: level }) => pages(level, { level }, counted));
}

/** Pages of the effects. */
export function effectPages(counted: Counted): readonly ListPage[] {
  return effects.flatMap(({ id: effect }) => pages(effect, { effect }, counted));
}

/** Address of a category's tools at one level. */
export function categoryLevelUrl(category: Category, level: Level): string {
  return `${categoryUrl(category)}${level}/`;
}

/** "412 of 1,640 tools (25.1%)". */
export function shareText(tools: number, all: number): string {
  return `${tools.toLocaleString('en-US')} of ${count(all, 'tool')} (${percent(tools, all)})`;
}

/** "25.1%"; "0%" of nothing. */
export function percent(part: number, all: number): string {
  if (all === 0 || part === 0) return '0%';
  const share = (100 * part) / all;
  return share < 0.1 ? 'less than 0.1%' : `${share.toFixed(1)}%`;
}

/** Tools of one category at each level, from the counts of the whole catalog. */
export function levelsOfCategory(summary: Summary, category: Category): Record<Level, number> {
  const found: Record<Level, number> = { low: 0, medium: 0, high: 0, critical: 0 };
  for (const cell of summary.byCategoryLevel) if (cell.category === category) found[cell.level] += cell.tools;
  return found;
}

/** Tools of one level in each category, the empty ones left out. */
export function categoriesOfLevel(
  summary: Summary,
  level: Level,
): readonly { readonly category: Category; readonly tools: number }[] {
  return categories.flatMap(({ id: category }) => {
    const cell = summary.byCategoryLevel.find((one) => one.category === category && one.level === level);
    return cell === undefined ? [] : [{ category, tools: cell.tools }];
  });
}

function pages(path: string, filter: ToolFilter, counted: Counted): readonly ListPage[] {
  return pageNumbers(counted(filter)).map((page) => ({
    path: page === 1 ? path : `${path}/${page}`,
    filter,
    page,
  }));
}
