// Every tool in short, as a table.
import type { APIRoute } from 'astro';
import { csvHead, csvLine } from '../../../view/download.ts';
import { toolRecords } from '../../_records.ts';

export const GET: APIRoute = () => new Response(csvHead + Array.from(toolRecords(), csvLine).join(''));
