// What the sentences of a rationale say, beyond the seed tools.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judge, type Told } from './_judge.ts';

const begins: readonly (readonly [string, Told, string])[] = [
  [
    'a row of verbs is said from its first',
    { name: 'prepare_berth', description: 'Build, install, and launch on a floating berth.' },
    'A call of `prepare_berth` builds, installs, and launches on a floating berth.',
  ],
  [
    'a row of verbs goes on in the same form',
    { name: 'tidy_ropes', description: 'Move, rename, or copy ropes and knots in the store.' },
    'A call of `tidy_ropes` moves, renames, or copies ropes and knots in the store.',
  ],
  [
    'what is returned is said in the same form',
    { name: 'check_hull', description: 'Scan a hull and return repairs.' },
    'A call of `check_hull` scans a hull and returns repairs.',
  ],
  [
    'nouns in a row stay nouns',
    { name: 'get_crew', description: 'Get the user and group names of a crew.' },
    'A call of `get_crew` gets the user and group names of a crew.',
  ],
  [
    'another language is quoted, and not mixed with ours',
    { name: 'dossier', description: 'Verwijdert een dossier uit de kast' },
    'A call of `dossier` deletes, as its description says: "Verwijdert een dossier uit de kast".',
  ],
  [
    'a verb behind its adverb is put into our form too',
    { name: 'raise_anchor', description: 'Raise the anchor and slowly move the boat' },
    'A call of `raise_anchor` raises the anchor and slowly moves the boat.',
  ],
  [
    'infinitives in a row stay infinitives',
    { name: 'harbor_form', description: 'Fill a form to create or update a berth' },
    'A call of `harbor_form` fills a form to create or update a berth.',
  ],
  [
    'a long row ends before the item that would be cut in two',
    {
      name: 'update_hull',
      description:
        'Updates the outer hull of an old ferry by sanding down every plank, filling small cracks, or coating the whole keel with new tar.',
    },
    'A call of `update_hull` updates the outer hull of an old ferry by sanding down every plank.',
  ],
  [
    'a heading of arguments is no part of what is said',
    { name: 'update_boat', description: 'Updates a boat in the harbor Args: boat: which one' },
    'A call of `update_boat` updates a boat in the harbor.',
  ],
  [
    'a noun that stands for its verb brings no "of"',
    { name: 'tiers', description: 'List of tiers in the harbor' },
    'A call of `tiers` lists tiers in the harbor.',
  ],
  [
    'a verb that needs a thing and has none says so',
    { name: 'get' },
    'By its name alone, a call gets something that the definition does not name.',
  ],
  [
    'a verb that only carries its noun is kept',
    { name: 'harbor_search', description: 'Performs a chart search with the given words.' },
    'A call of `harbor_search` performs a chart search with the given words.',
  ],
  [
    'a name of one verb is told in the words of its description',
    { name: 'connect', description: 'Connect to both moorings at once' },
    'A call of `connect` connects, as its description says: "Connect to both moorings at once".',
  ],
  [
    'actions between slashes are no thing that is deleted',
    { name: 'berths', description: 'Manage berths (inner/outer): list/get/create/delete/survey' },
    'A call of `berths` deletes, as its description says: "Manage berths (inner/outer): list/get/create/delete/survey".',
  ],
];

suite('the first sentence', () => {
  for (const [what, told, beginning] of begins) {
    test(what, () => {
      const { rationale } = judge(told);
      assert.ok(rationale.startsWith(`${beginning} It is `), rationale);
    });
  }
});

test('a quotation leaves no parenthesis open', () => {
  const { rationale } = judge({
    name: 'mooring_summary',
    description: 'Quick mooring summary: score only (yes/no)',
  });
  assert.match(rationale, /"Quick mooring summary: score only \(yes\/no\)"/);
});

test('what is lost is not the next action of a list', () => {
  const { rationale } = judge({ name: 'berths', description: 'Manage berths: list/get/delete/survey' });
  assert.match(rationale, /could take away something that someone still needs/);
});

suite('a definition that rests on its name says what is missing', () => {
  const ending = (told: Told) => judge(told).rationale.split('. ').at(-1);
  test('nothing at all', () => {
    assert.equal(
      ending({ name: 'drop_anchor' }),
      'The definition gives no description and no arguments, so this rests on the name.',
    );
  });
  test('the name again', () => {
    assert.equal(
      ending({ name: 'drop_anchor', description: 'Drop anchor.', params: ['depth'] }),
      'The description only says the name again, so this rests on the name and the arguments.',
    );
  });
});
