// Narrowing hits, and counting what each further choice would leave. A number that may be too low says so.
import { type Dimension, dimensions } from '../format.ts';
import type { Hit, Row, RowList } from './hit.ts';

/** The values chosen in each dimension: any of them within one, all dimensions together. */
export type Filters = { readonly [D in Dimension]?: readonly string[] };

/** A number of tools; not exact means at least that many. */
export interface Count {
  readonly n: number;
  readonly exact: boolean;
}

/** For each dimension, the number of tools for each value if that value were the choice there. */
export type Facets = { readonly [D in Dimension]: ReadonlyMap<string, Count> };

/** The values of each dimension, as the manifest lists them. */
export type Values = { readonly [D in Dimension]: readonly string[] };

/** The rows that a query found, before narrowing. */
export interface Found {
  readonly rows: readonly Row[];
  /** True when no row is missing. */
  readonly complete: boolean;
  /** The list that the query asks for as it stands, when it was cut: it knows its true counts. */
  readonly whole?: RowList | undefined;
  /** The parts of that list by level, as far as they were read. */
  readonly levels?: ReadonlyMap<string, RowList> | undefined;
}

/** True when a hit has one of the chosen values in every dimension. */
export function passes(hit: Hit, filters: Filters): boolean {
  return dimensions.every((dimension) => {
    const wanted = chosen(filters, dimension);
    return wanted.length === 0 || valuesOf(hit, dimension).some((value) => wanted.includes(value));
  });
}

/** How many tools the query has after narrowing. */
export function totalOf(found: Found, filters: Filters, values: Values): Count {
  const known = knownCount(found, filters, values);
  if (known !== undefined) return { n: known, exact: true };
  return { n: found.rows.filter((row) => passes(row, filters)).length, exact: found.complete };
}

/** Counts for each value of each dimension. */
export function facetsOf(found: Found, filters: Filters, values: Values): Facets {
  return Object.fromEntries(
    dimensions.map((dimension) => [dimension, countsOf(found, filters, dimension, values)]),
  ) as unknown as Facets;
}

function countsOf(
  found: Found,
  filters: Filters,
  dimension: Dimension,
  values: Values,
): ReadonlyMap<string, Count> {
  const others = without(filters, dimension);
  const seen = new Map<string, number>(values[dimension].map((value) => [value, 0]));
  for (const row of found.rows) {
    if (!passes(row, others)) continue;
    for (const value of valuesOf(row, dimension)) seen.set(value, (seen.get(value) ?? 0) + 1);
  }
  return new Map(
    Array.from(seen, ([value, n]) => {
      const known = knownCount(found, { ...others, [dimension]: [value] }, values);
      return [value, known === undefined ? { n, exact: found.complete } : { n: known, exact: true }];
    }),
  );
}

/** The true count of a list that was cut: it carries its own, and those of its levels, for one more choice. */
function knownCount(found: Found, filters: Filters, values: Values): number | undefined {
  if (found.complete || found.whole === undefined) return undefined;
  const [dimension, more] = dimensions.filter((each) => each !== 'level' && chosen(filters, each).length > 0);
  // Effects overlap, so the counts of two of them do not add up.
  if (more !== undefined || (dimension === 'effect' && chosen(filters, 'effect').length > 1))
    return undefined;
  const ofLevels = chosen(filters, 'level');
  const parts = ofLevels.length === 0 ? [found.whole] : ofLevels.map((level) => found.levels?.get(level));
  let sum = 0;
  for (const part of parts) {
    // A part that was not read is known by the whole's count, if levels are all that is chosen.
    if (part === undefined)
      return dimension === undefined ? counted(found.whole, 'level', ofLevels, values) : undefined;
    sum +=
      dimension === undefined ? part.total : counted(part, dimension, chosen(filters, dimension), values);
  }
  return sum;
}

/** How many records of a list have one of the values. */
function counted(list: RowList, dimension: Dimension, wanted: readonly string[], values: Values): number {
  const counts = list.facets?.[dimension];
  if (counts === undefined) {
    return list.rows.filter((row) => valuesOf(row, dimension).some((value) => wanted.includes(value))).length;
  }
  return wanted.reduce((sum, value) => sum + (counts[values[dimension].indexOf(value)] ?? 0), 0);
}

function chosen(filters: Filters, dimension: Dimension): readonly string[] {
  return filters[dimension] ?? [];
}

function valuesOf(hit: Hit, dimension: Dimension): readonly string[] {
  if (dimension === 'effect') return hit.effects;
  const value = hit[dimension];
  return value === '' ? [] : [value];
}

function without(filters: Filters, dimension: Dimension): Filters {
  return { ...filters, [dimension]: [] };
}
