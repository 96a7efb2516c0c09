// Every tool, one JSON object a line.
import type { APIRoute } from 'astro';
import { toolRecords } from '../../_records.ts';

export const GET: APIRoute = () =>
  new Response(Array.from(toolRecords(), (record) => `${JSON.stringify(record)}\n`).join(''));
