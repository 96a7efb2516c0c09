// What is passed over by a quick look holds nothing: every phrase is found, however it is dressed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type MarkKind, phrases, phrasesOf } from '../../src/classify/rules/lexicon/phrases.ts';
import { marksIn, marksOfKind } from '../../src/classify/rules/views/text/marks.ts';
import { quickLook } from '../../src/classify/rules/views/text/quick-look.ts';
import { wordsOfText } from '../../src/classify/rules/words.ts';

const kinds = Object.keys(phrases) as MarkKind[];

/** Ways to write the words of a phrase that are read as that phrase. */
const dressings: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join(' '),
  (words) => `The harbor. ${words.join(' ').toUpperCase()}!`,
  (words) => `Moors boats (${words.join('\n')})`,
  (words) => `${words.join('(s) ')} the boat(s)`,
  (words) => words.map((word) => `"${word}"`).join(' '),
];

test('each phrase is found among the words of a text', () => {
  for (const kind of kinds) {
    for (const { words } of phrasesOf(kind)) {
      const text = words.map((word) => (word === '*' ? 'harbor' : word)).join(' ');
      const read = wordsOfText(text);
      // "confirm=true" is no word.
      if (read.length !== words.length) continue;
      assert.ok(
        marksIn(read, read.length).some((mark) => mark.kind === kind),
        `${kind}: ${text}`,
      );
    }
  }
});

test('a quick look misses no phrase that reading word by word finds', () => {
  for (const kind of kinds) {
    const mayHold = quickLook(kind);
    for (const { words } of phrasesOf(kind)) {
      const said = words.map((word) => (word === '*' ? 'harbor' : word));
      for (const dress of dressings) {
        const text = dress(said);
        if (marksOfKind(kind, text, 0).length > 0) assert.ok(mayHold(text, 0), `${kind}: ${text}`);
      }
    }
  }
});

test('a quick look passes over most texts', () => {
  const mayHold = quickLook('instruction');
  for (const text of [
    '',
    ' ',
    'Moors a boat at the quay before sunset.',
    'The instructions of the harbor master.',
  ])
    assert.equal(mayHold(text, 0), false, text);
});
