// The build's proof: a right catalog passes, a wrong document stops the build and is named.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import type { Entry } from '../../src/model/entry.ts';
import { assertProven, provePolicies } from '../../src/pipeline/prove-policies.ts';
import { toolFiles, toolPolicy } from '../../src/policy/documents.ts';
import { fileNameOf, formatOf, formats } from '../../src/policy/formats.ts';
import { intentOf } from '../../src/policy/intent.ts';
import { mismatchesOf, mismatchText } from '../../src/policy/prove.ts';
import { harbor } from '../view/_harbor.ts';

const slugsOf = (entry: Entry) => new Map(entry.tools.map(({ name }, index) => [name, `tool-${index}`]));
const db = {
  serverIds: () => harbor.map(({ server }) => server.id),
  server: (id: string) => harbor.find(({ server }) => server.id === id),
  slugs: (id: string) => slugsOf(harbor.find(({ server }) => server.id === id) as Entry),
};

/** The site's policy files of one server. */
async function write(folder: string, entry: Entry): Promise<void> {
  const { id, title } = entry.server;
  const intent = intentOf([{ id, title, tools: entry.tools, skips: entry.skips }]);
  const texts = [
    ...formats.map((format) => [fileNameOf(format), format.emit(intent).text] as const),
    ...entry.tools.flatMap((tool, index) =>
      (['policy.json', 'policy-strict.json'] as const).flatMap((file) => {
        const made = toolPolicy(tool, file);
        return made === undefined ? [] : [[`tool-${index}/${file}`, made.text] as const];
      }),
    ),
  ];
  for (const [file, text] of texts) {
    const path = join(folder, 'policies', id, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

suite('the proof of all policies', () => {
  const proof = provePolicies(db);

  test('covers every format of every server and every document of every tool', () => {
    const withTools = harbor.filter(({ tools }) => tools.length > 0);
    const single = withTools.flatMap(({ tools }) =>
      tools.flatMap((tool) =>
        Object.keys(toolFiles).filter((file) => toolPolicy(tool, file as 'policy.json')),
      ),
    );
    assert.deepEqual(proof.mismatches, []);
    assert.equal(proof.files.size, withTools.length * formats.length + single.length);
  });

  test('holds for pages that were written so, and fails for one that was not', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'proof-'));
    t.after(() => rm(folder, { recursive: true }));
    for (const entry of harbor) await write(folder, entry);
    await assertProven(proof, folder);
    const [file = ''] = proof.files.keys();
    await writeFile(join(folder, 'policies', file), '{"version":"1","default":"allow"}\n');
    await assert.rejects(assertProven(proof, folder), /the page is not the document that was proven/);
    await rm(join(folder, 'policies', file));
    await assert.rejects(assertProven(proof, folder), new RegExp(`${file}: the page was not written`));
  });

  test('tells a mismatch before it looks at any page', async () => {
    const line = 'npm/quay, `sink`, in Codex: expected hide, got allow';
    const wrong = { mismatches: [line], files: new Map<string, string>() };
    await assert.rejects(assertProven(wrong, '/nowhere'), new RegExp(line));
  });
});

suite('a document that was changed', () => {
  const [entry] = harbor;
  assert.ok(entry);
  const { id, title } = entry.server;
  const intent = intentOf([{ id, title, tools: entry.tools }]);
  const wrong = (formatId: string, change: (text: string) => string) => {
    const format = formatOf(formatId);
    assert.ok(format);
    const { text, gaps } = format.emit(intent);
    assert.notEqual(change(text), text);
    return mismatchesOf(format, intent, change(text), gaps).map(mismatchText);
  };

  test('is named with server, tool, format, expected and got', () => {
    const approved = wrong('codex', (text) =>
      text.replace('default_tools_approval_mode = "prompt"', 'default_tools_approval_mode = "approve"'),
    );
    assert.match(approved[0] ?? '', /^\S+, `\w+`, in Codex: expected ask, got allow$/);
    const opened = wrong('policy-json', (text) => text.replace('"default": "deny"', '"default": "allow"'));
    assert.deepEqual(opened, [`${id}, in policy.json: expected that later tools are denied, got allow`]);
    const unlimited = wrong('policy-json', (text) => text.replace(/"max": 10\b/, '"max": 11'));
    assert.match(
      unlimited[0] ?? '',
      /^\S+, `\w+`, in policy\.json: expected allow 10 a minute.*, got allow 11 a minute/,
    );
    const broken = wrong('codex', (text) => text.replaceAll('enabled_tools', 'enabled_tool'));
    assert.match(broken[0] ?? '', /in Codex: expected a valid document, got /);
  });

  test('is found when only a bound fails to hold', () => {
    const line = wrong('policy-json', (text) =>
      text.replace(/"op": "eq",(\s+)"value": false/, '"op": "exists",$1"value": true'),
    );
    assert.match(line[0] ?? '', /expected a denial with `\{/);
  });
});
