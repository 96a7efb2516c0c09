// Every tool: as a record a line, and in short as a table.
import { Readable } from 'node:stream';
import type { APIRoute } from 'astro';
import { csvHead, csvLine } from '../../../view/download.ts';
import { listPages } from '../../_catalog.ts';
import { toolRecords } from '../../_records.ts';

const formats: Readonly<Record<string, () => Iterable<string>>> = {
  *csv() {
    yield csvHead;
    for (const record of toolRecords()) yield csvLine(record);
  },
  *ndjson() {
    for (const record of toolRecords()) yield `${JSON.stringify(record)}\n`;
  },
};

export function getStaticPaths() {
  return listPages(() => Object.keys(formats).map((format) => ({ params: { format } })));
}

/** As a stream: the whole catalog in one string would be longer than a string can be. */
export const GET: APIRoute = ({ params: { format = '' } }) =>
  new Response(Readable.toWeb(Readable.from(bytes(formats[format]?.() ?? []))) as ReadableStream);

function* bytes(lines: Iterable<string>): Iterable<Uint8Array> {
  const encoder = new TextEncoder();
  for (const line of lines) yield encoder.encode(line);
}
