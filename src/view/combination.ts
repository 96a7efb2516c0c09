// Tools of one server that are more dangerous together: one reads what is private or foreign, another lets data out.
import type { CatalogedTool } from '../model/entry.ts';
import type { Effect } from '../model/vocabulary.ts';
import { code, type Prose, prose } from './prose.ts';

export interface Combination {
  readonly text: Prose;
}

const reading: readonly (readonly [Effect, string])[] = [
  ['reads-secrets', 'secrets'],
  ['reads-private-data', 'private data'],
  ['reads-untrusted-content', 'outside content'],
];
const sending: readonly (readonly [Effect, string])[] = [
  ['sends-messages', 'sends messages'],
  ['publishes', 'publishes'],
  ['calls-any-address', 'calls any address'],
];

/** The worst pair of two different tools; undefined when there is none. */
export function combinationOf(tools: readonly CatalogedTool[]): Combination | undefined {
  for (const [read, data] of reading) {
    for (const [send, act] of sending) {
      const reader = tools.find((tool) => tool.verdict?.effects.includes(read));
      const sender = tools.find((tool) => tool !== reader && tool.verdict?.effects.includes(send));
      if (reader !== undefined && sender !== undefined) {
        return {
          text: prose`${code(reader.name)} returns ${data} and ${code(sender.name)} ${act}. One agent with both can leak what it reads.`,
        };
      }
    }
  }
  return undefined;
}
