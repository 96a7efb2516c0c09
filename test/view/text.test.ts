// Foreign text on its way to a page: prose, quotations, arguments, JSON, addresses.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { jsonTokens } from '../../src/policy/json-tokens.ts';
import { authorLines, authorText, oneLine, safeHref } from '../../src/view/author-text.ts';
import { quotations } from '../../src/view/evidence.ts';
import { embeddedJson } from '../../src/view/json.ts';
import { pageNumbers, pagingOf, pagingText } from '../../src/view/paging.ts';
import { parametersOf } from '../../src/view/parameters.ts';
import { placeHref } from '../../src/view/place.ts';
import { code, fromBackticks, listed, plain, prose, sentences } from '../../src/view/prose.ts';
import { definitionTokens } from '../../src/view/tokens.ts';
import { machines, pirate, tool } from './_harbor.ts';

describe('prose', () => {
  test('keeps names apart from our words', () => {
    assert.deepEqual(prose`${code('a')} and ${2} of ${['b', ' c']}.`, [
      { code: 'a' },
      ' and ',
      '2',
      ' of ',
      'b',
      ' c',
      '.',
    ]);
    assert.deepEqual(fromBackticks('Call `a` now'), ['Call ', { code: 'a' }, ' now']);
    assert.equal(plain(fromBackticks('one ` alone')), 'one ` alone');
  });

  test('makes lists with a serial comma', () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);
    assert.equal(plain(listed(names(0))), '');
    assert.equal(plain(listed(names(1))), '0');
    assert.equal(plain(listed(names(2))), '0 and 1');
    assert.equal(plain(listed(names(3))), '0, 1, and 2');
    assert.equal(plain(listed(names(9), 3)), '0, 1, 2, and 6 more');
  });

  test('leaves out empty sentences without a trace', () => {
    assert.equal(plain(sentences(['A.'], undefined, [], ['B.'])), 'A. B.');
  });
});

describe("the author's text", () => {
  test('keeps its lines and hides nothing', () => {
    assert.equal(authorLines('a\r\nb\tc\u202e\n\u0000d '), 'a\nb  c\\u{202e}\n\\u{0}d');
    assert.equal(oneLine(' a\n b '), 'a b');
    assert.equal(oneLine('one two three four', 12), 'one two…');
  });

  test('is all there, whatever is folded', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000, unit: 'grapheme' }), (text) => {
        const shown = authorText(text);
        const letters = (all: string) => all.replace(/\s/g, '');
        assert.equal(letters(`${shown?.shown ?? ''}${shown?.rest ?? ''}`), letters(authorLines(text)));
      }),
      { numRuns: 200 },
    );
  });

  test('becomes a link only when it is a web address', () => {
    assert.equal(safeHref('https://harbor.example/a?b=1'), 'https://harbor.example/a?b=1');
    for (const bad of [
      'javascript:alert(1)',
      ' https://x',
      'data:text/html,x',
      'http://',
      '//x',
      undefined,
    ]) {
      assert.equal(safeHref(bad), undefined);
    }
  });
});

describe('quotations', () => {
  test('mark exactly the quoted words, in the order of the text', () => {
    const stop = machines.tools.find(({ name }) => name === 'stop_machine');
    assert.ok(stop?.verdict !== undefined);
    const shown = quotations(machines, stop, stop.verdict.evidence);
    assert.deepEqual(
      shown.map(({ label, at, pieces }) => [
        label,
        at,
        pieces.map(({ text, marked }) => (marked ? `[${text}]` : text)).join(''),
      ]),
      [
        ['name', undefined, '[stop]_machine'],
        ['description', undefined, '[Stop] a [virtual machine]'],
        ['parameter text', 'forced', '[Force] stop the machine'],
      ],
    );
  });

  test('that are not in the definition are not shown', () => {
    const stop = machines.tools.find(({ name }) => name === 'stop_machine');
    assert.ok(stop !== undefined);
    const wrong = { field: 'description', quote: 'Sink', start: 0, end: 4, carries: ['category'] } as const;
    assert.deepEqual(quotations(machines, stop, [{ ...wrong, carries: [...wrong.carries] }]), []);
  });

  test('of a long text leave out what is far from them', () => {
    const description = `${'before '.repeat(60)}DELETE everything${' after'.repeat(60)}`;
    const start = description.indexOf('DELETE');
    const long = tool({ name: 'sweep', description, inputSchema: {} });
    const [shown] = quotations(machines, long, [
      { field: 'description', quote: 'DELETE', start, end: start + 6, carries: ['category'] },
    ]);
    const text = shown?.pieces.map((piece) => piece.text).join('') ?? '';
    assert.ok(text.length < 200);
    assert.match(text, /^ ?… .*before DELETE everything after .* … ?$/);
  });
});

