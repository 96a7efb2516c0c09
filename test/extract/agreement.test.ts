// The comparison of two lists of tools: what is missing, what is more, and what differs.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { agreementOf, ratesOf } from '../../src/extract/agreement.ts';
import type { Definition } from '../../src/model/tool.ts';

const tool = (
  name: string,
  parameters: readonly string[] = [],
  more: Partial<Definition> = {},
): Definition => ({
  name,
  description: '',
  inputSchema: {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter, { type: 'string' }])),
  },
  ...more,
});

suite('two lists of the tools of one server', () => {
  test('agree when they name the same, in whatever order', () => {
    const found = agreementOf(
      [tool('sow', ['seed']), tool('reap')],
      [tool('reap'), tool('sow', ['seed'])],
      [],
    );
    assert.deepEqual(found.both, ['reap', 'sow']);
    assert.deepEqual([...found.missing, ...found.extra, ...found.parameters, ...found.annotations], []);
    assert.equal(found.silent, false);
  });

  test('tell what is missing, and whether a skip says so', () => {
    const listed = [tool('sow'), tool('reap')];
    const silent = agreementOf(listed, [tool('sow')], [{ reason: 'syntax-error' }]);
    assert.deepEqual([silent.missing, silent.silent], [['reap'], true]);
    const told = agreementOf(listed, [tool('sow')], [{ reason: 'list-not-constant' }]);
    assert.deepEqual([told.missing, told.silent], [['reap'], false]);
    const claimed = agreementOf(listed, [tool('sow')], [{ reason: 'manifest-disagrees' }]);
    assert.equal(claimed.silent, false);
  });

  test('tell what was only read, and which of it is behind an option', () => {
    const read = [tool('sow'), tool('mow'), { ...tool('burn'), gated: 'config.fire' }];
    const found = agreementOf([tool('sow')], read, []);
    assert.deepEqual([found.extra, found.gated], [['burn', 'mow'], ['burn']]);
  });

  test('differ in the names of parameters, whichever form of the input has them', () => {
    const forms = { inputSchema: { anyOf: [tool('', ['bed']).inputSchema, tool('', ['row']).inputSchema] } };
    assert.deepEqual(agreementOf([tool('dig', ['bed', 'row'])], [tool('dig', [], forms)], []).parameters, []);
    assert.deepEqual(agreementOf([tool('dig', ['bed', 'row'])], [tool('dig', ['bed'])], []).parameters, [
      { name: 'dig', listed: 'bed row', read: 'bed' },
    ]);
  });

  test('differ in what they say of a tool, not in its white space', () => {
    const told = (description: string) => [tool('dig', [], { description })];
    assert.deepEqual(agreementOf(told('Digs  a\nhole. '), told('Digs a hole.'), []).descriptions, []);
    assert.deepEqual(agreementOf(told('Digs a hole.'), told(''), []).descriptions, [
      { name: 'dig', listed: 'Digs a hole.', read: '' },
    ]);
  });

  test('differ in hints, not in titles', () => {
    const listed = [tool('dig', [], { annotations: { title: 'Dig', readOnlyHint: false } }), tool('look')];
    const same = agreementOf(
      listed,
      [tool('dig', [], { annotations: { readOnlyHint: false } }), tool('look')],
      [],
    );
    assert.deepEqual([same.annotations, same.annotated], [[], 1]);
    const other = agreementOf(listed, [tool('dig'), tool('look')], []);
    assert.deepEqual(other.annotations, [{ name: 'dig', listed: '{"readOnlyHint":false}', read: '{}' }]);
  });

  test('keep names that objects mistake for a parent', () => {
    assert.deepEqual(agreementOf([tool('__proto__')], [tool('constructor')], []).missing, ['__proto__']);
  });

  test('give rates over several servers', () => {
    const whole = agreementOf([tool('sow')], [tool('sow')], []);
    const half = agreementOf([tool('sow'), tool('reap'), tool('dig')], [tool('sow'), tool('mow')], []);
    const rates = ratesOf([whole, half]);
    assert.equal(rates.recall, 2 / 4);
    assert.equal(rates.meanRecall, (1 + 1 / 3) / 2);
    assert.equal(rates.precision, 2 / 3);
    assert.equal(rates.silent, 2);
    assert.equal(ratesOf([]).recall, 1);
  });
});
