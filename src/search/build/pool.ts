// Many short lists of numbers in one growing array: 600,000 lists would cost more as arrays of their own.

export interface Pool {
  add(items: readonly number[]): void;
  /** The list that was added as number `index`. A view: do not keep it. */
  get(index: number): Int32Array;
}

/** An empty pool. */
export function pool(): Pool {
  let items = new Int32Array(1 << 16);
  let used = 0;
  const ends: number[] = [];
  return {
    add: (more) => {
      if (used + more.length > items.length) {
        const larger = new Int32Array(Math.max(items.length * 2, used + more.length));
        larger.set(items);
        items = larger;
      }
      items.set(more, used);
      used += more.length;
      ends.push(used);
    },
    get: (index) => items.subarray(index === 0 ? 0 : (ends[index - 1] ?? 0), ends[index] ?? 0),
  };
}
