// How fast to ask: follows what the server says about its limits.

/** When the next request may start. */
export interface Pace {
  /** Resolves when a request may start. */
  ready(signal: AbortSignal): Promise<void>;
  /** Learns from a response. */
  saw(status: number, headers: Headers): void;
}

export interface PaceClock {
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Longest pause that a server can impose with one response, in milliseconds. */
const longestPause = 120_000;
const kinds = ['requests', 'tokens', 'input-tokens', 'output-tokens'] as const;

/** `needs` is what one request takes of each limit, at the most. */
export function paceOf(clock: PaceClock, needs: Readonly<Record<(typeof kinds)[number], number>>): Pace {
  let until = 0;
  const pauseUntil = (time: number) => {
    until = Math.max(until, Math.min(time, clock.now() + longestPause));
  };
  return {
    async ready(signal) {
      for (let left = until - clock.now(); left > 0; left = until - clock.now())
        await clock.wait(left, signal);
    },
    saw(status, headers) {
      if (status === 429 || status === 529) {
        const seconds = Number(headers.get('retry-after') ?? Number.NaN);
        if (seconds > 0) pauseUntil(clock.now() + seconds * 1000);
      }
      for (const kind of kinds) {
        const remaining = Number(headers.get(`anthropic-ratelimit-${kind}-remaining`) ?? Number.NaN);
        const reset = Date.parse(headers.get(`anthropic-ratelimit-${kind}-reset`) ?? '');
        if (remaining < needs[kind] && !Number.isNaN(reset)) pauseUntil(reset);
      }
    },
  };
}
