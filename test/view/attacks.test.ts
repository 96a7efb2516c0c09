// Attack patterns: the hand-written files, and the facts that attach them to tools.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import matter from 'gray-matter';
import { AttackPattern, type PreconditionId, preconditions, referenceOf } from '../../src/model/attack.ts';
import { slugsOf } from '../../src/model/slug.ts';
import type { Definition } from '../../src/model/tool.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { attacksOnServer, attacksOnTool, type Pattern } from '../../src/view/attacks/applying.ts';
import { patternsAmong, standings } from '../../src/view/attacks/standing.ts';
import type { Frame } from '../../src/view/frame.ts';
import { plain } from '../../src/view/prose.ts';
import { siteSettings } from '../../src/view/site.ts';
import { toolPage } from '../../src/view/tool-page.ts';
import { entry, harbor, type Judgement, machines, payments, tool } from './_harbor.ts';

const folder = join(import.meta.dirname, '..', '..', 'catalog', 'attacks');
const patterns: readonly Pattern[] = readdirSync(folder).map((file) => ({
  slug: file.replace('.md', ''),
  ...AttackPattern.parse(matter(readFileSync(join(folder, file), 'utf8')).data),
}));

const text = (...names: readonly string[]) =>
  ({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  }) as Definition['inputSchema'];

/** What is said of a tool that stands on a dock with other tools; undefined when the pattern does not apply. */
function because(
  precondition: PreconditionId,
  judgement: Judgement,
  definition: Partial<Definition> = {},
  others: Parameters<typeof entry>[1] = [],
  changes: NonNullable<Parameters<typeof entry>[2]>['changes'] = [],
): string | undefined {
  const one = tool({ name: 'one', description: '', inputSchema: text(), ...definition }, judgement);
  const dock = entry({ id: 'npm/dock', title: 'Dock', description: '' }, [one, ...others], { changes });
  const found = attacksOnTool(patterns, dock, one).find(
    ({ pattern }) => pattern.precondition === precondition,
  );
  return found === undefined ? undefined : plain(found.because);
}

const other = (name: string, effects: NonNullable<Judgement['effects']>) =>
  tool({ name, description: '', inputSchema: text() }, { category: 'Write', level: 'medium', effects });
const read: Judgement = { category: 'Read', level: 'low' };
const factors: Verdict['factors'] = {
  reversibility: 'unknown',
  blastRadius: 'one',
  reach: 'local',
  data: 'unknown',
  arguments: 'free',
  guards: [],
};

