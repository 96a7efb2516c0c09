// Server names that a client's rule language can hold.
import { InputError } from '../kit/errors.ts';
import type { DecidedServer } from './intent.ts';

/** Throws `InputError` for a server whose name the format would misread. */
export function checkAliases(
  label: string,
  servers: readonly DecidedServer[],
  accepts: RegExp,
  remedy: string,
): void {
  for (const { alias } of servers) {
    if (!accepts.test(alias)) throw new InputError(`${label} cannot use the server name "${alias}".`, remedy);
  }
}
