// One look-up for all tables says what the tables say, in whatever case and inside whatever text a word stands.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lexemeOf } from '../../src/classify/rules/lexicon/lexemes.ts';
import { baseVerbOf, verbOf, verbs } from '../../src/classify/rules/lexicon/verbs.ts';
import { hashWith, isTold, tailWith, wordTable } from '../../src/classify/rules/lexicon/word-table.ts';
import { wordsOfName, wordsOfText } from '../../src/classify/rules/words.ts';

const words = [
  ...verbs.keys(),
  ...[
    'retrigger',
    'unmerge',
    'unread',
    'containerize',
    'invoice',
    'kubernetes',
    'permanently',
    'ship',
    'quay',
    'crane',
  ],
];

test('a lexeme holds the verb that each table knows', () => {
  for (const word of words) {
    const { verb, nameVerb, plainVerb } = lexemeOf(word);
    assert.equal(verb, verbOf(word), word);
    assert.equal(nameVerb, baseVerbOf(word), word);
    assert.equal(plainVerb, verbs.get(word), word);
  }
});

test('a word is the same in names and in running text, in any case', () => {
  for (const word of words.filter((each) => /^[a-z]+$/.test(each))) {
    const [inName] = wordsOfName(word);
    const [inText] = wordsOfText(word.toUpperCase());
    assert.equal(inName?.text, word);
    assert.equal(inText?.text, word);
    assert.deepEqual(inText?.known, inName?.known);
  }
});

test('letters beyond ASCII become small ones as the language has it', () => {
  assert.deepEqual(
    wordsOfText('ÉLIMINE le vaisseau, УДАЛЯЕТ всё').map(({ text }) => text),
    ['élimine', 'le', 'vaisseau', 'удаляет', 'всё'],
  );
});

test('a table finds its words inside a text, and no others', () => {
  const table = wordTable([{ text: 'anchor' }, { text: 'chain' }]);
  const find = (text: string, start: number, end: number) => {
    let hash = 0;
    for (const letter of text.slice(start, end).toLowerCase()) hash = hashWith(hash, letter.charCodeAt(0));
    return table.find(text, start, end, hash)?.text;
  };
  assert.equal(find('drop the ANCHOR now', 9, 15), 'anchor');
  assert.equal(find('drop the ANCHOR now', 9, 14), undefined);
  assert.equal(find('unchained', 2, 7), 'chain');
});

test('words of equal hash stay apart', () => {
  const [one, other] = ['b!', 'a@'];
  assert.equal(
    [...(one ?? '')].reduce((hash, letter) => hashWith(hash, letter.charCodeAt(0)), 0),
    [...(other ?? '')].reduce((hash, letter) => hashWith(hash, letter.charCodeAt(0)), 0),
  );
  const table = wordTable([{ text: one ?? '' }, { text: other ?? '' }]);
  const hash = hashWith(hashWith(0, 98), 33);
  assert.equal(table.find('b!', 0, 2, hash)?.text, 'b!');
  assert.equal(table.find('a@', 0, 2, hash)?.text, 'a@');
});

test('hash and tail together tell a word of letters from others with the same end', () => {
  const texts = ['moor', 'quaymooring', 'bowlmooring', 'mooring', 'unmoorings', 'remoorings'];
  const table = wordTable(texts.map((text) => ({ text })));
  const find = (text: string) => {
    let [hash, tail] = [0, 0];
    for (const letter of text.toLowerCase()) {
      hash = hashWith(hash, letter.charCodeAt(0));
      tail = tailWith(tail, letter.charCodeAt(0));
    }
    return table.find(text, 0, text.length, hash, isTold(text.length) ? tail : 0)?.text;
  };
  for (const text of texts) assert.equal(find(text.toUpperCase()), text);
  for (const text of ['ooring', 'bulkmooring', 'mmooring', 'demoorings', 'moo'])
    assert.equal(find(text), undefined);
});
