// Text to words: spellings meet, scripts without spaces are found, hostile text stays bounded.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileKey, packWords, pairKey, shardPath, unpackWords } from '../../src/search/format.ts';
import { findableWords, serverWords, wordsOf } from '../../src/search/text.ts';

const spellings: readonly (readonly [text: string, words: string])[] = [
  ['stop_virtual_machine', 'stop virtual machine'],
  ['stopVm', 'stop vm'],
  ['listVMs', 'list vm'],
  ['getHTTPResponse', 'get http response'],
  ['API-keys.rotate', 'api key rotate'],
  ['k8s_get_pods', 'kubernetes get pod'],
  ['S3Bucket', 's3 bucket'],
  ['sha256', 'sha 256'],
  ['text2sql', 'text 2 sql'],
  ['md2pdf', 'md2 pdf'],
  ['enable2fa', 'enable 2fa'],
  ['2fa_enable', '2fa enable'],
  ['searchGitHub', 'search github'],
  ['PostgreSQL', 'postgresql'],
  ['list_repos', 'list repository'],
  ['queries', 'query'],
  ['status', 'status'],
  ['café', 'cafe'],
  ['ﬁle', 'file'],
  ['de\u200blete_\u202euser', 'delete user'],
  ['получить_погоду', 'получить погоду'],
  ['天气', '天气'],
  ['查询天气', '查询 询天 天气'],
  ['スケジュール', 'スケ ケジ ジュ ュー ール'],
  ['__proto__', 'proto'],
  ['constructor', 'constructor'],
  ['--- !!', ''],
  ['', ''],
];

for (const [text, words] of spellings) {
  test(`"${text}" is read as "${words}"`, () => assert.equal(wordsOf(text).join(' '), words));
}

test('a short form of several words is found by its long form and the other way round', () => {
  assert.deepEqual(findableWords(['stop', 'virtual', 'machine']), ['stop', 'virtual', 'machine', 'vm']);
  assert.deepEqual(findableWords(['stop', 'vm']), ['stop', 'vm', 'virtual', 'machine']);
  assert.deepEqual(findableWords(['machine', 'virtual']), ['machine', 'virtual'], 'only in this order');
});

test("a server has the words of its id's path and of its title", () => {
  assert.deepEqual(serverWords('github/pear/orchard-mcp', 'The Orchard Server'), [
    'pear',
    'orchard',
    'mcp',
    'the',
    'server',
  ]);
});

test('words of any text are bounded, stable when read again, and fit into keys', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'A'.repeat(300),
      '天'.repeat(300),
      'aB1'.repeat(100),
      '\ud800x',
    ),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const words = wordsOf(text);
      assert.ok(words.length <= 32);
      for (const word of words) {
        assert.ok(word.length > 0 && word.length <= 80, word);
        assert.ok(!/[ /\n]/.test(word), word);
        assert.ok(word.isWellFormed());
        assert.equal(word, word.toLowerCase());
        const path = shardPath('names', word, 'abcdefg');
        assert.match(path, /^names\/[a-z0-9_-]+\.abcdefg\.json$/);
        assert.ok(path.length < 160);
      }
    }),
    { numRuns: 500 },
  );
});

test('the words of plain names are their own words', () => {
  const name = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(name, (parts) => {
      const words = wordsOf(parts.join('_'));
      assert.deepEqual(wordsOf(words.join(' ')), words);
    }),
  );
});

test('keys that differ have file names that differ, also where case is ignored', () => {
  const keys = ['con', 'aux', 'a b', 'a/b', 'ab', 'a-b', 'é', 'É', '天气', 'k', '\u212a', 'a_b'];
  const names = keys.map((key) => fileKey(key).toLowerCase());
  assert.equal(new Set(names).size, keys.length);
  assert.equal(names.includes('con'), false, 'no name of a device');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      assert.equal(fileKey(a) === fileKey(b), a === b);
    }),
  );
});

test('a pair has one key, whichever word comes first', () => {
  assert.equal(pairKey('user', 'get'), pairKey('get', 'user'));
});

test('a packed vocabulary is unpacked word for word, in order where order counts most', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,40}$/);
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.oneof(word, fc.constantFrom('天气', 'погода', '𠀀𠀁')), {
        maxLength: 2_000,
        size: 'max',
      }),
      (words) => {
        const back = unpackWords(packWords(words));
        assert.deepEqual(back.slice(0, 256), words.slice(0, 256));
        assert.deepEqual(back.toSorted(), words.toSorted());
      },
    ),
    { numRuns: 30 },
  );
});
