// Quotations: what stands in the definition is found with its exact place, what does not is told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Quote } from '../../../src/classify/anthropic/answer.ts';
import { checkQuotes, spanIn } from '../../../src/classify/anthropic/quotes.ts';
import { fieldText } from '../../../src/model/verdict.ts';
import { subject } from './_harbor.ts';

const quote = (text: string, field: Quote['field'] = 'description', at = ''): Quote => ({
  field,
  at,
  text,
  carries: ['category'],
});

test('white space is folded, and the offsets are those of the original', () => {
  const text = 'Scuttle  a\n\tship.\r\nIt sinks.';
  assert.deepEqual(spanIn(text, 'Scuttle a ship.'), [0, 17]);
  assert.deepEqual(spanIn(text, ' ship. It '), [12, 21]);
  assert.equal(spanIn(text, 'Scuttles a ship'), undefined);
});

test('invisible characters in the definition do not hide a quotation', () => {
  const text = 'Scut\u200btle a \u{e0041}ship.';
  const span = spanIn(text, 'Scuttle a ship.');
  assert.deepEqual(span, [0, text.length]);
});

test('a quotation may start only where a word starts', () => {
  assert.equal(spanIn('Lists undeleted ships.', 'deleted ships'), undefined);
  assert.deepEqual(spanIn('Lists undeleted and deleted ships.', 'deleted ships'), [20, 33]);
  assert.deepEqual(spanIn('scuttleShip', 'Ship'), [7, 11]);
});

test('the named field is tried first, then the others; what is nowhere is invented', () => {
  const judged = subject('scuttle_ship');
  const { evidence, invented } = checkQuotes(judged, [
    quote('Scuttle a ship'),
    quote('Number of the ship', 'description'),
    quote('ship', 'parameterName', 'ship'),
    quote('Harbor', 'serverTitle', 'title'),
    quote('returns a list of wrecks'),
    quote('a'),
  ]);
  assert.deepEqual(
    evidence.map(({ field, at, quote: text }) => [field, at, text]),
    [
      ['description', undefined, 'Scuttle a ship'],
      ['parameterDescription', 'ship', 'Number of the ship'],
      ['parameterName', 'ship', 'ship'],
      ['serverTitle', undefined, 'Harbor'],
    ],
  );
  assert.deepEqual(invented, ['returns a list of wrecks', 'a']);
});

test('escapes that were copied along are understood', () => {
  assert.deepEqual(spanIn('Say "go"\nnow', 'Say \\"go\\"\\nnow'), [0, 12]);
});

test('names from foreign schemas are looked up safely', () => {
  const judged = subject('list_ships', {
    inputSchema: JSON.parse('{"properties":{"__proto__":{"description":"Odd one."}}}'),
  });
  const { evidence, invented } = checkQuotes(judged, [
    quote('Odd one.', 'parameterDescription', '__proto__'),
    quote('function', 'parameterDescription', 'constructor'),
  ]);
  assert.equal(evidence[0]?.quote, 'Odd one.');
  assert.deepEqual(invented, ['function']);
});

test('whatever is found is an exact piece of the field', () => {
  const piece = fc.constantFrom(
    'scuttle',
    ' ',
    '\n',
    '\u200b',
    'ship',
    '  ',
    '船',
    '😀',
    'a',
    '\t',
    '\u00ad',
    '"',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.nat(20), fc.nat(20), (pieces, from, length) => {
      const description = pieces.join('');
      const judged = subject('list_ships', { description });
      const wanted = description.slice(from, from + length);
      for (const item of checkQuotes(judged, [quote(wanted), quote(wanted.replace(/\s+/g, ' '))]).evidence) {
        const text = fieldText(judged, item.field, item.at) ?? '';
        assert.equal(text.slice(item.start, item.end), item.quote);
        assert.notEqual(item.quote, '');
      }
    }),
  );
});
