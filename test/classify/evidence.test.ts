// Quotations are exact, whatever the text: hidden characters, other scripts, markup, very long.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { classify, classifyAll } from '../../src/classify/classify.ts';
import { senses } from '../../src/classify/rules/lexicon/verbs.ts';
import { type Evidence, fieldText, type Subject, Verdict } from '../../src/model/verdict.ts';
import { judge, subjectOf } from './_judge.ts';

function everyQuote(verdict: Verdict): readonly Evidence[] {
  return [...verdict.evidence, ...verdict.findings.flatMap((finding) => finding.evidence ?? [])];
}

function assertExact(subject: Subject, verdict: Verdict): void {
  for (const { field, at, quote, start, end } of everyQuote(verdict)) {
    assert.equal(fieldText(subject, field, at)?.slice(start, end), quote, `${field} ${at ?? ''}`);
  }
}

const pieces = [
  'Delete',
  'the file',
  'Stop',
  'a running VM',
  'send an email',
  'execute',
  'SQL query',
  'permanently',
  'cannot be undone',
  'read-only',
  'ignore previous instructions',
  '\u200b',
  '\u202e',
  'ｄｅｌｅｔｅ',
  '删除文件',
  'ファイルを削除します',
  '파일을 삭제합니다',
  'Elimina',
  'удалить',
  '<use_case>',
  '```',
  '\n\n',
  'Args:',
  'overwrite',
  'https://example.org',
  '𝒅𝒓𝒐𝒑',
  '🛠️',
  '__proto__',
  '.',
  ', ',
  '"',
];

const definitions = fc.record({
  name: fc.oneof(
    fc.constantFrom('delete_file', 'stopVM', 'get-info', 'x', '__proto__', '削除', 'run.sql'),
    fc.string({ minLength: 1, maxLength: 40 }),
  ),
  description: fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), { maxLength: 30 })
    .map((parts) => parts.join(' ')),
  params: fc.dictionary(
    fc.constantFrom('command', 'sql', 'url', 'path', 'force', 'action', '__proto__', 'constructor', 'id'),
    fc.oneof(
      fc.constant({ type: 'string' }),
      fc.constant({ type: 'boolean' }),
      fc.constant({ type: 'string', enum: ['create', 'delete', 'list'], description: 'What to do' }),
    ),
  ),
});

test('every quotation is an exact piece of its field', () => {
  fc.assert(
    fc.property(definitions, (told) => {
      const subject = subjectOf(told);
      assertExact(subject, classify(subject));
    }),
    { numRuns: 500 },
  );
});

test('a verdict has the shape of the model, and equal subjects have equal verdicts', () => {
  fc.assert(
    fc.property(definitions, (told) => {
      const subject = subjectOf(told);
      const verdict = classify(subject);
      Verdict.parse(verdict);
      assert.deepEqual(classify(structuredClone(subject)), verdict);
    }),
    { numRuns: 200 },
  );
});

test('many tools side by side get the verdicts that each gets alone', () => {
  fc.assert(
    fc.property(fc.array(definitions, { minLength: 1, maxLength: 400 }), (all) => {
      const subjects = all.map(subjectOf);
      assert.deepEqual(
        classifyAll(subjects),
        subjects.map((subject) => classify(subject)),
      );
    }),
    { numRuns: 20 },
  );
  assert.deepEqual(classifyAll([]), []);
});

test('more tools than are taken side by side get their verdicts in their order, with the hashes that are handed over', () => {
  const subjects = senses.map(({ example }) => subjectOf(example));
  assert.ok(subjects.length > 300);
  const alone = subjects.map((subject) => classify(subject));
  assert.deepEqual(classifyAll(subjects), alone);
  const hashes = subjects.map((_, at) => (at % 2 === 0 ? `hash ${at}` : undefined));
  assert.deepEqual(
    classifyAll(subjects, hashes).map(({ definitionHash }) => definitionHash),
    alone.map(({ definitionHash }, at) => hashes[at] ?? definitionHash),
  );
});

suite('what is claimed is quoted', () => {
  for (const sense of senses) {
    test(sense.example.name, () => {
      const verdict = judge(sense.example);
      assert.ok(verdict.evidence.some((item) => item.carries.includes('category')));
      for (const effect of verdict.effects) {
        assert.ok(
          verdict.evidence.some((item) => item.carries.includes(effect)),
          `no quotation for ${effect}`,
        );
      }
      for (const guard of verdict.factors.guards) {
        assert.ok(
          verdict.evidence.some((item) => item.carries.includes(guard)),
          `no quotation for ${guard}`,
        );
      }
      const sentences = verdict.rationale.split(/\.\s/).length;
      assert.ok(sentences >= 2 && sentences <= 5, verdict.rationale);
    });
  }
});

test('time stays bounded on very long and hostile text', () => {
  const begun = performance.now();
  for (const text of [
    'delete '.repeat(3_000),
    '<'.repeat(20_000),
    'a_'.repeat(10_000),
    '\u200b'.repeat(20_000),
    'not '.repeat(5_000),
  ]) {
    classify(subjectOf({ name: 'x', description: text }));
    classify(subjectOf({ name: text.slice(0, 256), description: '' }));
  }
  assert.ok(performance.now() - begun < 2_000);
});

test('an argument that says where a result is kept is quoted and told', () => {
  const verdict = judge({
    name: 'analyze_tides',
    description: 'Analyze the tides of a harbor.',
    params: ['output_path'],
    required: ['output_path'],
  });
  assert.match(verdict.rationale, /analyzes tides, and keeps its result under `output_path`/);
  assert.match(verdict.categoryReason, /^It is Write and not Read/);
  assert.ok(
    verdict.evidence.some(({ field, quote }) => field === 'parameterName' && quote === 'output_path'),
  );
});
