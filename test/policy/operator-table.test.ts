// The operator's file: what it changes, what it refuses, and that the program then decides by it.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { InputError } from '../../src/kit/errors.ts';
import { tableProblems, useOperatorTable } from '../../src/pipeline/operator-table.ts';
import { policyFile, readTable } from '../../src/policy/operator-table.ts';
import { type Judged, recommend } from '../../src/policy/recommend.ts';
import { ownTable, tableInForce, useTable } from '../../src/policy/table.ts';
import { verdictWords } from './_verdict.ts';

const tool = (category: 'Read' | 'Execute', level: 'low' | 'high', ...effects: 'incurs-cost'[]): Judged => ({
  name: 'ring',
  inputSchema: {},
  verdict: verdictWords({ category, level, effects }),
});
const tableOf = (file: unknown) => {
  const { table, problems } = readTable(JSON.stringify(file));
  assert.deepEqual(problems, []);
  assert.ok(table);
  return table;
};

suite('a table', () => {
  test('without changes is our own', () => {
    assert.deepEqual(tableOf({}), ownTable);
  });

  test('changes single decisions and leaves the others', () => {
    const table = tableOf({
      table: { Execute: { high: { balanced: 'ask', permissive: '5/hour else ask' } } },
    });
    assert.equal(recommend(tool('Execute', 'high'), 'balanced', table).kind, 'ask');
    assert.deepEqual(recommend(tool('Execute', 'high'), 'permissive', table).limit, {
      max: 5,
      window: 'hour',
    });
    assert.equal(recommend(tool('Read', 'low'), 'balanced', table).limit, undefined);
    assert.deepEqual(table.decisions.Execute.low, ownTable.decisions.Execute.low);
  });

  test('replaces what raises for the same effects, and adds the rest', () => {
    const because = 'each call is paid for';
    const raise = { effects: ['incurs-cost'], strict: 'ask', balanced: 'ask', permissive: '1/day', because };
    const table = tableOf({ raises: [raise, { ...raise, effects: ['deploys'] }] });
    assert.equal(table.raises.length, ownTable.raises.length + 1);
    const { kind, steps } = recommend(tool('Read', 'low', 'incurs-cost'), 'balanced', table);
    assert.equal(kind, 'ask');
    assert.match(steps.at(-1)?.text ?? '', /because each call is paid for\.$/);
  });

  test('that is wrong is told with field, message and remedy', () => {
    const fields = (file: unknown) => readTable(JSON.stringify(file)).problems.map(({ field }) => field);
    assert.deepEqual(fields({ table: { Execute: { high: { balanced: 'block' } } } }), [
      'table.Execute.high.balanced',
    ]);
    assert.deepEqual(fields({ table: { Execute: { high: { balanced: '0/minute' } } } }), [
      'table.Execute.high.balanced',
    ]);
    assert.deepEqual(fields({ table: { Execute: { high: { strict: 'allow' } } } }), ['table.Execute.high']);
    assert.deepEqual(fields({ table: { Run: {} } }), ['table']);
    assert.deepEqual(fields({ preset: 'lazy' }), ['preset']);
    assert.deepEqual(fields({ tables: {} }), ['']);
    const raise = { strict: 'ask', balanced: 'ask', permissive: 'ask', because: 'so' };
    assert.deepEqual(fields({ raises: [raise] }), ['raises[0]']);
    assert.deepEqual(fields({ raises: [{ ...raise, effects: ['sings'] }] }), ['raises[0].effects[0]']);
    assert.deepEqual(readTable('{').problems.length, 1);
    for (const file of [{ tables: {} }, { preset: 'lazy' }, { raises: [raise] }]) {
      for (const { message, remedy } of readTable(JSON.stringify(file)).problems) {
        assert.match(message, /\.$/);
        assert.match(remedy, /\.$/);
      }
    }
  });
});

suite('the file', () => {
  test('is put in force, checked, and may be absent', async (t) => {
    const root = await mkdtemp(join(tmpdir(), 'table-'));
    t.after(async () => {
      useTable(ownTable);
      await rm(root, { recursive: true });
    });
    assert.equal(await useOperatorTable(root), ownTable);
    assert.equal(await tableProblems(root), undefined);
    await mkdir(join(root, 'catalog'));
    await writeFile(join(root, policyFile), '{"preset":"strict"}');
    await useOperatorTable(root);
    assert.equal(tableInForce().preset, 'strict');
    assert.equal(recommend(tool('Execute', 'high')).kind, 'ask');
    assert.deepEqual(await tableProblems(root), []);
    await writeFile(join(root, policyFile), '{"preset":"lazy"}');
    await assert.rejects(useOperatorTable(root), InputError);
    assert.equal((await tableProblems(root))?.length, 1);
    await assert.rejects(useOperatorTable(root, join(root, 'none.json')), InputError);
  });
});
