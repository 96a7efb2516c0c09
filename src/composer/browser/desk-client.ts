// The page's side of the desk: a worker where there can be one, the same code in the page where not.
import type { Answer, Order } from '../desk.ts';

/** Sends orders; answers come to `take`, in any order. */
export function deskClient(take: (answer: Answer) => void): (order: Order) => void {
  const sent: Order[] = [];
  let instead: Promise<(order: Order) => Promise<void>> | undefined;
  const worker = new Worker(new URL('../worker.ts', import.meta.url), { type: 'module' });
  let works = false;
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    works = true;
    take(data);
  });
  worker.addEventListener('error', () => {
    if (works || instead !== undefined) return;
    instead = import('../desk.ts').then(({ openDesk }) => openDesk(take));
    for (const order of sent.splice(0)) void instead.then((desk) => desk(order));
  });
  return (order) => {
    if (instead !== undefined) void instead.then((desk) => desk(order));
    else {
      if (!works) sent.push(order);
      worker.postMessage(order);
    }
  };
}
