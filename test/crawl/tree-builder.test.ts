// The bounds of a source tree.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { treeBuilder, treeLimits } from '../../src/crawl/tree-builder.ts';

const bytes = (text: string) => Buffer.from(text);

suite('a tree that is being filled', () => {
  test('keeps files that can hold definitions, sorted by path', () => {
    const tree = treeBuilder();
    for (const path of [
      'src/weather.ts',
      'README.md',
      'package.json',
      'logo.png',
      'src/index.d.ts',
      'package-lock.json',
    ]) {
      if (tree.wants(path, 10)) tree.add(path, bytes('// weather'));
    }
    assert.deepEqual(
      tree.tree().files.map((file) => file.path),
      ['package.json', 'src/weather.ts'],
    );
    assert.deepEqual(tree.tree().skips, []);
  });

  test('refuses paths that lead out of it, and says so', () => {
    const hostile = [
      '../evil.js',
      '/etc/evil.js',
      'a/../../evil.js',
      'C:/evil.js',
      'a\\..\\evil.js',
      'a//b.js',
      `${'x/'.repeat(60)}a.js`,
      'a\n.js',
    ];
    for (const path of hostile) {
      const tree = treeBuilder();
      assert.equal(tree.wants(path, 1), false, path);
      tree.add(path, bytes('evil'));
      assert.deepEqual(tree.tree().files, [], path);
      assert.deepEqual(
        tree.tree().skips.map((skip) => skip.reason),
        ['unsafe-path'],
        path,
      );
      assert.equal(tree.tree().skips[0]?.place, undefined, path);
    }
  });

  test('reads UTF-8 with a mark, UTF-16 with a mark and old Windows text, but no bytes', () => {
    const tree = treeBuilder();
    tree.add('mark.js', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes('café')]));
    tree.add('wide.js', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('café', 'utf16le')]));
    tree.add(
      'wide-big.js',
      Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('café', 'utf16le').swap16()]),
    );
    tree.add('old.js', Buffer.from('café', 'latin1'));
    tree.add('machine.js', Buffer.from([0x7f, 0x45, 0, 1, 2]));
    tree.add('zero.js', bytes(`const separator = "\0";${' '.repeat(300)}`));
    const { files: all, skips } = tree.tree();
    const files = all.filter((file) => file.path !== 'zero.js');
    assert.equal(files.length, all.length - 1);
    assert.deepEqual(
      new Map(files.map((file) => [file.path, file.text])),
      new Map(['mark.js', 'old.js', 'wide-big.js', 'wide.js'].map((path) => [path, 'café'])),
    );
    assert.deepEqual(
      skips.map((skip) => [skip.reason, skip.place?.path]),
      [['not-text', 'machine.js']],
    );
  });

  test('keeps the last of two files of one name, and says so', () => {
    const tree = treeBuilder();
    tree.add('a.js', bytes('first'));
    tree.add('a.js', bytes('second'));
    assert.deepEqual(tree.tree().files, [{ path: 'a.js', text: 'second' }]);
    assert.equal(tree.tree().skips[0]?.reason, 'duplicate-name');
  });

  test('measures a file itself when the header claimed less', () => {
    const tree = treeBuilder({ ...treeLimits, fileBytes: { code: 10, data: 10 } });
    assert.equal(tree.wants('a.js', 5), true);
    tree.add('a.js', bytes('x'.repeat(11)));
    assert.deepEqual(tree.tree().files, []);
    assert.equal(tree.tree().skips[0]?.reason, 'too-large');
  });

  test('stops at its limits of files, bytes and names, and tells many skips as a number', () => {
    const tree = treeBuilder({ ...treeLimits, names: 60, files: 3, totalBytes: 8, skipsPerReason: 5 });
    for (let n = 10; n < 80; n += 1) {
      const path = `tool-${n}.js`;
      if (tree.wants(path, 2)) tree.add(path, bytes('ab'));
    }
    assert.equal(tree.open, false);
    const { files, skips } = tree.tree();
    assert.equal(files.length, 3);
    assert.equal(skips.length, 6);
    assert.equal(skips.at(-1)?.detail, 'The same for 53 more.');
  });

  test('is the same whatever order the files came in', () => {
    const given = [
      ['b.js', 'two'],
      ['a.js', 'one'],
      ['c.js', '\0'],
    ] as const;
    const [one, other] = [given, [...given].reverse()].map((files) => {
      const tree = treeBuilder();
      for (const [path, text] of files) tree.add(path, bytes(text));
      return tree.tree();
    });
    assert.deepEqual(one, other);
  });
});
