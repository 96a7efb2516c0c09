// The merge table: the rules are the floor, whatever a model says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mergeVerdict, needsReview, needsSecondView } from '../../../src/classify/anthropic/merge.ts';
import { modelVerdict, type Opinion, severity } from '../../../src/classify/anthropic/opinion.ts';
import { checkQuotes } from '../../../src/classify/anthropic/quotes.ts';
import { Verdict } from '../../../src/model/verdict.ts';
import {
  type Category,
  categories,
  effects,
  type Level,
  levelRank,
  levels,
} from '../../../src/model/vocabulary.ts';
import { answer, harbor, rulesVerdict, subject } from './_harbor.ts';

type Said = readonly [Category, Level];

function rulesOf(name: string, changes: Partial<Verdict> = {}): Verdict {
  return rulesVerdict(subject(name), changes);
}

function opinion(
  rules: Verdict,
  [category, level]: Said,
  changes: Partial<Extract<Opinion, { kind: 'answer' }>> = {},
): Opinion {
  const decidedBy = { kind: 'model', rubric: '1', model: 'm', prompt: '1' } as const;
  const verdict = { ...rules, category, level, rationale: 'The model speaks.', decidedBy };
  return { kind: 'answer', verdict, verified: true, cut: false, ...changes };
}

function merged(name: string, said: Said, changes: Partial<Extract<Opinion, { kind: 'answer' }>> = {}) {
  const rules = rulesOf(name);
  const result = mergeVerdict(rules, opinion(rules, said, changes));
  return [result.verdict.category, result.verdict.level, result.verdict.decidedBy.kind, result.flag];
}

test('agreement takes the text of the model and the higher level', () => {
  assert.deepEqual(merged('register_ship', ['Write', 'medium']), ['Write', 'medium', 'model', undefined]);
  assert.deepEqual(merged('register_ship', ['Write', 'high']), ['Write', 'high', 'model', undefined]);
  assert.deepEqual(merged('register_ship', ['Write', 'low']), ['Write', 'medium', 'model', undefined]);
  assert.deepEqual(merged('list_ships', ['Read', 'high']), ['Read', 'high', 'model', 'llm-higher']);
  assert.deepEqual(merged('scuttle_ship', ['Destructive', 'medium']), [
    'Destructive',
    'critical',
    'rules',
    'review',
  ]);
});

test('a worse category counts when a quotation carries it', () => {
  assert.deepEqual(merged('list_ships', ['Destructive', 'critical']), [
    'Destructive',
    'critical',
    'model',
    'llm-higher',
  ]);
  assert.deepEqual(merged('list_ships', ['Destructive', 'critical'], { verified: false }), [
    'Read',
    'low',
    'rules',
    'review',
  ]);
  // Never with a milder level than the rules saw.
  assert.deepEqual(merged('open_lock', ['Destructive', 'medium']), [
    'Destructive',
    'high',
    'model',
    'llm-higher',
  ]);
});

test('a milder category counts for Write when a quotation carries it', () => {
  assert.deepEqual(merged('register_ship', ['Read', 'low']), ['Read', 'low', 'model', 'llm-lower']);
  assert.deepEqual(merged('register_ship', ['Read', 'low'], { verified: false }), [
    'Write',
    'medium',
    'rules',
    'review',
  ]);
  assert.deepEqual(merged('register_ship', ['Read', 'low'], { cut: true }), [
    'Write',
    'medium',
    'rules',
    'review',
  ]);
});

test('Execute by a generic verb is lowered only when the second view agrees', () => {
  const rules = rulesOf('run_tide_report');
  assert.equal(needsSecondView(rules, opinion(rules, ['Read', 'low'])), true);
  assert.deepEqual(merged('run_tide_report', ['Read', 'low']), ['Execute', 'high', 'rules', 'review']);
  const agrees = { withheld: { category: 'Read', level: 'low' } } as const;
  assert.deepEqual(merged('run_tide_report', ['Read', 'low'], agrees), ['Read', 'low', 'model', 'llm-lower']);
  const differs = { withheld: { category: 'Execute', level: 'medium' } } as const;
  assert.deepEqual(merged('run_tide_report', ['Read', 'low'], differs), [
    'Execute',
    'high',
    'rules',
    'review',
  ]);
  // A verb that says what happens is not generic.
  const lock = rulesOf('open_lock');
  assert.equal(needsSecondView(lock, opinion(lock, ['Read', 'low'])), false);
  assert.deepEqual(merged('open_lock', ['Read', 'low'], agrees), ['Execute', 'high', 'rules', 'review']);
});

test('the floor holds for a vague name, whatever both views say', () => {
  const evidence: Verdict['evidence'] = [
    { field: 'name', quote: 'run_it', start: 0, end: 6, carries: ['category'] },
  ];
  const agrees = { withheld: { category: 'Read', level: 'low' } } as const;
  for (const name of ['scuttle_ship', 'pay_harbor_fee']) {
    const rules = rulesOf(name, { evidence, effects: [] });
    assert.equal(mergeVerdict(rules, opinion(rules, ['Read', 'low'], agrees)).flag, 'review');
  }
});

test('no answer keeps the rules and is flagged', () => {
  const rules = rulesOf('open_lock');
  const result = mergeVerdict(rules, { kind: 'none', reason: 'refused' });
  assert.deepEqual(result, { verdict: rules, flag: 'llm-failed' });
  assert.equal(needsReview(result), true);
});

test('a listed action is a floor', () => {
  const actions = [{ argument: 'action', value: 'assign', category: 'Write', level: 'medium' }] as const;
  const rules = rulesOf('register_ship', { actions: [...actions] });
  assert.equal(mergeVerdict(rules, opinion(rules, ['Read', 'low'])).flag, 'review');
});

