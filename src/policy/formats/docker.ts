// Docker MCP Gateway: which tools of a server it offers. It cannot ask, count or look at arguments.
import { z } from 'zod';
import type { Emitted, Format, Read } from '../format.ts';
import { type Capabilities, expressAll, type Gap, gathered } from '../gaps.ts';
import type { Intent } from '../intent.ts';
import { allowed, type Enforced, hiddenUnlisted } from '../outcome.ts';
import { readYamlMaps } from '../read.ts';
import { yamlText } from '../yaml.ts';

const can: Capabilities = { hide: true, deny: false, ask: false, count: false, bound: false };

/** Names of the tools that are offered, by server. An empty list offers none; a server without a list offers all. */
const Tools = z.map(z.string(), z.array(z.string()));

export const docker: Format = {
  id: 'docker',
  label: 'Docker MCP Gateway',
  about: 'The gateway of Docker offers only the tools that its `tools.yaml` lists, server by server.',
  file: 'docker-tools.yaml',
  path: '~/.docker/mcp/tools.yaml',
  save: 'Save this as `~/.docker/mcp/tools.yaml`, or add its lists to the file that is there.',
  language: 'yaml',
  documentation: 'https://github.com/docker/mcp-gateway',
  can,
  namesServer: true,
  emit,
  read: (text): Read => {
    const read = readYamlMaps(text, Tools);
    return read.data === undefined ? read : { enforced: enforcedBy(read.data), problems: [] };
  },
};

function emit({ servers }: Intent): Emitted {
  const gaps: Gap[] = [];
  const lists = servers.map(({ alias, tools }) => {
    const expressed = expressAll(tools, can);
    gaps.push(...expressed.gaps);
    const open = expressed.tools.filter(({ decision }) => decision.kind === 'allow').map(({ name }) => name);
    for (const name of open.filter((one) => !one.isWellFormed())) {
      gaps.push({ cannot: 'name', instead: 'hide', than: 'stricter', tools: [name] });
    }
    return [alias, open.filter((one) => one.isWellFormed())] as const;
  });
  return { text: yamlText(new Map(lists)), gaps: gathered(gaps) };
}

function enforcedBy(lists: ReadonlyMap<string, readonly string[]>): Enforced {
  return {
    outcome: (server, tool) => (lists.get(server)?.includes(tool) === false ? hiddenUnlisted : allowed),
    names: (server) => [...new Set(lists.get(server) ?? [])],
  };
}
