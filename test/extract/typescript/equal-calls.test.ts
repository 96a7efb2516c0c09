// Calls that give a function the same from every turn of a loop: worked out once, or the steps would not last.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadLanguages } from '../../../src/extract/_syntax/parser.ts';
import { typescript } from '../../../src/extract/typescript/typescript.ts';

before(() => loadLanguages(['javascript']));

const turns = Array.from({ length: 60 }, (_, i) => `'${i}'`).join(', ');
const words = Array.from({ length: 120 }, (_, i) => `say(title + '${i}', note)`).join(' + ');

const text = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'harbour', version: '1.0.0' });
function say(word, note) { return word + ' ' + note + '. '; }
function dock(title, note) {
  server.registerTool('dock_' + title, { description: 'Docks ' + title + '. ' + ${words}, inputSchema: {} }, () => note);
}
for (const row of [${turns}]) {
  for (const column of [${turns}]) {
    dock('ship', 'a note');
    console.log(row + column);
  }
}
`;

test('a registration that every turn of a loop makes alike is worked out once', () => {
  const { tools, skips } = typescript.extract([{ path: 'src/server.js', text }]);
  assert.deepEqual(skips, []);
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['dock_ship'],
  );
});
