// Changes as pages show them: over time as a picture, and what differs between two definitions.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { CatalogedTool, Change } from '../../src/model/entry.ts';
import { definitionDiffs, textDiff } from '../../src/view/definition-diff.ts';
import { markPath, timelineOf } from '../../src/view/timeline.ts';
import { tool } from './_harbor.ts';

const change = (date: string, kind: Change['kind'], more: Partial<Change> = {}): Change => ({
  date,
  kind,
  tool: 'crane',
  ...more,
});

describe('the picture of changes', () => {
  test('has a lane for each kind that occurs, and says the whole in words', () => {
    const timeline = timelineOf([
      change('2026-11-19', 'added'),
      change('2026-11-19', 'added'),
      change('2026-03-01', 'removed'),
      change('2026-06-01', 'redefined'),
    ]);
    assert.equal(
      timeline?.label,
      '4 changes from 2026-03-01 to 2026-11-19: 2 added, 1 redefined, 1 removed.',
    );
    assert.deepEqual(
      timeline.lanes.map(({ kind, changes }) => [kind, changes]),
      [
        ['added', 2],
        ['redefined', 1],
        ['removed', 1],
      ],
    );
    assert.match(timeline.lanes[0]?.marks[0]?.label ?? '', /2026-11-\d\d( to 2026-11-19)?: 2 added$/);
    assert.deepEqual(
      timeline.days.map(({ text }) => text),
      ['2026-03-01', '2026-11-19'],
    );
  });

  test('is not drawn for one change, and stands in the middle for one day', () => {
    assert.equal(timelineOf([change('2026-11-19', 'added')]), undefined);
    const [lane] = timelineOf([change('2026-11-19', 'added'), change('2026-11-19', 'added')])?.lanes ?? [];
    assert.equal(lane?.marks.length, 1);
    assert.equal(lane.marks[0]?.x, 244);
  });

  test('keeps every mark in its lane and counts every change, whatever the days', () => {
    const days = fc
      .integer({ min: 0, max: 4_000 })
      .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10));
    const kinds = fc.constantFrom<Change['kind']>('added', 'removed', 'redefined', 'rejudged');
    fc.assert(
      fc.property(fc.array(fc.tuple(days, kinds), { minLength: 2, maxLength: 200 }), (all) => {
        const timeline = timelineOf(all.map(([date, kind]) => change(date, kind)));
        assert.ok(timeline);
        let counted = 0;
        for (const { marks, y } of timeline.lanes) {
          assert.ok(y < timeline.height);
          for (const [index, { x, changes }] of marks.entries()) {
            counted += changes;
            assert.ok(x >= timeline.from && x <= timeline.to, `${x}`);
            assert.ok(index === 0 || x - (marks[index - 1]?.x ?? 0) > 12);
          }
        }
        assert.equal(counted, all.length);
      }),
    );
  });

  test('tells kinds apart by shape', () => {
    const shapes = (['added', 'removed', 'redefined', 'rejudged'] as const).map((kind) =>
      markPath(kind, 10, 10),
    );
    assert.equal(new Set(shapes).size, 4);
  });
});

describe('the difference between definitions', () => {
  const schema = (properties: object, required: string[] = []) =>
    ({ type: 'object', properties, required }) as CatalogedTool['inputSchema'];
  const now = tool({
    name: 'crane',
    description: 'Lift one container onto the quay.',
    inputSchema: schema({ id: { type: 'string', description: 'Which' }, forced: { type: 'boolean' } }, [
      'id',
    ]),
    annotations: { readOnlyHint: false },
  });

  test('shows words, arguments and hints, each change against what came after it', () => {
    const diffs = definitionDiffs(
      [
        change('2026-11-19', 'redefined', {
          fields: ['description'],
          was: { description: 'Lift a container onto the quay.' },
        }),
        change('2026-11-18', 'redefined', {
          fields: ['description', 'inputSchema', 'annotations'],
          was: {
            description: 'Lift a container.',
            inputSchema: schema({ id: { type: 'number', description: 'Which' }, speed: { type: 'integer' } }),
            annotations: { readOnlyHint: true },
          },
        }),
      ],
      [now],
    );
    assert.deepEqual(
      diffs[0]?.[0]?.pieces.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text]),
      [
        ['removed', 'a'],
        ['added', 'one'],
      ],
    );
    const [description, schemas, hints] = diffs[1] ?? [];
    assert.deepEqual(
      description?.pieces
        .filter(({ kind }) => kind === 'added')
        .map(({ text }) => text.trim())
        .join(' '),
      'onto the quay',
    );
    assert.deepEqual(schemas?.items, [
      { name: 'id', text: 'went from number, optional to string, required' },
      { name: 'forced', text: 'was added (boolean, optional)' },
      { name: 'speed', text: 'was removed' },
    ]);
    assert.deepEqual(hints?.items, [{ name: 'readOnlyHint', text: 'went from true to false' }]);
  });

  test('is not shown where nobody knows what came after', () => {
    const was = { description: 'Lift.' };
    const gone = definitionDiffs(
      [change('2026-11-19', 'removed'), change('2026-11-18', 'redefined', { fields: ['description'], was })],
      [],
    );
    const lost = definitionDiffs(
      [
        change('2026-11-19', 'redefined', { fields: ['description'] }),
        change('2026-11-18', 'redefined', { fields: ['description'], was }),
      ],
      [now],
    );
    assert.deepEqual(
      [gone, lost],
      [
        [[], []],
        [[], []],
      ],
    );
  });

  test('says both texts whole, and stays short and quick whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (before, after) => {
        for (const { text } of textDiff(before, after))
          assert.doesNotMatch(text, /[\u200b-\u200f\u202a-\u202e]/);
      }),
    );
    const begun = performance.now();
    const long = (seed: number) =>
      Array.from({ length: 4_000 }, (_, n) => String.fromCharCode(97 + ((n * seed) % 26))).join(' ');
    const shown = textDiff(long(7), long(11));
    assert.ok(shown.reduce((sum, { text }) => sum + text.length, 0) < 4_000);
    assert.ok(performance.now() - begun < 1_500);
  });
});
