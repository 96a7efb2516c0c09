// What whole pages show, made from entries without Astro.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import matter from 'gray-matter';
import type { CatalogedTool, Entry } from '../../src/model/entry.ts';
import { Review } from '../../src/model/entry.ts';
import { slugsOf } from '../../src/model/slug.ts';
import { changeText } from '../../src/view/change-lines.ts';
import { combinationOf } from '../../src/view/combination.ts';
import { coverageOf } from '../../src/view/coverage.ts';
import type { Frame } from '../../src/view/frame.ts';
import { matrixOf } from '../../src/view/profile.ts';
import { plain } from '../../src/view/prose.ts';
import { reportOf } from '../../src/view/report.ts';
import { waysTo } from '../../src/view/rubric.ts';
import { headlineOf, serverPage } from '../../src/view/server-page.ts';
import { candidates, closest } from '../../src/view/similar.ts';
import { siteSettings } from '../../src/view/site.ts';
import { toolPage } from '../../src/view/tool-page.ts';
import { machines, payments, pirate, shed, tool } from './_harbor.ts';

const frame: Frame = { site: siteSettings({}), tools: 1640, servers: 104, built: '2026-11-21' };

function pageOf(entry: Entry, name: string) {
  const found = entry.tools.find((one) => one.name === name);
  assert.ok(found !== undefined, name);
  const slugs = slugsOf(entry.tools.map((one) => one.name));
  return toolPage({ entry, tool: found, slugs, sameName: [], similar: [], frame });
}

const answer = (page: ReturnType<typeof pageOf>, id: string) => {
  const found = page.questions.find((question) => question.id === id);
  return found === undefined ? undefined : plain(found.answer);
};

