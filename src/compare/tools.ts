// Two tools side by side, from their documents.
import type { ToolDocument } from '../model/api-documents.ts';
import { effects, factors, findingKinds, type Guard, guards } from '../model/vocabulary.ts';
import { visible } from '../model/wording.ts';
import { oneLine } from '../view/author-text.ts';
import { type Parameter, parametersOf } from '../view/parameters.ts';
import type { Reference } from '../view/reference.ts';
import { type Comparison, comparison, type Piece, type Row, row, type Side, setRow } from './comparison.ts';

const longestText = 1_200;
const longestDescription = 300;

export function compareTools(
  a: ToolDocument,
  b: ToolDocument,
  of: readonly [Reference, Reference],
): Comparison {
  const [pathA, pathB] = [of[0].path, of[1].path];
  return comparison(side(a, pathA), side(b, pathB), [
    { heading: 'Verdict', rows: verdictRows(a, b) },
    {
      heading: 'Policy',
      rows: [row('Recommended decision', a.recommendation.decision, b.recommendation.decision)],
    },
    { heading: 'Factors behind the level', rows: factorRows(a, b) },
    {
      heading: 'Suspicions and attack patterns',
      rows: [
        setRow('Findings', findingsOf(a), findingsOf(b)),
        setRow('Attack patterns', attacksOf(a), attacksOf(b)),
      ],
    },
    { heading: 'Definition', rows: definitionRows(a, b) },
    parameterSection(a, b),
    { heading: 'Where it was read', rows: sourceRows(a, b) },
  ]);
}

function side({ name, server }: ToolDocument, path: string): Side {
  return { name: visible(name, 80), about: oneLine(server.title, 60) || server.id, path };
}

function verdictRows({ verdict: a }: ToolDocument, { verdict: b }: ToolDocument): readonly Row[] {
  if (a === null && b === null) return [row('Verdict', 'not judged yet', 'not judged yet')];
  const percent = (verdict: ToolDocument['verdict']) =>
    verdict === null ? undefined : `${Math.round(verdict.confidence * 100)}%`;
  const level = (verdict: ToolDocument['verdict']): readonly Piece[] =>
    verdict === null ? [{ text: 'not judged yet' }] : [{ text: verdict.level, level: verdict.level }];
  const effectsOf = (verdict: ToolDocument['verdict']): readonly Piece[] =>
    effects
      .filter(({ id }) => verdict?.effects.includes(id))
      .map(({ id, label }) => ({ text: label, path: `effects/${id}/` }));
  return [
    { label: 'Level', a: level(a), b: level(b), same: a?.level === b?.level },
    row('Category', a?.category, b?.category),
    setRow('Effects', effectsOf(a), effectsOf(b)),
    row('Why this category', a?.categoryReason, b?.categoryReason),
    row('Why this level', a?.levelReason, b?.levelReason),
    row('Confidence', percent(a), percent(b)),
  ];
}

function factorRows({ verdict: a }: ToolDocument, { verdict: b }: ToolDocument): readonly Row[] {
  const phrase = (name: keyof typeof factors, verdict: ToolDocument['verdict']): string | undefined => {
    const value = verdict?.factors[name];
    const phrases: Readonly<Record<string, string>> = factors[name].values;
    return value === undefined ? undefined : phrases[value];
  };
  const guardsOf = (verdict: ToolDocument['verdict']): readonly Piece[] =>
    verdict === null
      ? []
      : verdict.factors.guards.length === 0
        ? [{ text: 'none stated' }]
        : verdict.factors.guards.map((guard: Guard) => ({ text: guards[guard] }));
  const names = Object.keys(factors) as (keyof typeof factors)[];
  return [
    ...names.map((name) => row(factors[name].label, phrase(name, a), phrase(name, b))),
    setRow('Guards', guardsOf(a), guardsOf(b)),
  ];
}

function findingsOf({ verdict }: ToolDocument): readonly Piece[] {
  return [...new Set((verdict?.findings ?? []).map(({ id }) => findingKinds[id]))].map((text) => ({ text }));
}

function attacksOf({ attacks }: ToolDocument): readonly Piece[] {
  return attacks.map(({ id, title }) => ({ text: title, path: `attacks/${id}/` }));
}

function definitionRows(a: ToolDocument, b: ToolDocument): readonly Row[] {
  const hints = ({ definition: { annotations = {} } }: ToolDocument): readonly Piece[] =>
    Object.entries(annotations).map(([hint, value]) => ({
      text: `${hint}: ${oneLine(String(value), 80)}`,
      code: true,
    }));
  const short = (text: string | undefined) => (text === undefined ? undefined : oneLine(text, longestText));
  return [
    row('Title', short(a.definition.title), short(b.definition.title), { author: true }),
    row('Description', short(a.definition.description), short(b.definition.description), { author: true }),
    setRow('Declared hints', hints(a), hints(b)),
    row('Tokens to offer it', a.tokens, b.tokens),
    row('Definition hash', a.definitionHash.slice(0, 12), b.definitionHash.slice(0, 12), { code: true }),
  ];
}

/** A row an argument, those of both sides first as the first side lists them. */
function parameterSection(a: ToolDocument, b: ToolDocument) {
  const [left, right] = [parametersOf(a.definition.inputSchema), parametersOf(b.definition.inputSchema)];
  const inA = new Map(left.rows.map((one) => [one.name, one]));
  const inB = new Map(right.rows.map((one) => [one.name, one]));
  const names = [
    ...new Set([...[...inA.keys()].filter((name) => inB.has(name)), ...inA.keys(), ...inB.keys()]),
  ];
  const more = left.more + right.more;
  return {
    heading: 'Arguments',
    rows: names.map((name): Row => {
      const [one, other] = [argument(inA.get(name)), argument(inB.get(name))];
      const said = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('\n');
      return { label: visible(name, 80), code: true, a: one, b: other, same: said(one) === said(other) };
    }),
    ...(more === 0 ? {} : { note: `${more.toLocaleString('en-US')} more arguments are not shown.` }),
  };
}

function argument(parameter: Parameter | undefined): readonly Piece[] {
  if (parameter === undefined) return [];
  const { type, required, bounds, choices, description } = parameter;
  return [
    { text: [type, required ? 'required' : 'optional', ...bounds].join(', ') },
    ...choices.map((choice) => ({ text: choice, code: true })),
    ...(description === '' ? [] : [{ text: oneLine(description, longestDescription), author: true }]),
  ];
}

function sourceRows(a: ToolDocument, b: ToolDocument): readonly Row[] {
  const place = ({ place: { path, line } }: ToolDocument) =>
    visible(`${path}${line === undefined ? '' : `:${line}`}`, 200);
  return [
    row('Server', a.server.id, b.server.id, { code: true }),
    row('Version', a.server.version, b.server.version, { code: true }),
    row('Place', place(a), place(b), { code: true }),
    row('Read on', a.read, b.read),
  ];
}
