// Where the work is done, away from the page: loads data files, makes documents. Runs in a worker, or without one.
import { z } from 'zod';
import { type Table, useTable } from '../policy/table.ts';
import { type ListedServer, type LoadedServer, serverOf, serversOf } from './catalog.ts';
import { type Draft, draftOf, type Effects, effectsOf, type ToolRef } from './compose.ts';
import type { State } from './state.ts';

// Otherwise zod tries to build code from text, which the page's own policy forbids.
z.config({ jitless: true });

export type Order =
  /** Comes first: the table of the site's operator. */
  | { readonly kind: 'table'; readonly table: Table }
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
  | { readonly kind: 'draft'; readonly turn: number; readonly draft: Draft }
  | { readonly kind: 'effects'; readonly turn: number; readonly effects: Effects };

/** Milliseconds of work after which a newer order gets its chance. */
const stretch = 20;

/**
 * Takes orders and gives answers; what could not be loaded is absent from its answer. The text of a document comes first
 * and what it does after that, unless a newer order made it idle.
 */
export function openDesk(give: (answer: Answer) => void): (order: Order) => Promise<void> {
  const loaded = new Map<string, LoadedServer>();
  let newest = 0;
  return async (order) => {
    switch (order.kind) {
      case 'table':
        useTable(order.table);
        return;
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
      case 'compose': {
        const { turn, state, asked } = order;
        newest = turn;
        const draft = draftOf(loaded, state);
        give({ kind: 'draft', turn, draft });
        if (draft.kind === 'problem') return;
        await breath();
        if (newest !== turn) return;
        const work = effectsOf(loaded, state, draft.text, asked);
        for (let since = performance.now(), step = work.next(); ; step = work.next()) {
          if (step.done === true) return give({ kind: 'effects', turn, effects: step.value });
          if (performance.now() - since < stretch) continue;
          await breath();
          if (newest !== turn) return;
          since = performance.now();
        }
      }
    }
  };
}

/** Lets orders in that came meanwhile. */
const breath = (): Promise<void> => new Promise((resume) => setTimeout(resume));

async function load<Data>(address: string, read: (json: unknown) => Data): Promise<Data | undefined> {
  try {
    const answer = await fetch(address);
    return answer.ok ? read(await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}
