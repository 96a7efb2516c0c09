// The commands, sorted by name. Each is loaded only when it is called, so that help stays quick.
import type { Command } from './command.ts';

export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.ts')).check,
  crawl: async () => (await import('./commands/crawl.ts')).crawl,
  update: async () => (await import('./commands/update.ts')).update,
};
