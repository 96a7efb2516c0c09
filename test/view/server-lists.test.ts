// Lists of servers: what each holds, that nothing is lost, and that the browser's table says the same.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addressOf, isWhole, stateOf } from '../../src/listing/list-state.ts';
import { countsFor, narrowed } from '../../src/listing/narrow.ts';
import type { ServerRow } from '../../src/model/rows.ts';
import { sampleRow } from '../../src/view/sample.ts';
import { serverLists } from '../../src/view/server-lists.ts';
import { serverTable } from '../../src/view/server-table.ts';

const none = { Read: 0, Write: 0, Execute: 0, Destructive: 0, Financial: 0, Unknown: 0 } as const;
const shed: ServerRow = {
  id: 'github/harbor/shed',
  title: 'Shed',
  description: '',
  ecosystem: 'github',
  tools: 0,
  levels: { low: 0, medium: 0, high: 0, critical: 0 },
  categories: none,
  effects: {},
  skips: 2,
  read: '2026-11-20',
};
const crane: ServerRow = {
  ...sampleRow,
  id: 'npm/crane',
  title: 'Crane',
  language: 'c++',
  tools: 3,
  levels: { low: 1, medium: 0, high: 1, critical: 1 },
  categories: { ...none, Read: 1, Execute: 2 },
  effects: { 'controls-systems': 2, 'deletes-data': 1 },
  worst: 'critical',
  skips: 0,
};
const servers = [crane, sampleRow, shed];

describe('lists of servers', () => {
  const lists = serverLists(servers);
  const at = (path: string) => lists.find((list) => list.path === path);

  test('there is one for every value that a server has, and none without a server', () => {
    assert.deepEqual(
      lists.filter(({ group }) => group !== 'order').map(({ path, rows }) => `${path} ${rows.length}`),
      [
        'level/critical 1',
        'level/high 1',
        'category/read 1',
        'category/execute 2',
        'effect/deletes-data 1',
        'effect/controls-systems 2',
        'ecosystem/npm 2',
        'ecosystem/github 1',
        'language/cpp 1',
        'language/typescript 1',
        'coverage/whole 1',
        'coverage/partly 1',
        'coverage/none 1',
      ],
    );
  });

  test('says in words what its servers share, the riskiest first', () => {
    assert.equal(at('category/execute')?.clause, 'with an Execute tool, by risk');
    assert.equal(at('level/critical')?.clause, 'with a critical-risk tool as their worst, by risk');
    assert.equal(at('effect/deletes-data')?.clause, 'with a tool that deletes data, by risk');
    assert.deepEqual(
      at('category/execute')?.rows.map(({ id }) => id),
      ['npm/crane', sampleRow.id],
    );
  });

  test('addresses are distinct', () => {
    assert.equal(new Set(lists.map(({ path }) => path)).size, lists.length);
  });

  test('one choice in the browser leaves the same servers as the list of that choice', () => {
    const table = serverTable(servers);
    for (const { group, path, rows } of lists) {
      if (group === 'order') continue;
      const { chosen, order } = stateOf(`?${group}=${path.slice(group.length + 1)}&order=risk`);
      assert.deepEqual(
        narrowed(table, chosen, order).map(({ href }) => href),
        rows.map(({ id }) => `/servers/${id}/`),
        path,
      );
    }
  });

  test('choices of one group add up, those of several narrow, and counts tell what each would leave', () => {
    const table = serverTable(servers);
    const titles = (search: string) =>
      narrowed(table, stateOf(search).chosen, 'name').map(({ title }) => title);
    assert.equal(titles('?coverage=whole&coverage=none').length, 2);
    assert.deepEqual(titles('?category=execute&effect=deletes-data'), ['Crane']);
    assert.deepEqual(titles('?ecosystem=github&category=execute'), []);
    const { chosen } = stateOf('?category=execute&level=critical');
    assert.deepEqual(
      [...countsFor(table, chosen, 'level')],
      [
        ['critical', 1],
        ['high', 1],
      ],
    );
    assert.deepEqual([...countsFor(table, chosen, 'ecosystem')], [['npm', 1]]);
  });

  test('the address holds what is chosen and nothing else', () => {
    const search = '?level=critical&level=high&effect=runs-code&order=tools';
    assert.equal(addressOf(stateOf(search)), search);
    assert.equal(addressOf(stateOf('?level=&order=__proto__&shade=red')), '');
    assert.equal(isWhole(stateOf('')), true);
    assert.equal(isWhole(stateOf('?order=risk')), false);
  });
});
