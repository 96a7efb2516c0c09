// What start and preview share: serve the site until the user stops it.
import { InputError } from '../kit/errors.ts';
import { firstPort, serveSite } from '../pipeline/serve-site.ts';
import type { CommandContext, CommandOption, Given } from './command.ts';

export const portOption: CommandOption = {
  type: 'string',
  value: '<port>',
  help: `port to listen on; the next free one when it is taken (default ${firstPort})`,
};

/** Serves and prints where, then waits for ctrl-C. */
export async function serveUntilStopped(
  given: Given,
  { root, signal, print, json }: CommandContext,
): Promise<void> {
  const served = await serveSite(root, portOf(given));
  print(json ? JSON.stringify({ url: served.url }) : `Ready on ${served.url}`);
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await served.stop();
}

function portOf(given: Given): number {
  const text = given.text('port');
  if (text === undefined) return firstPort;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InputError(`"${text}" is not a port.`, 'Give a number from 1 to 65535.');
  }
  return port;
}
