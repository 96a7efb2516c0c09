// From a package URL to a server: canonical forms, shards, and servers that share a package.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import { PurlDocument } from '../../src/model/api-documents.ts';
import type { ServerRow } from '../../src/model/rows.ts';
import { purlJson, purlShards } from '../../src/view/package-lookup.ts';
import { packageKeys, shardOf, shards } from '../../src/view/package-url.ts';
import { sampleRow, sampleSummary } from '../../src/view/sample.ts';

const origin = 'https://toolrisk.example';

describe('a package URL', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['pkg:npm/%40harbor/pay@1.0.0', 'pkg:npm/%40harbor/pay', 'pkg:npm/%40harbor/pay@1.0.0'],
    ['pkg:npm/@harbor/pay@1.0.0', 'pkg:npm/%40harbor/pay', 'pkg:npm/%40harbor/pay@1.0.0'],
    ['pkg:npm/crane@2.0.0+build.1', 'pkg:npm/crane', 'pkg:npm/crane@2.0.0%2Bbuild.1'],
    ['pkg:npm/crane@2.0.0%2Bbuild.1', 'pkg:npm/crane', 'pkg:npm/crane@2.0.0%2Bbuild.1'],
    ['pkg:pypi/Harbor_Shed@1!2.0', 'pkg:pypi/harbor-shed', 'pkg:pypi/harbor-shed@1%212.0'],
    [
      'PKG:GitHub/Harbor/Pilots@c276#packages/tug',
      'pkg:github/harbor/pilots',
      'pkg:github/harbor/pilots@c276',
    ],
    ['pkg:npm/crane?arch=arm64', 'pkg:npm/crane', 'pkg:npm/crane'],
  ];
  for (const [given, unversioned, versioned] of cases) {
    test(`${given} is looked up as ${versioned}`, () => {
      assert.deepEqual(packageKeys(given), { unversioned, versioned });
    });
  }

  test('that is none has no form', () => {
    for (const text of ['', 'crane', 'pkg:npm', 'pkg:npm/', 'https://example.com', 'pkg:npm/%'])
      assert.equal(packageKeys(text), undefined, text);
  });
});

describe('the lookup', () => {
  const row = (id: string, purl?: string, version?: string): ServerRow => {
    const { purl: _, version: __, ...rest } = sampleRow;
    return {
      ...rest,
      id,
      ...(purl === undefined ? {} : { purl }),
      ...(version === undefined ? {} : { version }),
    };
  };
  const rows = [
    row('npm/crane', 'pkg:npm/crane@2.0.0', '2.0.0'),
    row('github/harbor/pilots/tug', 'pkg:github/harbor/pilots@c276', 'c276'),
    row('github/harbor/pilots/boat', 'pkg:github/harbor/pilots@c276', 'c276'),
    row('npm/broken', 'no package URL'),
    row('remote/harbor.example/mcp'),
  ];
  const filled = purlShards(rows, origin);
  /** What a program does: hash, fetch, look. */
  const lookUp = (purl: string) => {
    const shard = createHash('sha256').update(purl).digest('hex').slice(0, 2);
    const document = PurlDocument.parse(
      JSON.parse(JSON.stringify(purlJson(shard, filled.get(shard), sampleSummary, origin))),
    );
    return document.purls[purl]?.map(({ id }) => id);
  };

  test('leads from a package URL with and without version to the server', () => {
    assert.deepEqual(lookUp('pkg:npm/crane'), ['npm/crane']);
    assert.deepEqual(lookUp('pkg:npm/crane@2.0.0'), ['npm/crane']);
    assert.equal(lookUp('pkg:npm/crane@2.0.1'), undefined);
    assert.equal(lookUp('pkg:npm/broken'), undefined);
  });

  test('gives every server of a repository that holds several', () => {
    assert.deepEqual(lookUp('pkg:github/harbor/pilots'), [
      'github/harbor/pilots/boat',
      'github/harbor/pilots/tug',
    ]);
  });

  test('spreads 43,000 servers evenly over 256 files', () => {
    const many = Array.from({ length: 43_000 }, (_, n) =>
      row(`npm/server-${n}`, `pkg:npm/server-${n}@1.0.${n % 7}`),
    );
    const sizes = [...purlShards(many, origin).values()].map((purls) => purls.size);
    assert.equal(sizes.length, shards.length);
    assert.equal(
      sizes.reduce((sum, size) => sum + size, 0),
      86_000,
    );
    assert.ok(
      Math.max(...sizes) < 450 && Math.min(...sizes) > 240,
      `${Math.min(...sizes)} to ${Math.max(...sizes)}`,
    );
  });

  test('puts a package URL into the shard of its hash', () => {
    assert.equal(
      shardOf('pkg:npm/crane'),
      createHash('sha256').update('pkg:npm/crane').digest('hex').slice(0, 2),
    );
  });
});
