// Every sense of a verb is documented by an example, and the example is its test.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { harmsByChange, harmsBySense, harmsByVerb } from '../../src/classify/rules/lexicon/harms.ts';
import { nounVerbs } from '../../src/classify/rules/lexicon/noun-verbs.ts';
import { senses, verbs } from '../../src/classify/rules/lexicon/verbs.ts';
import { judge } from './_judge.ts';

suite('each sense decides its example', () => {
  for (const sense of senses) {
    test(`${sense.id}: ${sense.example.name}`, () => {
      const verdict = judge(sense.example);
      const decided = verdict.decidedBy.kind === 'rules' ? verdict.decidedBy.rules : [];
      assert.ok(decided.includes(sense.id), `decided by ${decided.join(', ')}`);
      assert.deepEqual([verdict.category, verdict.level], [sense.category, sense.example.level]);
    });
  }
});

test('ids of senses are distinct', () => {
  assert.equal(new Set(senses.map((sense) => sense.id)).size, senses.length);
});

test('what could go wrong is told of senses and verbs that exist', () => {
  // These two are rules that decide without a sense of their own.
  const known = new Set([...senses.map((sense) => sense.id), 'crud', 'stored-query']);
  const told = [...Object.keys(harmsByVerb), ...Object.keys(harmsByChange)];
  assert.deepEqual(
    [...Object.keys(harmsBySense).filter((id) => !known.has(id)), ...told.filter((verb) => !verbs.has(verb))],
    [],
  );
});

test('a plain verb always has a sense, whatever it acts on', () => {
  const open = [...verbs.values()].filter(
    (verb) => !nounVerbs.has(verb.base) && verb.senses.every((sense) => sense.conditional),
  );
  assert.deepEqual(
    open.map((verb) => verb.base),
    [],
  );
});

test('every word that is called a noun-verb is a verb of some sense', () => {
  for (const word of ['order', 'post', 'trade', 'query', 'check'])
    assert.ok(nounVerbs.has(word) && verbs.has(word), word);
});
