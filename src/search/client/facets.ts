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

/** The rows that a query found, before narrowing. */
export interface Found {
  readonly rows: readonly Row[];
  /** True when no row is missing. */
  readonly complete: boolean;
  /** The list that the query asks for as it stands, when it was cut: it knows its true counts. */
  readonly whole?: RowList | undefined;
  /** The parts of that list by level, for the levels that are chosen. */
  readonly levels?: ReadonlyMap<string, RowList> | undefined;
}

/** True when a hit has one of the chosen values in every dimension. */
export function passes(hit: Hit, filters: Filters): boolean {
  return dimensions.every((dimension) => {
    const chosen = filters[dimension] ?? [];
    return chosen.length === 0 || valuesOf(hit, dimension).some((value) => chosen.includes(value));
  });
}

/** How many tools the query has after narrowing. */
export function totalOf(found: Found, filters: Filters): Count {
  const rows = found.rows.filter((row) => passes(row, filters)).length;
  if (found.complete) return { n: rows, exact: true };
  if (found.whole !== undefined) {
    if (isEmpty(filters)) return { n: found.whole.total, exact: true };
    const parts = levelsAlone(found, filters);
    if (parts !== undefined) return { n: sum(parts.map(({ total }) => total)), exact: true };
  }
  return { n: rows, exact: false };
}

/** Counts for each value of each dimension. `values` are those of the manifest. */
export function facetsOf(
  found: Found,
  filters: Filters,
  values: { readonly [D in Dimension]: readonly string[] },
): Facets {
  return Object.fromEntries(
    dimensions.map((dimension) => [
      dimension,
      countsOf(found, without(filters, dimension), dimension, values),
    ]),
  ) as unknown as Facets;
}

function countsOf(
  found: Found,
  others: Filters,
  dimension: Dimension,
  values: { readonly [D in Dimension]: readonly string[] },
): ReadonlyMap<string, Count> {
  const known = knownCounts(found, others, dimension);
  if (known !== undefined) {
    return new Map(values[dimension].map((value, i) => [value, { n: known(value, i), exact: true }]));
  }
  const counts = new Map<string, number>(values[dimension].map((value) => [value, 0]));
  for (const row of found.rows) {
    if (!passes(row, others)) continue;
    for (const value of valuesOf(row, dimension)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return new Map(Array.from(counts, ([value, n]) => [value, { n, exact: found.complete }]));
}

/** True counts that a cut list carries, as long as nothing narrows it but levels. */
function knownCounts(
  found: Found,
  others: Filters,
  dimension: Dimension,
): ((value: string, i: number) => number) | undefined {
  if (found.complete || found.whole === undefined) return undefined;
  if (isEmpty(others)) return (_, i) => found.whole?.facets?.[dimension][i] ?? 0;
  const parts = levelsAlone(found, others);
  if (parts === undefined) return undefined;
  return (value, i) =>
    sum(
      parts.map(
        ({ facets, rows }) =>
          facets?.[dimension][i] ?? rows.filter((row) => valuesOf(row, dimension).includes(value)).length,
      ),
    );
}

/** The level parts of a cut list when levels are all that is chosen. */
function levelsAlone(found: Found, filters: Filters): readonly RowList[] | undefined {
  const chosen = filters.level ?? [];
  if (chosen.length === 0 || !isEmpty(without(filters, 'level'))) return undefined;
  const parts = chosen.map((level) => found.levels?.get(level));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function valuesOf(hit: Hit, dimension: Dimension): readonly string[] {
  if (dimension === 'effect') return hit.effects;
  const value = hit[dimension];
  return value === '' ? [] : [value];
}

function without(filters: Filters, dimension: Dimension): Filters {
  return { ...filters, [dimension]: [] };
}

function isEmpty(filters: Filters): boolean {
  return dimensions.every((dimension) => (filters[dimension] ?? []).length === 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