describe('attack patterns', () => {
  test('every precondition has one pattern', () => {
    assert.deepEqual(
      patterns.map(({ precondition }) => precondition).sort(),
      Object.keys(preconditions).sort(),
    );
  });

  for (const { slug, references, line } of patterns) {
    test(`${slug} says what it means, how to notice and how to control it, and where it is described`, () => {
      const body = matter(readFileSync(join(folder, `${slug}.md`), 'utf8')).content;
      const sections = body.split(/^## /m).slice(1);
      assert.deepEqual(
        sections.map((section) => section.slice(0, section.indexOf('\n'))),
        ['What it means', 'How to notice it', 'How to control it'],
      );
      for (const section of sections) assert.ok(section.length > 80, section);
      assert.ok(references.length > 0 && line.endsWith('.'));
      for (const id of references) assert.match(referenceOf(id).url, /^https:\/\//);
    });
  }

  test('print the facts that met them', () => {
    assert.equal(
      because('destroys-unguarded', { category: 'Destructive', level: 'critical' }),
      'its category is Destructive and its definition states no confirmation and no trash',
    );
    assert.equal(
      because(
        'hands-out-secrets',
        { ...read, effects: ['reads-local-files'] },
        { inputSchema: text('path', 'folderId') },
      ),
      'it reads local files and the caller chooses path',
    );
    assert.equal(
      because('takes-credential', read, { inputSchema: text('access_token', 'pageToken', 'keyword') }),
      'it takes access_token as an argument',
    );
    assert.equal(
      because('reads-and-sends', { ...read, effects: ['reads-private-data'] }, {}, [
        other('mail', ['sends-messages']),
      ]),
      'it returns private data and mail on the same server sends messages',
    );
    assert.equal(
      because('acts-near-outside-content', { category: 'Write', level: 'medium' }, {}, [
        other('fetch', ['reads-untrusted-content']),
      ]),
      'its category is Write and fetch returns outside content',
    );
    assert.equal(
      because('redefined', read, {}, [], [{ date: '2026-11-01', kind: 'redefined', tool: 'one' }]),
      'its definition changed on 2026-11-01',
    );
    assert.equal(
      because(
        'runs-input',
        { category: 'Execute', level: 'high', effects: ['runs-code'] },
        { inputSchema: text('command') },
      ),
      'it runs what the caller supplies and nothing in the schema bounds command',
    );
    assert.equal(
      because('free-path', { ...read, factors }, { inputSchema: text('file_path') }),
      'the caller chooses file_path and its definition names no folder that bounds it',
    );
  });

  test('do not apply when a fact is missing', () => {
    const destroys: Judgement = { category: 'Destructive', level: 'critical' };
    assert.equal(
      because('destroys-unguarded', { ...destroys, factors: { ...factors, guards: ['trash'] } }),
      undefined,
    );
    assert.equal(
      because(
        'free-path',
        { ...read, factors: { ...factors, guards: ['bounded'] } },
        { inputSchema: text('path') },
      ),
      undefined,
    );
    assert.equal(because('acts-near-outside-content', { category: 'Write', level: 'medium' }), undefined);
    assert.equal(because('reads-and-sends', { ...read, effects: ['reads-private-data'] }), undefined);
    assert.equal(
      because(
        'repeats-matter',
        { category: 'Execute', level: 'high' },
        { annotations: { idempotentHint: true } },
      ),
      undefined,
    );
    assert.equal(because('runs-input', read, { inputSchema: text('country_code') }), undefined);
    assert.equal(because('changes-access', { category: 'Write', level: 'high' }), undefined);
  });

  test('that a tool without effects meets are none', () => {
    assert.deepEqual(
      attacksOnTool(
        patterns,
        machines,
        machines.tools.find(({ name }) => name === 'list_machines') ?? assert.fail(),
      ),
      [],
    );
  });

  test('of a server compare with the thresholds of their file', () => {
    const asking = Array.from({ length: 21 }, (_, index) =>
      tool(
        { name: `pay_${index}`, description: '', inputSchema: text() },
        { category: 'Financial', level: 'critical', effects: ['moves-money'] },
      ),
    );
    const bank = entry({ id: 'npm/bank', title: 'Bank', description: '' }, asking);
    const [found] = attacksOnServer(patterns, bank);
    assert.equal(
      plain(found?.because ?? []),
      'the recommended policy asks before 21 of its 21 tools, more than 20',
    );
    assert.deepEqual(attacksOnServer(patterns, machines), []);
  });

  test('are counted over the catalog', () => {
    const all = standings(patterns, harbor);
    const money = all.find(({ pattern }) => pattern.precondition === 'moves-money');
    assert.deepEqual(
      [money?.tools.map(({ name }) => name), money?.servers],
      [['send_payment'], [payments.server.id]],
    );
    const among = patternsAmong(all, ({ category }) => category === 'Financial');
    assert.ok(among.some(({ pattern, tools }) => pattern.slug === 'fraudulent-transaction' && tools === 1));
    assert.ok(!among.some(({ pattern }) => pattern.slug === 'command-injection'));
  });

  test('stand on the page of the tool, and in an answer', () => {
    const run = machines.tools.find(({ name }) => name === 'run_command') ?? assert.fail();
    const frame: Frame = { site: siteSettings({}), tools: 12, servers: 4, built: '2026-11-21' };
    const slugs = slugsOf(machines.tools.map(({ name }) => name));
    const page = toolPage({ entry: machines, tool: run, slugs, sameName: [], similar: [], frame, patterns });
    assert.ok(page.attacks.some(({ pattern }) => pattern.slug === 'command-injection'));
    const answer = plain(page.questions.find(({ id }) => id === 'attacks')?.answer ?? []);
    assert.match(answer, /^\d documented patterns fit: .+, because .+\.$/);
  });
});
