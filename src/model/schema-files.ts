// The JSON Schemas that programs validate our data with, made from the zod schemas.
import { z } from 'zod';
import { Crawl, Entry, Review, Sources } from './entry.ts';
import { Verdict } from './verdict.ts';

/** What `toolrisk classify --from` prints, one a line. */
const VerdictLine = z.strictObject({
  /** As it was given. */
  server: z.string(),
  name: z.string(),
  verdict: Verdict,
});

const documents = {
  'crawl.json': ['A line of toolrisk crawl --json', Crawl],
  'entry.json': ['A file of catalog/servers', Entry],
  'review.json': ['Front matter of a file of catalog/reviews', Review],
  'sources.json': ['A file of catalog/sources', Sources],
  'verdict-line.json': ['A line of toolrisk classify --json', VerdictLine],
} as const;

/** Text of each file of catalog/schema by its name. */
export function schemaFiles(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(documents).map(([name, [title, schema]]) => [
      name,
      `${JSON.stringify({ ...z.toJSONSchema(schema, { reused: 'ref' }), title }, null, 2)}\n`,
    ]),
  );
}
