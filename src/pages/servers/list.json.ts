// All servers as the list of servers narrows them in the browser.
import type { APIRoute } from 'astro';
import { mostNarrowed, serverTable } from '../../view/server-table.ts';
import { serverRows } from '../_catalog.ts';

export const GET: APIRoute = () =>
  Response.json(serverRows().length <= mostNarrowed ? serverTable(serverRows()) : []);