describe('a tool page', () => {
  const stop = pageOf(machines, 'stop_machine');

  test('names level and category apart', () => {
    assert.equal(stop.title, 'stop_machine on the Harbor Machines MCP server: Execute, high risk');
    assert.deepEqual(
      stop.badges.map(({ text, href }) => [text, href]),
      [
        ['High risk', '/risk/high/'],
        ['Execute', '/categories/execute/'],
        ['Controls systems', '/effects/controls-systems/'],
      ],
    );
  });

  test('asks the six usual questions first, then those that apply', () => {
    assert.deepEqual(
      stop.questions.map(({ id }) => id),
      ['what', 'enforce', 'risk', 'limit', 'block', 'server', 'arguments', 'undo', 'sure', 'wrong'],
    );
    assert.ok(pageOf(machines, 'manage_label').questions.some(({ id }) => id === 'actions'));
    assert.ok(!pageOf(machines, 'list_machines').questions.some(({ id }) => id === 'undo'));
  });

  test('answers from the data', () => {
    assert.equal(
      answer(stop, 'what'),
      'Its author describes it so: “Stop a virtual machine”. We class it as an Execute tool: it makes a system act, and the outcome depends on the arguments or on that system. It changes the state of a running system or job.',
    );
    assert.ok(answer(stop, 'limit')?.includes('The file above sets 10 per minute.'));
    assert.ok(
      answer(stop, 'server')?.startsWith(
        'The Harbor Machines MCP server, github/harbor/machines-mcp-server, commit c27689f.',
      ),
    );
    assert.equal(answer(stop, 'undo'), 'Another call can put it back. Its name says “stop”.');
    assert.equal(answer(pageOf(machines, 'list_machines'), 'arguments'), 'None.');
  });

  test('says so when there is no description, and does not put the name in its place', () => {
    const page = pageOf(machines, 'manage_label');
    assert.equal(page.authorText, undefined);
    assert.ok(
      answer(page, 'what')?.startsWith(
        'Its author gives no description. From its name we class it as a Destructive tool',
      ),
    );
  });

  test('shows the contradiction between hint and verdict', () => {
    const page = pageOf(machines, 'destroy_machine');
    assert.equal(page.why?.contradiction, true);
    assert.ok(
      page.why?.declared.startsWith(
        'The author declares that it does not destroy; we class it as a Destructive tool',
      ),
    );
  });

  test('tells the effect of the very file that it shows', () => {
    const text = stop.control.file.tokens.map((token) => token.text).join('');
    assert.equal(JSON.parse(text).tools.stop_machine.limits[0].max, 10);
    const effect = plain(stop.control.file.effect);
    assert.ok(
      effect.startsWith('stop_machine can be called up to 10 times per minute for each grant'),
      effect,
    );
    assert.ok(effect.includes('The other 6 tools of the Harbor Machines MCP server are denied'), effect);
  });

  test('offers a stricter file only where a switch makes a call worse', () => {
    assert.ok(stop.control.stricter !== undefined);
    assert.equal(pageOf(machines, 'list_machines').control.stricter, undefined);
  });

  test('covers every policy format once', () => {
    const labels = stop.control.elsewhere.flatMap(({ formats }) => formats.map(({ label }) => label));
    assert.deepEqual(labels.toSorted(), stop.control.formats.map(({ label }) => label).toSorted());
  });

  test('of a tool that was not judged claims nothing', () => {
    const page = pageOf(machines, 'new_arrival');
    assert.equal(page.does, undefined);
    assert.equal(page.why, undefined);
    assert.deepEqual(page.questions, []);
    assert.equal(page.title, 'new_arrival on the Harbor Machines MCP server');
  });

  test('counts itself in', () => {
    assert.equal(
      pageOf(payments, 'send_payment').closing,
      '3 tools of the MCP server @harbor/pay are in the catalog, out of 1,640 tools on 104 servers. Built 2026-11-21.',
    );
  });

  test('has no broken sentence for any tool', () => {
    for (const entry of [machines, payments, pirate]) {
      for (const { name } of entry.tools) {
        const page = pageOf(entry, name);
        const texts = [
          page.title,
          page.description,
          page.closing,
          ...(page.does === undefined ? [] : [plain(page.does)]),
          ...page.questions.map((question) => plain(question.answer)),
        ];
        for (const text of texts) {
          assert.doesNotMatch(
            text,
            /undefined|\[object|NaN|\ba (Execute|unknown)|[^.]\.\.( |$)|\b1 tools\b/,
            text,
          );
          assert.doesNotMatch(text, /[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/, text);
        }
      }
    }
  });
});

describe('a server page', () => {
  const page = (entry: Entry) => serverPage(entry, slugsOf(entry.tools.map(({ name }) => name)), frame);

  test('counts what it shows', () => {
    assert.equal(
      page(machines).headline,
      '7 tools: 2 critical, 3 high, 1 low, 1 of unknown category, 1 not judged yet.',
    );
    assert.equal(page(machines).tools.length, 7);
    assert.equal(headlineOf([]), 'No tools were found.');
  });

  test('begins with the worst', () => {
    assert.deepEqual(
      page(machines).tools.map(({ level }) => level),
      ['critical', 'critical', 'high', 'high', 'high', 'low', undefined],
    );
  });

  test('says what was not read, and that a zero may be our fault', () => {
    assert.equal(coverageOf(machines).line, '7 definitions were read; 2 things could not be.');
    assert.equal(coverageOf(payments).line, 'All 3 definitions were read.');
    assert.equal(
      coverageOf(shed).line,
      'We found no tool definitions. That may be us: tools come from a place that exists only when the server runs.',
    );
    assert.deepEqual(page(shed).files, []);
  });

  test('tells a contradiction inside the source apart from what was not read', () => {
    const skip = { reason: 'manifest-disagrees', place: { path: 'manifest.json' }, detail: '' } as const;
    assert.equal(
      coverageOf({ ...payments, skips: [skip] }).line,
      'All 3 definitions were read. In 1 place the source contradicts itself.',
    );
    assert.equal(
      coverageOf({ ...machines, skips: [skip, ...machines.skips] }).line,
      '7 definitions were read; 2 things could not be. In 1 place the source contradicts itself.',
    );
    const reasons = coverageOf({ ...machines, skips: [skip, ...machines.skips] }).reasons;
    assert.equal(reasons.at(-1)?.reason, 'manifest-disagrees');
  });

  test('has the whole policy in every format, each with its effect', () => {
    for (const file of page(machines).files) {
      assert.ok(file.tokens.length > 0);
      assert.match(plain(file.effect), /\.$/);
    }
  });
});

describe('combinations', () => {
  const effect = (name: string, ...effects: NonNullable<CatalogedTool['verdict']>['effects']) =>
    tool({ name, description: '', inputSchema: {} }, { category: 'Read', level: 'medium', effects });

  test('need two tools, one that reads and one that lets out', () => {
    assert.equal(combinationOf([effect('read', 'reads-private-data')]), undefined);
    assert.equal(combinationOf([effect('both', 'reads-private-data', 'publishes')]), undefined);
    const pair = combinationOf([effect('mail', 'sends-messages'), effect('inbox', 'reads-private-data')]);
    assert.equal(
      plain(pair?.text ?? []),
      'inbox returns private data and mail sends messages. One agent with both can leak what it reads.',
    );
  });
});

describe('the picture of categories and levels', () => {
  test('gives areas in proportion and never hides a tool', () => {
    const matrix = matrixOf([
      { category: 'Read', level: 'low', tools: 4000 },
      { category: 'Write', level: 'medium', tools: 1000 },
      { category: 'Financial', level: 'critical', tools: 1 },
    ]);
    const radius = (category: string, level: string) =>
      matrix.rows.find((row) => row.category === category)?.cells.find((cell) => cell.level === level)
        ?.radius ?? -1;
    assert.equal(radius('Read', 'low') / radius('Write', 'medium'), 2);
    assert.ok(radius('Financial', 'critical') > 0);
    assert.equal(radius('Execute', 'high'), 0);
    assert.equal(matrix.sum, 5001);
  });
});

describe('changes', () => {
  test('read as sentences', () => {
    const say = (change: Parameters<typeof changeText>[0]) => plain(changeText(change));
    const at = { date: '2026-11-20', tool: 'lift' } as const;
    const read = { category: 'Read', level: 'low' } as const;
    const run = { category: 'Execute', level: 'high' } as const;
    assert.equal(say({ ...at, kind: 'added', after: run }), 'lift was added (Execute, high).');
    assert.equal(say({ ...at, kind: 'removed' }), 'lift was removed.');
    assert.equal(
      say({ ...at, kind: 'rejudged', before: read, after: run }),
      'lift went from Read, low to Execute, high.',
    );
    assert.equal(
      say({ ...at, kind: 'redefined', fields: ['description'], before: read, after: read }),
      'The description of lift changed; the verdict did not.',
    );
  });
});

describe('a correction', () => {
  test('is a valid review file, whatever the tool is called', () => {
    for (const entry of [machines, pirate]) {
      for (const one of entry.tools) {
        if (one.verdict === undefined) continue;
        const { text } = reportOf(entry, one, one.verdict, frame.site, frame.built);
        const { data } = matter(text);
        const review = Review.parse({
          ...data,
          date: new Date(String(data['date'])).toISOString().slice(0, 10),
        });
        assert.deepEqual(Object.keys(review.tools), [one.name]);
        assert.equal(review.tools[one.name]?.definitionHash, one.definitionHash);
      }
    }
  });

  test('opens filled in where the repository is known', () => {
    const [one] = machines.tools;
    assert.ok(one?.verdict !== undefined);
    const site = siteSettings({ TOOLRISK_REPOSITORY: 'https://github.com/harbor/toolrisk/' });
    const { href } = reportOf(machines, one, one.verdict, site, frame.built);
    assert.ok(
      href?.startsWith(
        'https://github.com/harbor/toolrisk/new/main?filename=catalog%2Freviews%2Fgithub%2Fharbor%2F',
      ),
    );
    assert.equal(reportOf(machines, one, one.verdict, frame.site, frame.built).href, undefined);
  });
});

describe('similar tools', () => {
  const row = (server: string, name: string) => ({
    server,
    serverTitle: server,
    slug: name,
    name,
    description: '',
    category: 'Read' as const,
    level: 'low' as const,
    effects: [],
    confidence: 1,
  });

  test('share words of the name, come from other servers, one from each', () => {
    const among = candidates([
      row('npm/a', 'get_tide'),
      row('npm/b', 'list_boats'),
      row('npm/c', 'getBoatTide'),
      row('npm/c', 'tide'),
      row('npm/d', 'boat_tide'),
    ]);
    assert.deepEqual(
      closest({ server: 'npm/a', name: 'boat_tide' }, among, 3).map(
        ({ server, name }) => `${server} ${name}`,
      ),
      ['npm/c getBoatTide', 'npm/b list_boats'],
    );
  });
});

test('every level says how a tool comes to it', () => {
  for (const level of ['low', 'medium', 'high', 'critical'] as const) {
    const ways = waysTo(level);
    assert.ok(ways.length > 0);
    for (const way of ways) assert.match(way, /\.$/);
  }
});

test('settings of the site have to be web addresses', () => {
  assert.throws(() => siteSettings({ TOOLRISK_SITE: 'javascript:alert(1)' }));
  assert.equal(siteSettings({ TOOLRISK_SITE: 'https://risk.example/' }).origin, 'https://risk.example');
});
