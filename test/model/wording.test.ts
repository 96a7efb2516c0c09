import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, listOf, serverPhrase, visible } from '../../src/model/wording.ts';

test('a server is named once, whatever its title repeats', () => {
  const phrase = (title: string) => serverPhrase({ id: 'github/owner/name', title });
  assert.equal(phrase('CloudStack MCP Server'), 'the CloudStack MCP server');
  assert.equal(phrase('Virtualization'), 'the Virtualization MCP server');
  assert.equal(phrase('truenas-mcp'), 'the truenas MCP server');
  assert.equal(phrase('@harbor/mcp'), 'the harbor MCP server');
  assert.equal(phrase('@harbor/mcp-machines'), 'the @harbor/mcp-machines MCP server');
  for (const generic of ['MCP Server', 'Mcp', 'Cli', 'My MCP Server', '']) {
    assert.equal(phrase(generic), 'the MCP server owner/name');
  }
});

test('counts agree with their noun', () => {
  assert.deepEqual(
    [0, 1, 2, 12345].map((n) => count(n, 'tool')),
    ['0 tools', '1 tool', '2 tools', '12,345 tools'],
  );
  assert.equal(count(2, 'reply', 'replies'), '2 replies');
});

test('lists use the serial comma and can be cut', () => {
  assert.equal(listOf([]), '');
  assert.equal(listOf(['a', 'b']), 'a and b');
  assert.equal(listOf(['a', 'b', 'c']), 'a, b, and c');
  assert.equal(listOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 3), 'a, b, c, and 4 more');
});

test('invisible characters are shown as escapes and long names are cut', () => {
  assert.equal(visible('ab\u202ec\u200b'), 'ab\\u{202e}c\\u{200b}');
  assert.equal(visible('a'.repeat(100), 10), `${'a'.repeat(9)}…`);
});
