// What `npm run new` can start: where a unit goes, what stands in it at first, and what to do next.

export interface Unit {
  /** The unit's file. */
  file(name: string): string;
  /** The list that names it. */
  readonly list: string;
  /** What the file exports. */
  exported(name: string): string;
  /** How the list imports it. */
  specifier(name: string): string;
  /** What stands in the file at first: it compiles, and refuses or skips until it is filled in. */
  text(name: string): string;
  /** Files of a first fixture, by path. */
  fixtures?(name: string): Readonly<Record<string, string>>;
  readonly next: string;
}

const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

export const units: Readonly<Record<string, Unit>> = {
  extractor: {
    file: (name) => `src/extract/${name}.ts`,
    list: 'src/extract/extractors.ts',
    exported: camel,
    specifier: (name) => `./${name}.ts`,
    text: (name) => `// Reads the tools of ${name} servers.
import type { Extractor } from './extractor.ts';

export const ${camel(name)}: Extractor = {
  id: '${name}',
  grammars: [],
  reads: (path) => path.endsWith('.${name}'),
  extract: (files) => ({
    tools: [],
    skips: files.map(({ path }) => ({ reason: 'no-parser', place: { path } })),
  }),
};
`,
    fixtures: (name) => ({
      [`test/fixtures/extract/${name}/rosetta/input/server.${name}`]:
        'Write the harbor server of test/fixtures/extract/_rosetta.json here.\n',
    }),
    next: 'write the rosetta server, make the extractor read it, then: npm run golden',
  },
  source: {
    file: (name) => `src/crawl/${name}.ts`,
    list: 'src/crawl/readers.ts',
    exported: camel,
    specifier: (name) => `./${name}.ts`,
    text: (name) => `// Reads servers from ${name}.
import { OutsideError } from '../kit/errors.ts';
import type { SourceReader } from '../model/source.ts';

export const ${camel(name)}: SourceReader = {
  kind: '${name}',
  spelling: '${name}:name',
  accepts: (source) => source.startsWith('${name}:'),
  // biome-ignore lint/correctness/useYield: nothing is read yet
  async *read(source) {
    throw new OutsideError('refused', \`"\${source}" cannot be read yet.\`, 'Write this reader first.');
  },
};
`,
    next: 'make it yield trees or tools, and test it against a loopback server in test/crawl',
  },
};
