// Documents of whole servers in every format, and what each says about itself. Input: servers.json (see _servers.ts).
import assert from 'node:assert/strict';
import { effectText, serverEffect, whySentence } from '../../src/policy/effect.ts';
import type { Format } from '../../src/policy/format.ts';
import { formatOf } from '../../src/policy/formats.ts';
import { gapText } from '../../src/policy/gaps.ts';
import { type Intent, intentOf, type PolicyServer } from '../../src/policy/intent.ts';
import { golden } from '../_golden.ts';
import { ShortServers, serversOf } from './_servers.ts';

golden('policy', ({ unit, files }) => {
  const format = formatOf(unit);
  assert.ok(format, `there is no format ${unit}`);
  const input = ShortServers.parse(JSON.parse(files.find(({ path }) => path === 'servers.json')?.text ?? ''));
  const servers = serversOf(input);
  const options = { preset: input.preset };
  const whole = said(format, intentOf(servers, options), servers);
  const single = servers.flatMap((server) =>
    server.tools.map((tool) => {
      const intent = intentOf([{ ...server, tools: [tool] }], { ...options, switches: false });
      return `# ${tool.name}\n${said(format, intent, [server], tool.name).text}`;
    }),
  );
  return {
    [format.file]: format.emit(intentOf(servers, options)).text,
    'said.txt': whole.words,
    'single-tools.txt': single.join('\n'),
  };
});

/** A document with its effects, gaps and reasons as a person would read them. */
function said(
  format: Format,
  intent: Intent,
  servers: readonly (PolicyServer & { readonly unread: number })[],
  tool?: string,
): { readonly text: string; readonly words: string } {
  const { text, gaps } = format.emit(intent);
  const { enforced, problems } = format.read(text);
  assert.deepEqual(problems, []);
  assert.ok(enforced);
  const effects = servers.map((server, index) => {
    const subject = {
      enforced,
      server,
      alias: intent.servers[index]?.alias ?? '',
      tools: server.tools.map(({ name }) => name),
      unread: server.unread,
    };
    return tool === undefined ? serverEffect(subject) : effectText(tool, subject);
  });
  const why = servers.flatMap((server, index) =>
    server.tools
      .filter(({ name }) => tool === undefined || name === tool)
      .flatMap(({ name, verdict }) => {
        const decision = intent.servers[index]?.tools.find((one) => one.name === name)?.decision;
        return decision === undefined ? [] : [`${name}: ${whySentence(verdict, decision, format.can)}`];
      }),
  );
  const lines = [...effects, ...gaps.map((gap) => gapText(gap, format.label)), ...why];
  return { text: `${text}${lines.join('\n')}\n`, words: `${lines.join('\n')}\n` };
}
