// The sentences of "What X does on SERVER": one for every category, none without facts.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Factors } from '../../src/model/verdict.ts';
import { categories, effects, levels } from '../../src/model/vocabulary.ts';
import { argumentSentence, effectClauses, firstSentence, whatItDoes } from '../../src/view/does.ts';
import { plain } from '../../src/view/prose.ts';
import { type Judgement, tool } from './_harbor.ts';

const server = { id: 'github/harbor/crane', title: 'Crane MCP Server' };

function said(
  judgement: Judgement,
  schema: Record<string, unknown> = {},
  description = 'Lift a box.',
): string {
  const subject = tool({ name: 'lift_box', description, inputSchema: schema as never }, judgement);
  assert.ok(subject.verdict !== undefined);
  return plain(whatItDoes({ server, tool: subject, verdict: subject.verdict }));
}

const schema = (count: number, required = 0) => ({
  properties: Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`part${index}`, { type: 'string' }]),
  ),
  required: Array.from({ length: required }, (_, index) => `part${index}`),
});

describe('what a tool does', () => {
  test('has a sentence for every category at every level, and each is whole', () => {
    for (const { id: category } of categories) {
      for (const { id: level } of levels) {
        const text = said({ category, level });
        assert.match(text, /^(`?lift_box|We could not tell)/, category);
        assert.match(text, /\.$/);
        assert.doesNotMatch(text, /undefined|\bnull\b|NaN|\.\.| {2}|MCP Server MCP/i, text);
        assert.ok(text.includes('the Crane MCP server'), text);
      }
    }
  });

  test('claims permanence only where the author says so', () => {
    const factors: Factors = {
      reversibility: 'permanent',
      blastRadius: 'one',
      reach: 'service',
      data: 'unknown',
      arguments: 'none',
      guards: [],
    };
    const silent = said({ category: 'Destructive', level: 'critical', factors });
    assert.ok(silent.includes('its definition names no way to get it back'), silent);
    const loud = said(
      { category: 'Destructive', level: 'critical', factors, quotes: [['description', 'cannot be undone']] },
      {},
      'Sink a box. This cannot be undone.',
    );
    assert.ok(loud.includes('its author marks this as permanent'), loud);
    assert.ok(!loud.includes('It cannot be undone.'), 'said once is enough');
  });

  test('counts arguments in words that agree', () => {
    const sentence = (count: number, required: number) =>
      plain(
        argumentSentence({
          tool: tool({ name: 'lift', description: '', inputSchema: schema(count, required) as never }),
        }),
      );
    assert.equal(sentence(0, 0), 'It takes no arguments.');
    assert.equal(sentence(1, 0), 'It takes 1 argument, which is optional.');
    assert.equal(sentence(1, 1), 'It takes 1 argument, which is required.');
    assert.equal(sentence(3, 0), 'It takes 3 arguments, none of them required.');
    assert.equal(sentence(3, 2), 'It takes 3 arguments, 2 of them required.');
    assert.equal(sentence(3, 3), 'It takes 3 arguments, all of them required.');
  });

  test('shows at most three effects and never one that the first sentence said', () => {
    const judged = tool(
      { name: 'pay', description: '', inputSchema: {} },
      { category: 'Financial', level: 'critical', effects: effects.map(({ id }) => id) },
    ).verdict;
    assert.ok(judged !== undefined);
    const clauses = effectClauses(judged).map(plain);
    assert.equal(clauses.length, 3);
    assert.ok(!clauses.join().includes('moves money'));
  });

  test('names free arguments with their kind, and the switch that makes a call stronger', () => {
    const text = said(
      {
        category: 'Execute',
        level: 'critical',
        factors: {
          reversibility: 'unknown',
          blastRadius: 'unknown',
          reach: 'unknown',
          data: 'unknown',
          arguments: 'code',
          guards: [],
        },
      },
      {
        properties: {
          command: { type: 'string' },
          box_id: { type: 'string' },
          kind: { enum: ['a', 'b'] },
          force: { type: 'boolean' },
        },
      },
    );
    assert.ok(
      text.includes('The caller chooses command (a command); nothing in the schema bounds it.'),
      text,
    );
    assert.ok(text.includes('force makes it stronger.'), text);
  });

  test('names the worst action', () => {
    const text = said({
      category: 'Destructive',
      level: 'high',
      actions: [
        { argument: 'do', value: 'look', category: 'Read', level: 'low' },
        { argument: 'do', value: 'sink', category: 'Destructive', level: 'high' },
      ],
    });
    assert.ok(
      text.includes('It has 2 actions: look and sink. The worst of them, sink, gives the tool its verdict.'),
    );
  });

  test('says what is missing when the category is unknown', () => {
    const judged = tool(
      { name: 'flux', description: '', inputSchema: {} },
      { category: 'Unknown', level: 'high' },
    );
    assert.ok(judged.verdict !== undefined);
    assert.equal(
      plain(firstSentence({ server, tool: judged, verdict: judged.verdict })),
      'We could not tell from its definition what flux does on the Crane MCP server: it has no description.',
    );
  });
});
