// Callers of callers without end: what they would give is given up, not the registration that leads there.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadLanguages } from '../../../src/extract/_syntax/parser.ts';
import { typescript } from '../../../src/extract/typescript/typescript.ts';

before(() => loadLanguages(['javascript']));

const wide = 12;
const deep = 6;
const each = Array.from({ length: wide }, (_, i) => i);

/** Functions of which every one hands what it is given to all of the next row, and the last row keeps it. */
const rows = Array.from({ length: deep }, (_, row) =>
  each.map((i) => {
    const next = each.map((to) => `rower${row + 1}_${to}(oar + "${i}");`).join(' ');
    return `function rower${row}_${i}(oar) { ${row === deep - 1 ? 'boat.push(oar);' : next} }`;
  }),
).flat();

const text = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'regatta', version: '1.0.0' });
const boat = [];
${rows.join('\n')}
server.registerTool('row', { description: 'Rows.', inputSchema: {}, title: boat[0] }, () => boat);
server.registerTool('steer', { description: 'Steers.', inputSchema: {}, title: boat.at(1) }, () => boat);
`;

test('a registration is read although a part of it depends on callers without end', async () => {
  const { tools, skips } = await typescript.extract([{ path: 'src/server.js', text }]);
  assert.deepEqual(
    tools.map(({ name, description }) => [name, description]),
    [
      ['row', 'Rows.'],
      ['steer', 'Steers.'],
    ],
  );
  assert.deepEqual(skips, []);
});
