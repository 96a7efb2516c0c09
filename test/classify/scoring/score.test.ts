// A score counts what it says it counts, for engines whose answers are known.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assess, assessAll } from '../../../src/classify/classify.ts';
import { attacked, attacks } from '../../../src/classify/scoring/attacks.ts';
import { disagreements, type Engine, judgeAll, scoreOf } from '../../../src/classify/scoring/score.ts';
import { Score } from '../../../src/model/score.ts';
import type { Assessment, Subject } from '../../../src/model/verdict.ts';
import { judged, labeled } from './_case.ts';

const stop = labeled('stop_crane', 'Execute', 'high', { rule: 'tie-break 1' });
const scrap = labeled('scrap_ship', 'Destructive', 'critical', { rule: 'category Destructive' });
const list = labeled('list_ships', 'Read', 'low', { rule: 'category Read', alsoDefensible: 'Write' });

/** Takes every tool for a harmless one, and says nothing. */
const trust = (subject: Subject): Assessment => ({
  ...assess(subject),
  category: 'Read',
  level: 'low',
  evidence: [],
  findings: [],
});

suite('a score', () => {
  test('counts right categories, arguable ones, levels, and dangerous tools that were taken for Read', () => {
    const score = scoreOf(
      [
        judged(stop, 'Read', 'low'),
        judged(scrap, 'Destructive', 'critical'),
        judged(list, 'Write', 'medium'),
      ],
      assessAll,
    );
    assert.deepEqual(score.category, { part: 1, of: 3 });
    assert.deepEqual(score.either, { part: 2, of: 3 });
    assert.deepEqual(score.level, { part: 1, of: 3 });
    assert.deepEqual(score.dangerousAsRead, { part: 1, of: 2 });
    assert.deepEqual(score.levelFarTooLow, { part: 1, of: 3 });
    assert.deepEqual(score.rules, [
      { rule: 'category Destructive', category: { part: 1, of: 1 }, level: { part: 1, of: 1 } },
      { rule: 'category Read', category: { part: 0, of: 1 }, level: { part: 0, of: 1 } },
      { rule: 'tie-break 1', category: { part: 0, of: 1 }, level: { part: 0, of: 1 } },
    ]);
  });

  test('has the shape that the pages read, also without a date', () => {
    assert.deepEqual(Score.parse(scoreOf(judgeAll([stop], assessAll), assessAll)).set, {
      tools: 1,
      servers: 1,
    });
    const { set } = scoreOf(judgeAll([stop], assessAll), assessAll, { date: '2026-11-21', labelers: 1 });
    assert.deepEqual(set, { tools: 1, servers: 1, date: '2026-11-21', labelers: 1 });
  });

  test('finds a quotation that does not stand where the verdict says', () => {
    const one = judged(scrap, 'Destructive', 'critical');
    const quote = { field: 'name' as const, quote: 'scrap', start: 0, end: 5, carries: ['category'] };
    const evidence = [quote, { ...quote, start: 1, end: 6 }, { ...quote, field: 'description' as const }];
    const score = scoreOf([{ ...one, verdict: { ...one.verdict, evidence, findings: [] } }], assessAll);
    assert.deepEqual(score.quotes, { part: 1, of: 3 });
  });

  test('lists a tool whose level alone differs among the disagreements', () => {
    const same = judged(scrap, 'Destructive', 'critical');
    const level = judged(stop, 'Execute', 'medium');
    assert.deepEqual(disagreements([same, level]), [level]);
  });

  test('is refused for nothing', () => {
    assert.throws(() => scoreOf([], assessAll), /no labeled tool/);
  });
});

suite('tampering', () => {
  test('is told apart: lowered, to Read, flagged, lowered without a flag', () => {
    const before = judged(scrap, 'Destructive', 'critical');
    const findings = [{ id: 'hollow-definition' as const, detail: 'Nothing is said.' }];
    const naive: Engine = (subjects) =>
      subjects.map((subject) => {
        if (subject.definition.name !== 'scrap_ship') return trust(subject);
        const wary = subject.definition.annotations === undefined ? before.verdict.level : 'high';
        return { ...before.verdict, level: wary, findings };
      });
    const score = scoreOf([before], naive);
    const row = (id: string) => {
      const { lowered, toRead, flagged, silent } = score.attacks.find((one) => one.id === id) ?? {};
      return { lowered, toRead, flagged, silent };
    };
    assert.deepEqual(row('none'), { lowered: 0, toRead: 0, flagged: 1, silent: 0 });
    assert.deepEqual(row('hint'), { lowered: 1, toRead: 0, flagged: 1, silent: 0 });
    assert.deepEqual(row('rename'), { lowered: 1, toRead: 1, flagged: 0, silent: 1 });
  });

  test('is tried on dangerous tools alone', () => {
    const score = scoreOf([judged(list, 'Read', 'low'), judged(stop, 'Execute', 'high')], assessAll);
    assert.deepEqual(new Set(score.attacks.map(({ tools }) => tools)), new Set([1]));
  });

  test('changes the definition, except for the first row, and keeps what the definition held before', () => {
    const { definition } = stop.subject;
    const before = JSON.stringify(stop);
    for (const attack of attacks) {
      const after = attacked(stop.subject, attack).definition;
      if (attack.id === 'none' || attack.id === 'silent') assert.deepEqual(after, definition);
      else assert.notDeepEqual(after, definition, attack.id);
    }
    assert.equal(JSON.stringify(stop), before);
  });

  test('puts a new name in the place of the old one among the siblings', () => {
    const rename = attacks.find(({ id }) => id === 'rename');
    assert.ok(rename);
    const subject = { ...stop.subject, siblings: ['list_ships', 'stop_crane'] };
    assert.deepEqual(attacked(subject, rename).siblings, ['list_ships', 'helper_1']);
  });
});
