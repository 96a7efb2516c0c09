// A usual page is shown whole; of an unusual one only as much is folded as it takes.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Entry } from '../../src/model/entry.ts';
import { slugsOf } from '../../src/model/slug.ts';
import type { Definition } from '../../src/model/tool.ts';
import { fitPage, longestPage, weightOf } from '../../src/view/fit-page.ts';
import type { Frame } from '../../src/view/frame.ts';
import { siteSettings } from '../../src/view/site.ts';
import { toolPage } from '../../src/view/tool-page.ts';
import { entry, machines, tool } from './_harbor.ts';

const frame: Frame = { site: siteSettings({}), tools: 1640, servers: 104, built: '2026-11-21' };

function pageOf(of: Entry, name: string) {
  const found = of.tools.find((one) => one.name === name);
  assert.ok(found !== undefined, name);
  const slugs = slugsOf(of.tools.map((one) => one.name));
  return toolPage({ entry: of, tool: found, slugs, sameName: [], similar: [], frame });
}

/** One tool whose arguments and description are as long as asked. */
function cargo(parameters: number, words: number) {
  const properties = Object.fromEntries(
    Array.from({ length: parameters }, (_, index) => [
      `crate_${index}`,
      { type: 'string', description: 'What is in the crate, in the words of the bill of lading. '.repeat(4) },
    ]),
  );
  const definition: Definition = {
    name: 'load_cargo',
    description: 'Loads the crates. '.repeat(words),
    inputSchema: { type: 'object', properties, required: ['crate_1'] } as Definition['inputSchema'],
  };
  return entry({ id: 'npm/harbor-cargo', title: 'Cargo', description: '' }, [
    tool(definition, { category: 'Write', level: 'medium' }),
  ]);
}

describe('a page that is too long', () => {
  test('is shown whole when it is not', () => {
    for (const { name } of machines.tools) {
      const page = pageOf(machines, name);
      assert.deepEqual(
        page.parameters.rows.length,
        Object.keys(machines.tools.find((one) => one.name === name)?.inputSchema['properties'] ?? {}).length,
      );
      assert.equal(fitPage(page, ''), page);
    }
  });

  test('shows every argument, as a row or by its name, and tells how many it does not', () => {
    for (const many of [10, 60, 199, 450]) {
      const { parameters } = pageOf(cargo(many, 1), 'load_cargo');
      assert.equal(parameters.rows.length + parameters.named.length + parameters.more, many);
      const names = [...parameters.rows, ...parameters.named].map(({ name }) => name);
      assert.deepEqual(
        names,
        names.map((_, index) => `crate_${index}`),
      );
      assert.ok(parameters.rows.every(({ name, required }) => required === (name === 'crate_1')));
    }
  });

  test('tells how much of the description it leaves out', () => {
    const { authorText } = pageOf(cargo(2, 900), 'load_cargo');
    const all = 'Loads the crates. '.repeat(900).trim();
    assert.ok(authorText !== undefined && authorText.omitted > 0);
    assert.equal(authorText.shown.length + authorText.rest.length + authorText.omitted + 1, all.length);
    assert.ok(all.startsWith(authorText.shown));
  });

  test('weighs what a page may', () => {
    for (const load of [cargo(450, 900), cargo(60, 60), cargo(0, 5_000)]) {
      assert.ok(weightOf(pageOf(load, 'load_cargo')) <= longestPage);
    }
  });
});
