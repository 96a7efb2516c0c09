// Asks a running server for its tools, and only for them: initialize, then tools/list page by page.
import { z } from 'zod';
import { OutsideError } from '../../kit/errors.ts';
import type { Server } from '../../model/server.ts';
import type { Skip, ToolDraft } from '../../model/tool.ts';
import { visible } from '../../model/wording.ts';
import { defined, line, webUrl } from '../package-facts.ts';
import { listedTool } from './listed-tool.ts';

const mostPages = 100;
const mostTools = 10_000;
const mostSkips = 100;
/** The newest version that we know (https://modelcontextprotocol.io/specification). A server may answer with an older one. */
const protocolVersion = '2025-11-25';

/** A connection to a server: sends a request and gives its result. */
export interface Connection {
  /** Throws `OutsideError` when there is no answer, and `RpcError` when the answer is an error. */
  request(method: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
  notify(method: string): Promise<void>;
}

/** The server answered with an error of the protocol. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
}

/** What a server says about itself and its tools. */
export interface Listing {
  readonly facts: Partial<Pick<Server, 'title' | 'version' | 'homepage' | 'description'>>;
  readonly tools: readonly ToolDraft[];
  readonly skips: readonly Skip[];
}

const Hello = z.object({
  protocolVersion: z.string().optional(),
  serverInfo: z
    .object({
      name: z.unknown(),
      title: z.unknown(),
      version: z.unknown(),
      websiteUrl: z.unknown(),
      description: z.unknown(),
    })
    .partial()
    .default({}),
});
const Page = z.object({ tools: z.array(z.unknown()), nextCursor: z.string().optional() });

/** Lists the tools. `url` is where the server answers, when it has an address. */
export async function listTools(connection: Connection, detector: string, url?: string): Promise<Listing> {
  const hello = Hello.safeParse(
    await connection.request('initialize', {
      protocolVersion,
      capabilities: {},
      clientInfo: { name: 'toolrisk', version: '1' },
    }),
  );
  if (!hello.success) throw notMcp();
  await connection.notify('notifications/initialized');
  const place = { path: 'tools/list', ...(url === undefined ? {} : { url }) };
  const tools = new Map<string, ToolDraft>();
  const skips: Skip[] = [];
  const seen = new Set<string>();
  let cursor: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const page = Page.safeParse(
      await connection.request('tools/list', cursor === undefined ? {} : { cursor }),
    );
    if (!page.success) throw notMcp();
    for (const value of page.data.tools) {
      const { draft, skips: told } = listedTool(value, detector, place);
      skips.push(...told);
      if (draft === undefined) continue;
      if (!tools.has(draft.name)) tools.set(draft.name, draft);
      else {
        const detail = `${visible(draft.name, 80)} is listed twice; the first is kept.`;
        skips.push({ reason: 'duplicate-name', place, detail });
      }
    }
    cursor = page.data.nextCursor;
    if (cursor === undefined || cursor === '') break;
    if (pages >= mostPages || tools.size >= mostTools || seen.has(cursor)) {
      skips.push({ reason: 'budget-exhausted', place, detail: `The list did not end after ${pages} pages.` });
      break;
    }
    seen.add(cursor);
  }
  const sorted = [...tools.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (sorted.length === 0) skips.push({ reason: 'no-tools-found', detail: 'The server lists no tool.' });
  const { name, title, version, websiteUrl, description } = hello.data.serverInfo;
  return {
    facts: defined<Listing['facts']>({
      title: line(title) ?? line(name),
      version: line(version)?.slice(0, 100),
      homepage: webUrl(websiteUrl),
      description: line(description),
    }),
    tools: sorted,
    skips: bounded(skips),
  };
}

/** A hostile list could hold a million broken tools. */
function bounded(skips: readonly Skip[]): readonly Skip[] {
  if (skips.length <= mostSkips) return skips;
  const rest: Skip = {
    reason: 'invalid-definition',
    detail: `${skips.length - mostSkips} more could not be read.`,
  };
  return [...skips.slice(0, mostSkips), rest];
}

function notMcp(): OutsideError {
  return new OutsideError(
    'unreachable',
    'It does not answer as an MCP server does.',
    'Check the address or the command; the address of a server often ends in /mcp or /sse.',
  );
}
