// Comparing without a browser: which address means what, which rows there are, what is marked as different.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Comparison, Row } from '../../src/compare/comparison.ts';
import { compareServers } from '../../src/compare/servers.ts';
import { compareTools } from '../../src/compare/tools.ts';
import { slugsOf } from '../../src/model/slug.ts';
import { serverJson, toolJson } from '../../src/view/api.ts';
import {
  comparisonOf,
  documentOf,
  readReference,
  serverOf,
  serverReference,
  toolReference,
} from '../../src/view/reference.ts';
import { type harbor, machines, payments, pirate } from '../view/_harbor.ts';

const origin = 'https://toolrisk.example';

describe('an address that names what is compared', () => {
  const tool = 'tools/npm/@harbor/pay/send_payment';
  const cases: readonly (readonly [string, string | undefined])[] = [
    [tool, tool],
    [`/${tool}/`, tool],
    [`https://toolrisk.example/${tool}/#control`, tool],
    [`https://toolrisk.example/${tool}/index.md`, tool],
    ['/api/v1/tools/npm/%40harbor/pay/send_payment.json', tool],
    ['npm/@harbor/pay', 'servers/npm/@harbor/pay'],
    [
      'https://elsewhere.example/servers/github/harbor/machines-mcp-server/',
      'servers/github/harbor/machines-mcp-server',
    ],
    ['tools/npm/x', undefined],
    ['servers/npm', undefined],
    ['tools/npm/../../etc/passwd', undefined],
    ['tools/npm/..%2f..%2fsecret/x', undefined],
    ['//evil.example/x', undefined],
    ['javascript:alert(1)', undefined],
    ['risk/high', undefined],
    ['', undefined],
  ];
  for (const [given, path] of cases) {
    test(`"${given}" is ${path ?? 'none'}`, () => assert.equal(readReference(given)?.path, path));
  }

  test('leads nowhere but to documents of this site, whatever is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((text) => `tools/npm/${text}/x`),
        ),
        (given) => {
          const reference = readReference(given);
          if (reference === undefined) return;
          const { href } = new URL(documentOf(reference, '/base/'), origin);
          assert.ok(href.startsWith(`${origin}/base/api/v1/${reference.kind}/`), href);
        },
      ),
    );
  });

  test('is read under the path of a copy, and written so that it is read again', () => {
    const [a, b] = [toolReference('npm/@harbor/pay', 'send_payment'), serverReference('pypi/harbor-shed')];
    assert.equal(readReference(`/copy/${a.path}/`, '/copy/')?.path, a.path);
    const { searchParams } = new URL(comparisonOf('/compare/', a, b), origin);
    assert.deepEqual(
      [searchParams.get('a'), searchParams.get('b')].map((text) => readReference(text ?? '')),
      [a, b],
    );
    assert.deepEqual(serverOf(a), serverReference('npm/@harbor/pay'));
  });
});

const rowOf = ({ sections }: Comparison, label: string): Row =>
  sections.flatMap(({ rows }) => rows).find((row) => row.label === label) ??
  assert.fail(`There is no row ${label}.`);
const texts = (row: Row) => [row.a, row.b].map((pieces) => pieces.map(({ text }) => text));

describe('two tools', () => {
  const documentOfTool = (of: (typeof harbor)[number], name: string) => {
    const slugs = slugsOf(of.tools.map((tool) => tool.name));
    const tool = of.tools.find((one) => one.name === name) ?? assert.fail(name);
    const slug = slugs.get(name) ?? '';
    return { document: toolJson(of, tool, slug, origin), reference: toolReference(of.server.id, slug) };
  };
  const stop = documentOfTool(machines, 'stop_machine');
  const send = documentOfTool(payments, 'send_payment');
  const of = compareTools(stop.document, send.document, [stop.reference, send.reference]);

  test('show level, category, decision and what differs', () => {
    assert.deepEqual(texts(rowOf(of, 'Level')), [['high'], ['critical']]);
    assert.deepEqual(texts(rowOf(of, 'Category')), [['Execute'], ['Financial']]);
    assert.equal(rowOf(of, 'Category').same, false);
    assert.deepEqual(texts(rowOf(of, 'Recommended decision')), [
      [stop.document.recommendation.decision],
      ['Ask first'],
    ]);
  });

  test('show arguments by name, and those of one side alone', () => {
    assert.deepEqual(texts(rowOf(of, 'forced'))[1], []);
    assert.match(texts(rowOf(of, 'forced'))[0]?.[0] ?? '', /^boolean, optional/);
  });

  test('mark the effects that only one has', () => {
    const { a, b } = rowOf(of, 'Effects');
    assert.ok(a.some(({ text, only }) => text === 'Controls systems' && only === true));
    assert.ok(b.some(({ text, only }) => text === 'Moves money' && only === true));
  });

  test('are alike when they are one', () => {
    const same = compareTools(stop.document, stop.document, [stop.reference, stop.reference]);
    assert.match(same.summary, /^All \d+ rows are alike\.$/);
  });

  test('that were not judged yet are compared by their definitions', () => {
    const fresh = documentOfTool(machines, 'new_arrival');
    const unjudged = compareTools(fresh.document, stop.document, [fresh.reference, stop.reference]);
    assert.deepEqual(texts(rowOf(unjudged, 'Level')), [['not judged yet'], ['high']]);
  });
});

describe('two servers', () => {
  const documentOfServer = (of: (typeof harbor)[number]) =>
    serverJson(of, slugsOf(of.tools.map(({ name }) => name)), origin);
  const of = compareServers(documentOfServer(machines), documentOfServer(pirate), [
    serverReference(machines.server.id),
    serverReference(pirate.server.id),
  ]);

  test('show counts by level and category, and the tools of each', () => {
    assert.deepEqual(texts(rowOf(of, 'Tools')), [
      [String(machines.tools.length)],
      [String(pirate.tools.length)],
    ]);
    const only = of.sections.find(({ heading }) => heading === 'Only on the first');
    assert.equal(only?.rows.length, machines.tools.length);
    assert.equal(only?.rows[0]?.a[0]?.path?.startsWith(`tools/${machines.server.id}/`), true);
  });

  test('that share tools compare them by name', () => {
    const same = compareServers(documentOfServer(machines), documentOfServer(machines), [
      serverReference(machines.server.id),
      serverReference(machines.server.id),
    ]);
    assert.equal(
      same.sections.find(({ heading }) => heading === 'Tools of the same name')?.rows.length,
      machines.tools.length,
    );
    assert.match(same.summary, /are alike/);
  });
});
