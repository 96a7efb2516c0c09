// YAML for policy files: written so that readers of YAML 1.1 and 1.2 agree, read without aliases, with maps for foreign keys.
import { CORE_SCHEMA, DUMP_SCHEMA, dump, load, realMapTag } from 'js-yaml';

/** Writes maps and plain objects alike. */
const anyMap: typeof realMapTag = {
  ...realMapTag,
  identify: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
  represent: (value: unknown) => (value instanceof Map ? value : new Map(Object.entries(Object(value)))),
};
const writing = DUMP_SCHEMA.withTags(anyMap);
const reading = CORE_SCHEMA.withTags(realMapTag);

/** A document, one line a value; words that YAML 1.1 takes for booleans are quoted. */
export function yamlText(value: unknown): string {
  return dump(value, { schema: writing, lineWidth: -1, quoteStyle: 'double', noRefs: true });
}

/** The value of a document. Throws for broken YAML, a key that stands twice, and any alias, which could make a small file large. */
export function parseYaml(text: string): unknown {
  return load(text, { schema: reading, maxAliases: 0 });
}
