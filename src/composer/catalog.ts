// The site's data files as the composer needs them. One bad element never sinks the list.
import { z } from 'zod';
import { isServerId } from '../model/server.ts';
import { InputSchema, Skip } from '../model/tool.ts';
import { Verdict } from '../model/verdict.ts';
import type { Judged } from '../policy/recommend.ts';

/** A server in the list that one picks from. */
export interface ListedServer {
  readonly id: string;
  readonly title: string;
  readonly tools: number;
}

/** A tool with where its page is. */
export type LoadedTool = Judged & { readonly slug: string };

/** A server with its tools. */
export interface LoadedServer {
  readonly id: string;
  readonly title: string;
  readonly tools: readonly LoadedTool[];
  readonly skips: readonly Skip[];
  /** Elements of the file that could not be read. */
  readonly unread: number;
}

const Listed = z.object({ id: z.string().refine(isServerId), title: z.string(), tools: z.int() });
const Index = z.object({ servers: z.array(z.unknown()) });
const Tool = z.object({ name: z.string().min(1), slug: z.string(), inputSchema: InputSchema });
const Server = z.object({
  server: z.object({ id: z.string(), title: z.string() }),
  tools: z.array(z.unknown()),
  skips: z.array(z.unknown()),
});

/** The servers of `api/v1/index.json` that have tools. Throws when the file is something else. */
export function serversOf(json: unknown): readonly ListedServer[] {
  return Index.parse(json)
    .servers.flatMap((one) => Listed.safeParse(one).data ?? [])
    .filter(({ tools }) => tools > 0);
}

/** A server of `api/v1/servers`. Throws when the file is something else. */
export function serverOf(json: unknown): LoadedServer {
  const { server, tools, skips } = Server.parse(json);
  const byName = new Map<string, LoadedTool>();
  for (const one of tools) {
    const tool = Tool.safeParse(one).data;
    if (tool === undefined || byName.has(tool.name)) continue;
    // A verdict of another shape counts as none: the tool is then treated as unknown.
    const verdict = Verdict.safeParse((one as { readonly verdict?: unknown }).verdict).data;
    byName.set(tool.name, verdict === undefined ? tool : { ...tool, verdict });
  }
  return {
    id: server.id,
    title: server.title,
    tools: [...byName.values()],
    skips: skips.flatMap((one) => Skip.safeParse(one).data ?? []),
    unread: tools.length - byName.size,
  };
}
