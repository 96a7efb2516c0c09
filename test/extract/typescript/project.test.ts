// Files that only mention a name stay unparsed where calls of it, or assignments to it, are asked for.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { loadLanguages } from '../../../src/extract/_syntax/parser.ts';
import { createProject } from '../../../src/extract/typescript/modules/project.ts';

before(() => loadLanguages(['javascript']));

const files = [
  { path: 'src/a.js', text: 'winnow(corn);' },
  { path: 'src/b.js', text: 'sacks.forEach(winnow);' },
  { path: 'src/c.js', text: 'barn.winnow = thresh;' },
  { path: 'src/d.js', text: '"nothing to winnow here";' },
];

test('calls are looked for where a name is called or handed on', () => {
  const project = createProject(files);
  assert.deepEqual(
    project.calling('winnow').map(({ path }) => path),
    ['src/a.js', 'src/b.js'],
  );
  assert.equal(project.parsedCount(), 2);
});

test('assignments are looked for where a member is set', () => {
  const project = createProject(files);
  assert.deepEqual(
    project.assigningTo('winnow').map(({ path }) => path),
    ['src/c.js'],
  );
  assert.equal(project.parsedCount(), 1);
});
