// The purse: money is set aside before it can be spent, so that a cap holds whatever answers cost.

/** Money set aside for one request or batch. */
export interface Reservation {
  /** Takes what was really spent and gives the rest back. Only the first call counts. */
  settle(usd: number): void;
}

export interface Budget {
  /** Sets money aside; undefined when the cap does not allow it. */
  reserve(usd: number): Reservation | undefined;
  /** Sets money aside that an earlier run has already promised to a server, whatever the cap says. */
  commit(usd: number): Reservation;
  /** Like `reserve`, but waits while other reservations may still give something back. Throws `BudgetReached`. */
  acquire(usd: number): Promise<Reservation>;
  /** Dollars spent so far. */
  spent(): number;
  /** Dollars neither spent nor set aside. */
  left(): number;
}

/** The cap does not allow another request. */
export class BudgetReached extends Error {
  override readonly name = 'BudgetReached';
}

/** A purse with a cap in dollars; without one it only counts. */
export function budgetOf(cap = Number.POSITIVE_INFINITY): Budget {
  let spent = 0;
  const aside = new Map<object, number>();
  let waiting: (() => void)[] = [];
  const sumAside = () => [...aside.values()].reduce((sum, usd) => sum + usd, 0);
  const commit = (usd: number): Reservation => {
    const reservation: Reservation = {
      settle(actual) {
        if (!aside.delete(reservation)) return;
        spent += actual;
        const woken = waiting;
        waiting = [];
        for (const wake of woken) wake();
      },
    };
    aside.set(reservation, usd);
    return reservation;
  };
  const reserve = (usd: number) => (spent + sumAside() + usd > cap ? undefined : commit(usd));
  return {
    reserve,
    commit,
    async acquire(usd) {
      for (;;) {
        const reservation = reserve(usd);
        if (reservation !== undefined) return reservation;
        if (aside.size === 0) throw new BudgetReached('The budget does not allow another request.');
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    spent: () => spent,
    left: () => cap - spent - sumAside(),
  };
}
