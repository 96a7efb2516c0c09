// Of several bundles of one server the program's is read; one that names another tool is read too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutRepeatedBundles } from '../../../src/extract/typescript/modules/bundles.ts';

const filling = '/* a library that is bundled */\n'.repeat(20_000);
const registering = (...names: readonly string[]) =>
  names.map((name) => `server.registerTool("${name}", { description: "Bells." }, run);`).join('\n') + filling;

const manifest = { path: 'package.json', text: '{ "bin": { "belfry": "./dist/cli.cjs" } }' };
const program = { path: 'dist/cli.cjs', text: registering('ring', 'chime') };
const library = { path: 'dist/index.cjs', text: registering('chime') };

test('a bundle whose tools the program registers too is left out', () => {
  assert.deepEqual(withoutRepeatedBundles([manifest, program, library]), [manifest, program]);
});

test('manifests of libraries name no tools', () => {
  const text = `${library.text}\nvar meta = { "name": "clapper", "description": "Swings.", "version": "2.0.0" };`;
  assert.deepEqual(withoutRepeatedBundles([manifest, program, { ...library, text }]), [manifest, program]);
});

test('a bundle that names another tool stays', () => {
  const other = { path: 'dist/index.cjs', text: registering('chime', 'toll') };
  assert.deepEqual(withoutRepeatedBundles([manifest, program, other]), [manifest, program, other]);
});

test('a bundle that names no tool stays: the program may load it', () => {
  const chunk = { path: 'dist/chunk.cjs', text: filling };
  assert.deepEqual(withoutRepeatedBundles([manifest, program, chunk]), [manifest, program, chunk]);
});

test('without a program that names tools every bundle stays', () => {
  const files = [{ path: 'package.json', text: '{' }, program, library];
  assert.deepEqual(withoutRepeatedBundles(files), files);
});
