// Every tool of the build as a record, for the files that hold the whole catalog.
import type { ToolRecord } from '../model/api-documents.ts';
import { toolRecord } from '../view/download.ts';
import { patterns } from './_attacks.ts';
import { entryAt, serverIds, site, slugsAt } from './_catalog.ts';

/** Records in the order of servers and names. */
export function* toolRecords(): Iterable<ToolRecord> {
  for (const id of serverIds()) {
    const entry = entryAt(id);
    const slugs = slugsAt(id);
    for (const tool of entry.tools) {
      yield toolRecord(entry, tool, slugs.get(tool.name) ?? '', patterns, site.origin);
    }
  }
}
