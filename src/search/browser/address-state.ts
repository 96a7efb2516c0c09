// The query and the choices as part of the page's address, so that a result list can be linked to.
import type { Filters } from '../client/client.ts';
import { type Dimension, dimensions } from '../format.ts';

/** What the search page shows. */
export interface PageState {
  readonly query: string;
  readonly filters: Filters;
}

const mostValues = 30;

/** Reads `?q=stop+vm&level=high&level=critical`; what it does not know it leaves out. */
export function stateOf(search: string): PageState {
  const parameters = new URLSearchParams(search);
  const filters: { [D in Dimension]?: readonly string[] } = {};
  for (const dimension of dimensions) {
    const values = [...new Set(parameters.getAll(dimension))].filter((value) => value !== '');
    if (values.length > 0) filters[dimension] = values.slice(0, mostValues);
  }
  return { query: parameters.get('q') ?? '', filters };
}

/** The reverse of `stateOf`; empty for an empty state. */
export function addressOf({ query, filters }: PageState): string {
  const parameters = new URLSearchParams();
  if (query.trim() !== '') parameters.set('q', query.trim());
  for (const dimension of dimensions) {
    for (const value of filters[dimension] ?? []) parameters.append(dimension, value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** True when something is chosen. */
export function isNarrowed(filters: Filters): boolean {
  return dimensions.some((dimension) => (filters[dimension] ?? []).length > 0);
}