describe('arguments', () => {
  test('are read out of any schema without a crash', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (properties, required) => {
        const { rows } = parametersOf({ type: 'object', properties, required } as never);
        assert.equal(rows.length, Math.min(200, Object.keys(properties).length));
      }),
      { numRuns: 300 },
    );
    assert.deepEqual(parametersOf({ properties: 'all' }), { rows: [], more: 0 });
  });

  test('show types, bounds, choices and defaults', () => {
    const { rows } = parametersOf({
      required: ['a'],
      properties: {
        a: { anyOf: [{ type: 'string' }, { type: 'null' }] },
        b: { type: 'array', items: { type: 'integer' }, maxItems: 5 },
        c: { enum: ['x', 'y'], default: 'x' },
        d: { type: 'number', minimum: 0, maximum: 1 },
        file_path: { type: 'string' },
      },
    });
    assert.deepEqual(
      rows.map(({ name, type, required, bounds, choices, fallback, free, kind }) => ({
        name,
        type,
        required,
        bounds,
        choices,
        fallback,
        free,
        kind,
      })),
      [
        {
          name: 'a',
          type: 'string',
          required: true,
          bounds: [],
          choices: [],
          fallback: undefined,
          free: true,
          kind: 'text',
        },
        {
          name: 'b',
          type: 'list of integer',
          required: false,
          bounds: ['at most 5 items'],
          choices: [],
          fallback: undefined,
          free: false,
          kind: 'text',
        },
        {
          name: 'c',
          type: 'choice',
          required: false,
          bounds: [],
          choices: ['"x"', '"y"'],
          fallback: '"x"',
          free: false,
          kind: 'text',
        },
        {
          name: 'd',
          type: 'number',
          required: false,
          bounds: ['0 to 1'],
          choices: [],
          fallback: undefined,
          free: false,
          kind: 'text',
        },
        {
          name: 'file_path',
          type: 'string',
          required: false,
          bounds: [],
          choices: [],
          fallback: undefined,
          free: true,
          kind: 'path',
        },
      ],
    );
  });
});

describe('JSON on a page', () => {
  test('is colored without losing a character', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = `${JSON.stringify(value, null, 2)}\n`;
        const tokens = jsonTokens(text);
        assert.equal(tokens.map((token) => token.text).join(''), text);
      }),
    );
    assert.deepEqual(
      jsonTokens('{"a": "b", "c": -1}').map(({ kind }) => kind),
      ['plain', 'key', 'plain', 'string', 'plain', 'key', 'plain', 'number', 'plain'],
    );
  });

  test('cannot end the element that it stands in', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const json = embeddedJson({ text: `${text}</script><!--` });
        assert.doesNotMatch(json, /[<>&\u2028\u2029]/);
        assert.equal((JSON.parse(json) as { text: string }).text, `${text}</script><!--`);
      }),
    );
  });
});

describe('pages of a list', () => {
  test('hold every item once and know their neighbors', () => {
    assert.deepEqual(pageNumbers(0), [1]);
    assert.deepEqual(pageNumbers(201), [1, 2, 3]);
    const second = pagingOf('/risk/low/', 201, 2);
    assert.deepEqual([second.previous, second.next, second.offset], ['/risk/low/', '/risk/low/3/', 100]);
    assert.equal(pagingText(pagingOf('/', 201, 3)), '201 to 201 of 201');
    assert.equal(pagingText(pagingOf('/', 0, 1)), 'None');
  });
});

describe('places', () => {
  test('are linked for the commit that was read, and only on hosts that are known', () => {
    const place = { path: 'src/a b.ts', line: 3 };
    assert.equal(
      placeHref(machines.server, place),
      `https://github.com/harbor/machines-mcp-server/blob/${machines.server.commit}/src/a%20b.ts#L3`,
    );
    assert.equal(
      placeHref({ ...machines.server, repository: 'https://git.harbor.example/x' }, place),
      undefined,
    );
    assert.equal(placeHref(pirate.server, place), undefined);
  });
});

describe('token counts', () => {
  test('take no time on text that is made to be slow', () => {
    const slow = tool({
      name: 'slow',
      description: 'ab'.repeat(10_000),
      inputSchema: { x: ' '.repeat(100_000) },
    });
    const begun = performance.now();
    assert.ok(definitionTokens(slow) > 1_000);
    assert.ok(performance.now() - begun < 2_000);
  });

  test('do not stumble over markers of the encoding', () => {
    const marked = tool({ name: 'm', description: '<|endoftext|>', inputSchema: {} });
    assert.ok(definitionTokens(marked) > 5);
  });
});
