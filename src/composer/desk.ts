// Where the work is done, away from the page: loads data files, makes documents. Runs in a worker, or without one.
import { z } from 'zod';
import { type ListedServer, type LoadedServer, serverOf, serversOf } from './catalog.ts';
import { type Composed, compose, type ToolRef } from './compose.ts';
import type { State } from './state.ts';

// Otherwise zod tries to build code from text, which the page's own policy forbids.
z.config({ jitless: true });

export type Order =
  | { readonly kind: 'index'; readonly address: string }
  | { readonly kind: 'server'; readonly id: string; readonly address: string }
  | {
      readonly kind: 'compose';
      /** Comes back with the answer, so that an older one is known as such. */
      readonly turn: number;
      readonly state: State;
      readonly asked?: ToolRef | undefined;
    };

export type Answer =
  | { readonly kind: 'index'; readonly servers?: readonly ListedServer[] | undefined }
  | { readonly kind: 'server'; readonly id: string; readonly server?: LoadedServer | undefined }
  | { readonly kind: 'composed'; readonly turn: number; readonly composed: Composed };

/** Takes orders and gives an answer to each; what could not be loaded is absent from its answer. */
export function openDesk(give: (answer: Answer) => void): (order: Order) => Promise<void> {
  const loaded = new Map<string, LoadedServer>();
  return async (order) => {
    switch (order.kind) {
      case 'index':
        give({ kind: 'index', servers: await load(order.address, serversOf) });
        return;
      case 'server': {
        const server = await load(order.address, serverOf);
        const right = server?.id === order.id ? server : undefined;
        if (right !== undefined) loaded.set(order.id, right);
        give({ kind: 'server', id: order.id, server: right });
        return;
      }
      case 'compose':
        give({
          kind: 'composed',
          turn: order.turn,
          composed: compose(loaded, order.state, order.asked),
        });
    }
  };
}

async function load<Data>(address: string, read: (json: unknown) => Data): Promise<Data | undefined> {
  try {
    const answer = await fetch(address);
    return answer.ok ? read(await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}
