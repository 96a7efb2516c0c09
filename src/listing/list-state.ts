// What is chosen on the list of servers, as part of the page's address, so that a narrowed list can be linked to.
import { type ServerDimension, serverDimensions } from '../view/server-dimensions.ts';
import { type Chosen, type ServerOrder, serverOrders } from './narrow.ts';

export interface ListState {
  readonly chosen: Chosen;
  readonly order: ServerOrder;
}

/** Reads `?level=critical&category=execute&order=risk`; what it does not know it leaves out. */
export function stateOf(search: string): ListState {
  const parameters = new URLSearchParams(search);
  const chosen = new Map<ServerDimension, ReadonlySet<string>>();
  for (const dimension of serverDimensions) {
    const values = parameters.getAll(dimension).filter((value) => value !== '');
    if (values.length > 0) chosen.set(dimension, new Set(values));
  }
  const order = serverOrders.find((one) => one === parameters.get('order')) ?? 'name';
  return { chosen, order };
}

/** The reverse of `stateOf`; empty for the whole list by name. */
export function addressOf({ chosen, order }: ListState): string {
  const parameters = new URLSearchParams();
  for (const [dimension, values] of chosen) for (const value of values) parameters.append(dimension, value);
  if (order !== 'name') parameters.set('order', order);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** True when the list is all of the servers, by name. */
export function isWhole({ chosen, order }: ListState): boolean {
  return order === 'name' && [...chosen.values()].every((values) => values.size === 0);
}