test('a definition that speaks to its reader lowers nothing and lends us no words', () => {
  const findings: Verdict['findings'] = [{ id: 'instruction-like-text', detail: 'It does.' }];
  const rules = rulesOf('register_ship', { findings });
  assert.equal(mergeVerdict(rules, opinion(rules, ['Read', 'low'])).flag, 'review');
  assert.equal(mergeVerdict(rules, opinion(rules, ['Write', 'medium'])).verdict.decidedBy.kind, 'rules');
  assert.equal(mergeVerdict(rules, opinion(rules, ['Financial', 'critical'])).flag, 'llm-higher');
  // The model alone may notice it.
  const plain = rulesOf('register_ship');
  const noticed = opinion({ ...plain, findings }, ['Read', 'low']);
  const result = mergeVerdict(plain, noticed);
  assert.deepEqual([result.verdict.category, result.flag], ['Write', 'review']);
  assert.deepEqual(result.verdict.findings, findings);
  assert.equal(needsReview(result), true);
});

test('a bare claim to only read lowers nothing by itself, and contradictions that are settled go', () => {
  const claim: Verdict['findings'] = [{ id: 'claims-read-only', detail: 'It says so.' }];
  const claiming = rulesOf('register_ship', { findings: claim });
  assert.equal(mergeVerdict(claiming, opinion(claiming, ['Read', 'low'])).flag, 'review');
  const hint = { field: 'annotation', at: 'readOnlyHint', quote: 'readOnlyHint', start: 0, end: 12 } as const;
  const findings: Verdict['findings'] = [
    {
      id: 'annotation-contradiction',
      detail: 'The author declares that it only reads; we class it as Write.',
      evidence: [{ ...hint, carries: ['annotation-contradiction'] }],
    },
  ];
  const rules = rulesOf('register_ship', { findings });
  const { evidence } = checkQuotes(subject('register_ship'), answer('register_ship').quotes);
  const lowered = modelVerdict(
    rules,
    answer('register_ship', { category: 'Read', level: 'low' }),
    evidence,
    'm',
  );
  assert.deepEqual(lowered.findings, []);
  const raised = modelVerdict(rules, answer('register_ship', { category: 'Destructive' }), evidence, 'm');
  assert.doesNotMatch(raised.findings[0]?.detail ?? '', /Write/);
});

test('a rationale of which nothing can be kept is not replaced by one for another category', () => {
  const rules = rulesOf('list_ships');
  const said = answer('list_ships', { category: 'Write', level: 'medium', rationale: 'Entirely safe.' });
  assert.doesNotMatch(modelVerdict(rules, said, [], 'm').rationale, /rules judged|safe/);
  const same = answer('list_ships', { rationale: 'Entirely safe.' });
  assert.equal(modelVerdict(rules, same, [], 'm').rationale, rules.rationale);
});

test('Destructive, Financial and raw commands are never lowered, in category or level', () => {
  const said = fc.tuple(
    fc.constantFrom(...categories.map((row) => row.id)),
    fc.constantFrom(...levels.map((row) => row.id)),
  );
  const view = fc.record({
    verified: fc.boolean(),
    cut: fc.boolean(),
    withheld: fc.option(
      said.map(([category, level]) => ({ category, level })),
      { nil: undefined },
    ),
  });
  const names = ['scuttle_ship', 'pay_harbor_fee', 'run_command'] as const;
  const level = fc.constantFrom<Level>('high', 'critical');
  const generic: Verdict['evidence'] = [
    { field: 'name', quote: 'run_it', start: 0, end: 6, carries: ['category'] },
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      level,
      said,
      view,
      fc.boolean(),
      (name, least, words, changes, vague) => {
        // Also when the name says no more than "run" and no effect was seen.
        const hollow = name === 'run_command' ? {} : { evidence: generic, effects: [] };
        const rules = rulesOf(name, { level: least, ...(vague ? hollow : {}) });
        const { verdict } = mergeVerdict(rules, opinion(rules, words, changes));
        assert.ok(severity(verdict.category) >= severity(rules.category));
        assert.ok(levelRank(verdict.level) >= levelRank(rules.level));
      },
    ),
  );
});

test('whatever a model answers, the merge is a verdict with a level that its category can have', () => {
  const said = fc.record({
    category: fc.constantFrom(...categories.map((row) => row.id)),
    level: fc.constantFrom(...levels.map((row) => row.id)),
    neighbor: fc.constantFrom('none' as const, ...categories.map((row) => row.id)),
    effects: fc.subarray(effects.map((row) => row.id)),
    rationale: fc.string(),
    categoryBecause: fc.string(),
    levelBecause: fc.string(),
    instructionsInText: fc.boolean(),
  });
  const ranges = { Read: 'low', Write: 'low', Execute: 'medium', Destructive: 'medium', Financial: 'high' };
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(harbor)), said, fc.boolean(), (name, words, verified) => {
      const rules = rulesOf(name);
      const { evidence } = checkQuotes(subject(name), answer(name).quotes);
      const verdict = modelVerdict(rules, answer(name, words), evidence, 'm');
      const result = mergeVerdict(rules, { kind: 'answer', verdict, verified, cut: false }).verdict;
      Verdict.parse(result);
      const least = result.category === 'Unknown' ? 'medium' : ranges[result.category];
      assert.ok(levelRank(result.level) >= levelRank(least as Level));
      const quoted = new Set(result.evidence.flatMap((item) => item.carries));
      assert.ok(result.effects.every((effect) => quoted.has(effect)));
    }),
  );
});
