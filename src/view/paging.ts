// Long lists in pages: which part a page shows, and where its neighbors are.

export interface Paging {
  readonly page: number;
  readonly pages: number;
  /** Index of the first item, counted from 0. */
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly previous?: string;
  readonly next?: string;
}

/** Items on one page. */
const pageSize = 100;

/** Numbers of all pages of a list; an empty list has one. */
export function pageNumbers(total: number, size = pageSize): readonly number[] {
  return Array.from({ length: Math.max(1, Math.ceil(total / size)) }, (_, index) => index + 1);
}

/** One page of a list whose first page is at `first`; the others are below it, `<first>2/` and so on. */
export function pagingOf(
  first: string,
  total: number,
  page: number,
  following: string = first,
  size = pageSize,
): Paging {
  const pages = pageNumbers(total, size).length;
  const at = (number: number) => (number === 1 ? first : `${following}${number}/`);
  return {
    page,
    pages,
    offset: (page - 1) * size,
    limit: size,
    total,
    ...(page > 1 ? { previous: at(page - 1) } : {}),
    ...(page < pages ? { next: at(page + 1) } : {}),
  };
}

/** "1 to 100 of 1,234". */
export function pagingText({ offset, limit, total }: Paging): string {
  if (total === 0) return 'None';
  const last = Math.min(total, offset + limit);
  return `${(offset + 1).toLocaleString('en-US')} to ${last.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`;
}
