// The shipped gold set: every line valid, every border of the rubric covered, and the rules good enough on it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { assessAll } from '../../../src/classify/classify.ts';
import { GoldLine, parseGold } from '../../../src/classify/scoring/gold-line.ts';
import { judgeAll, scoreOf } from '../../../src/classify/scoring/score.ts';

const text = readFileSync(join(import.meta.dirname, '../../../catalog/gold/tools.jsonl'), 'utf8');
const lines = text
  .trim()
  .split('\n')
  .map((line) => GoldLine.parse(JSON.parse(line)));

/** What the rubric's level table allows. */
const cells = {
  Read: ['low', 'medium', 'high'],
  Write: ['low', 'medium', 'high'],
  Execute: ['medium', 'high', 'critical'],
  Destructive: ['medium', 'high', 'critical'],
  Financial: ['high', 'critical'],
} as const;

function counts<One>(all: readonly One[], key: (one: One) => string): Map<string, number> {
  const found = new Map<string, number>();
  for (const one of all) found.set(key(one), (found.get(key(one)) ?? 0) + 1);
  return found;
}

suite('the gold set', () => {
  test('has at least fifty tools of each category and five for each level that it can have', () => {
    const byCategory = counts(lines, ({ category }) => category);
    const byCell = counts(lines, ({ category, level }) => `${category} ${level}`);
    for (const [category, levels] of Object.entries(cells)) {
      assert.ok((byCategory.get(category) ?? 0) >= 50, category);
      for (const level of levels)
        assert.ok((byCell.get(`${category} ${level}`) ?? 0) >= 5, `${category} ${level}`);
    }
    const allowed = Object.entries(cells).flatMap(([category, levels]) =>
      levels.map((level) => `${category} ${level}`),
    );
    assert.deepEqual(
      [...byCell.keys()].filter((cell) => !allowed.includes(cell)),
      [],
    );
  });

  test('has every tie-break and settled case at least three times', () => {
    const byRule = counts(lines, ({ rule }) => rule);
    const wanted = Array.from({ length: 35 }, (_, index) =>
      index < 17 ? `tie-break ${index + 1}` : `settled case ${index + 1}`,
    );
    assert.deepEqual(
      wanted.filter((rule) => (byRule.get(rule) ?? 0) < 3),
      [],
    );
  });

  test('names a tool once a server, is sorted by server, and argues only for another category', () => {
    const keys = lines.map(({ server, name }) => `${server} ${name}`);
    assert.equal(new Set(keys).size, keys.length);
    const servers = lines.map(({ server }) => server);
    assert.deepEqual(servers, servers.toSorted());
    assert.deepEqual(
      lines.filter(({ category, alsoDefensible }) => category === alsoDefensible),
      [],
    );
  });

  test('shows hidden characters as escapes in the file', () => {
    assert.doesNotMatch(text, /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u);
  });
});

suite('the rules on the gold set', () => {
  const { cases } = parseGold(text);
  const score = scoreOf(judgeAll(cases, assessAll), assessAll);

  test('quote only what stands in the definition', () => {
    assert.equal(score.quotes.part, score.quotes.of);
    assert.ok(score.quotes.of > cases.length);
  });

  test('are neither lowered nor silenced by an order to the reader', () => {
    for (const id of ['order', 'tags']) {
      const row = score.attacks.find((one) => one.id === id);
      assert.deepEqual(row, { ...row, lowered: 0, flagged: row?.tools });
    }
  });

  test('are never lowered without a flag by a claim or a hint', () => {
    for (const id of ['claim', 'hint']) {
      assert.equal(score.attacks.find((one) => one.id === id)?.silent, 0, id);
    }
  });
});

suite('a file of labeled tools', () => {
  test('needs a name, a category and a level; null stands for what is not given', () => {
    const line = { name: 'stop_crane', category: 'Execute', level: 'high', annotations: null, rule: null };
    const { cases, problems } = parseGold(`\ufeff${JSON.stringify(line)}\n\n`);
    assert.deepEqual(problems, []);
    assert.deepEqual(cases[0]?.subject, {
      definition: { name: 'stop_crane', description: '', inputSchema: {} },
      server: { id: '', title: '', description: '' },
      siblings: ['stop_crane'],
    });
  });

  test('is read past a broken line, which is named with what is wrong', () => {
    const good = '{"name":"list_ships","category":"Read","level":"low"}';
    const { cases, problems } = parseGold(`${good}\n{oops\n{"name":"x","category":"Rad","level":"low"}\n`);
    assert.equal(cases.length, 1);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [2, 3],
    );
    assert.match(problems[1]?.text ?? '', /"category"/);
  });

  test('keeps hints that have the right type and takes the rest for no claim', () => {
    const line = (annotations: unknown) =>
      JSON.stringify({ name: 'stop_crane', category: 'Execute', level: 'high', annotations });
    const { cases } = parseGold(
      `${line({ readOnlyHint: true, color: 'red' })}\n${line({ readOnlyHint: 'yes' })}`,
    );
    assert.deepEqual(
      cases.map(({ subject }) => subject.definition.annotations),
      [{ readOnlyHint: true }, undefined],
    );
  });

  test('treats a tool called __proto__ like any other', () => {
    const { cases } = parseGold('{"server":"__proto__","name":"__proto__","category":"Read","level":"low"}');
    assert.deepEqual(cases[0]?.subject.siblings, ['__proto__']);
  });
});
