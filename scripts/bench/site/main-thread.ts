// What kept a page from answering, in time of the processor: other programs on a busy machine do not count.
import type { Browser, Page } from 'playwright-core';

/** The lengths of the tasks on the main thread of a page while something is done with it, in milliseconds of processor time. */
export async function tasksDuring(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await act();
  const trace: unknown = JSON.parse((await browser.stopTracing()).toString('utf8'));
  const events = (trace as { readonly traceEvents: readonly TraceEvent[] }).traceEvents;
  const main = new Set(
    events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(thread),
  );
  return events
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && main.has(thread(event)))
    .map(({ tdur = 0 }) => tdur / 1000);
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor time. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

function thread({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}
