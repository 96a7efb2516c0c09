// The commands, sorted by name. Each is loaded only when it is called, so that help stays quick.
import type { Command } from './command.ts';

export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  add: async () => (await import('./commands/add.ts')).add,
  build: async () => (await import('./commands/build.ts')).build,
  check: async () => (await import('./commands/check.ts')).check,
  classify: async () => (await import('./commands/classify.ts')).classify,
  crawl: async () => (await import('./commands/crawl.ts')).crawl,
  dev: async () => (await import('./commands/dev.ts')).dev,
  eval: async () => (await import('./commands/eval.ts')).evaluate,
  policy: async () => (await import('./commands/policy.ts')).policy,
  preview: async () => (await import('./commands/preview.ts')).preview,
  start: async () => (await import('./commands/start.ts')).start,
  update: async () => (await import('./commands/update.ts')).update,
};
