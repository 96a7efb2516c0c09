// The ways in which a list of servers is narrowed: its groups of choices, and what a server has of each.
import type { ServerRow } from '../model/rows.ts';
import { ecosystems } from '../model/server.ts';
import { categories, effects, type Level, levels } from '../model/vocabulary.ts';
import { capital } from '../model/wording.ts';
import { oneLine } from './author-text.ts';
import { ecosystemChoice, ecosystemNames } from './ecosystems.ts';
import { lowerFirst } from './lower-first.ts';
import { type ServerDimension, serverDimensions } from './server-dimensions.ts';

/** One value of a group. */
export interface ServerChoice {
  readonly value: string;
  readonly text: string;
  readonly level?: Level;
  /** What follows "12 servers": "with an Execute tool". */
  readonly clause: string;
}

export interface ServerChoices {
  readonly name: ServerDimension;
  readonly label: string;
  readonly values: readonly ServerChoice[];
}

type Facts = Pick<
  ServerRow,
  'worst' | 'categories' | 'effects' | 'ecosystem' | 'language' | 'tools' | 'skips'
>;

/** The values that a server has. */
export function valuesOfServer(row: Facts, dimension: ServerDimension): readonly string[] {
  switch (dimension) {
    case 'level':
      return row.worst === undefined ? [] : [row.worst];
    case 'category':
      return categories.flatMap(({ id }) => (row.categories[id] > 0 ? [id.toLowerCase()] : []));
    case 'effect':
      return effects.flatMap(({ id }) => ((row.effects[id] ?? 0) > 0 ? [id] : []));
    case 'ecosystem':
      return [row.ecosystem];
    case 'language':
      return row.language === undefined ? [] : [slugOf(row.language)].filter((value) => value !== '');
    case 'coverage':
      return [row.tools === 0 ? 'none' : row.skips > 0 ? 'partly' : 'whole'];
  }
}

/** The groups for these servers; values that no server has are left out. */
export function serverChoices(rows: readonly ServerRow[]): readonly ServerChoices[] {
  const present = new Map(
    serverDimensions.map((name) => [name, new Set(rows.flatMap((row) => valuesOfServer(row, name)))]),
  );
  return groups(rows)
    .map((group) => ({
      ...group,
      values: group.values.filter(({ value }) => present.get(group.name)?.has(value)),
    }))
    .filter(({ values }) => values.length > 0);
}

function groups(rows: readonly ServerRow[]): readonly ServerChoices[] {
  const languages = new Map(
    rows.flatMap(({ language }) => (language === undefined ? [] : [[slugOf(language), language]])),
  );
  return [
    {
      name: 'level',
      label: 'Worst risk',
      values: levels.toReversed().map(({ id, article }) => ({
        value: id,
        text: capital(id),
        level: id,
        clause: `with ${article} as their worst`,
      })),
    },
    {
      name: 'category',
      label: 'Category',
      values: categories.map(({ id, article }) => ({
        value: id.toLowerCase(),
        text: id,
        clause: `with ${article}`,
      })),
    },
    {
      name: 'effect',
      label: 'Effect',
      values: effects.map(({ id, label }) => ({
        value: id,
        text: label,
        clause: `with a tool that ${lowerFirst(label)}`,
      })),
    },
    {
      name: 'ecosystem',
      label: 'Published on',
      values: ecosystems.map((id) => ({
        value: id,
        text: ecosystemChoice(id),
        clause: `published on ${ecosystemNames[id]}`,
      })),
    },
    {
      name: 'language',
      label: 'Language',
      values: [...languages].sort().map(([value, language]) => ({
        value,
        text: oneLine(language, 40),
        clause: `written in ${oneLine(language, 40)}`,
      })),
    },
    {
      name: 'coverage',
      label: 'Coverage',
      values: [
        { value: 'whole', text: 'all read', clause: 'of which every definition was read' },
        { value: 'partly', text: 'something not read', clause: 'of which something could not be read' },
        { value: 'none', text: 'no tools found', clause: 'in which no tools were found' },
      ],
    },
  ];
}

/** A value as a part of an address. */
function slugOf(value: string): string {
  return value
    .toLowerCase()
    .replaceAll('+', 'p')
    .replaceAll('#', 'sharp')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
}
