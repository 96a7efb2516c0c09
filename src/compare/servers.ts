// Two servers side by side, from their documents.
import type { ServerDocument } from '../model/api-documents.ts';
import {
  categories,
  contradictions,
  effects,
  findingKinds,
  type Level,
  levelRank,
  levels,
} from '../model/vocabulary.ts';
import { visible } from '../model/wording.ts';
import { oneLine } from '../view/author-text.ts';
import type { Reference } from '../view/reference.ts';
import {
  type Comparison,
  comparison,
  type Piece,
  type Row,
  row,
  type Section,
  type Side,
  setRow,
} from './comparison.ts';

type Tool = ServerDocument['tools'][number];

/** Tools that one section lists. */
const shown = 150;

export function compareServers(
  a: ServerDocument,
  b: ServerDocument,
  of: readonly [Reference, Reference],
): Comparison {
  const [idA, idB] = [a.server.id, b.server.id];
  const inA = new Map(a.tools.map((tool) => [tool.name, tool]));
  const inB = new Map(b.tools.map((tool) => [tool.name, tool]));
  const both = a.tools.filter(({ name }) => inB.has(name));
  return comparison(side(a, of[0]), side(b, of[1]), [
    { heading: 'Tools', rows: countRows(a, b) },
    {
      heading: 'Effects, suspicions and attack patterns',
      rows: [
        setRow('What calls do', effectsOf(a), effectsOf(b)),
        setRow('Findings', findingsOf(a), findingsOf(b)),
        setRow('Attack patterns', attacksOf(a), attacksOf(b)),
      ],
    },
    { heading: 'Policy', rows: decisionRows(a, b) },
    toolSection('Tools of the same name', both, (tool) => ({
      a: judged(tool, idA),
      b: judged(inB.get(tool.name), idB),
    })),
    toolSection(
      'Only on the first',
      a.tools.filter(({ name }) => !inB.has(name)),
      (tool) => ({ a: judged(tool, idA), b: [] }),
    ),
    toolSection(
      'Only on the second',
      b.tools.filter(({ name }) => !inA.has(name)),
      (tool) => ({ a: [], b: judged(tool, idB) }),
    ),
    { heading: 'The server', rows: serverRows(a, b) },
  ]);
}

function side({ server }: ServerDocument, { path }: Reference): Side {
  return { name: oneLine(server.title, 60) || server.id, about: server.id, path };
}

function countRows(a: ServerDocument, b: ServerDocument): readonly Row[] {
  const at = ({ tools }: ServerDocument, level: Level) =>
    tools.filter(({ verdict }) => verdict?.level === level).length;
  const inCategory = ({ tools }: ServerDocument, category: string) =>
    tools.filter(({ verdict }) => verdict?.category === category).length;
  const unread = ({ skips }: ServerDocument) =>
    skips.filter(({ reason }) => !contradictions.has(reason)).length;
  const tokens = ({ tools }: ServerDocument) => tools.reduce((sum, tool) => sum + tool.tokens, 0);
  return [
    row('Tools', a.tools.length, b.tools.length),
    ...levels.toReversed().map(({ id, badge }) => row(badge, at(a, id), at(b, id))),
    ...categories
      .map(({ id }) => row(id, inCategory(a, id), inCategory(b, id)))
      .filter(({ a: [one], b: [other] }) => one?.text !== '0' || other?.text !== '0'),
    row('Things that could not be read', unread(a), unread(b)),
    row('Tokens of all definitions', tokens(a), tokens(b)),
  ];
}

function effectsOf({ tools }: ServerDocument): readonly Piece[] {
  const found = new Set(tools.flatMap(({ verdict }) => verdict?.effects ?? []));
  return effects
    .filter(({ id }) => found.has(id))
    .map(({ id, label }) => ({ text: label, path: `effects/${id}/` }));
}

function findingsOf({ tools }: ServerDocument): readonly Piece[] {
  const found = new Set(
    tools.flatMap(({ verdict }) => verdict?.findings ?? []).map(({ id }) => findingKinds[id]),
  );
  return [...found].sort().map((text) => ({ text }));
}

function attacksOf({ tools }: ServerDocument): readonly Piece[] {
  const found = new Map(tools.flatMap(({ attacks }) => attacks.map(({ id, title }) => [id, title] as const)));
  return [...found]
    .map(([id, text]) => ({ text, path: `attacks/${id}/` }))
    .sort((a, b) => (a.text < b.text ? -1 : 1));
}

function decisionRows(a: ServerDocument, b: ServerDocument): readonly Row[] {
  const kinds = [
    ['allow', 'Left open or limited'],
    ['ask', 'Asked first'],
    ['deny', 'Denied'],
    ['hide', 'Hidden'],
  ] as const;
  const count = ({ tools }: ServerDocument, kind: string) =>
    tools.filter(({ recommendation }) => recommendation.kind === kind).length;
  return kinds.map(([kind, label]) => row(label, count(a, kind), count(b, kind)));
}

function toolSection(
  heading: string,
  tools: readonly Tool[],
  cells: (tool: Tool) => Pick<Row, 'a' | 'b'>,
): Section {
  const rank = ({ verdict }: Tool) => (verdict === null ? -1 : levelRank(verdict.level));
  const sorted = tools.toSorted((x, y) => rank(y) - rank(x) || (x.name < y.name ? -1 : 1));
  const rest = sorted.length - shown;
  return {
    heading,
    rows: sorted.slice(0, shown).map((tool): Row => {
      const { a, b } = cells(tool);
      const said = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('\n');
      return { label: visible(tool.name, 80), code: true, a, b, same: said(a) === said(b) };
    }),
    ...(rest > 0 ? { note: `${rest.toLocaleString('en-US')} more stand on the servers’ pages.` } : {}),
  };
}

function judged(tool: Tool | undefined, server: string): readonly Piece[] {
  if (tool === undefined) return [];
  const path = `tools/${server}/${tool.slug}/`;
  const { verdict } = tool;
  if (verdict === null) return [{ text: 'not judged yet', path }];
  return [
    { text: verdict.level, level: verdict.level, path },
    { text: verdict.category },
    { text: tool.recommendation.decision },
  ];
}

function serverRows(a: ServerDocument, b: ServerDocument): readonly Row[] {
  const fact = (
    label: string,
    of: (server: ServerDocument['server']) => string | undefined,
    code = false,
  ) => {
    const value = (document: ServerDocument) => {
      const text = of(document.server);
      return text === undefined ? undefined : oneLine(text, 200);
    };
    return row(label, value(a), value(b), code ? { code } : {});
  };
  return [
    row('Description', oneLine(a.server.description, 300), oneLine(b.server.description, 300), {
      author: true,
    }),
    fact('Version', ({ version, commit }) => version ?? commit, true),
    fact('Published', ({ published }) => published),
    fact('License', ({ license }) => license ?? 'none declared'),
    fact('Language', ({ language }) => language),
    row('Read on', a.read, b.read),
    row('Gone since', a.gone ?? undefined, b.gone ?? undefined),
  ];
}
