// The choices beside search results: one group for each way to narrow them, with the words that people read.
import type { ServerRow } from '../model/rows.ts';
import { ecosystems } from '../model/server.ts';
import { categories, effects, type Level, levels } from '../model/vocabulary.ts';
import { capital } from '../model/wording.ts';
import { oneLine } from './author-text.ts';
import { ecosystemChoice } from './ecosystems.ts';

/** One group of choices. */
export interface ChoiceGroup {
  /** Name of the dimension, also in the page's address. */
  readonly name: 'level' | 'category' | 'effect' | 'ecosystem' | 'language';
  readonly label: string;
  /** The group is short and shows all its values whatever they count. */
  readonly always: boolean;
  readonly values: readonly { readonly value: string; readonly text: string; readonly level?: Level }[];
}

/** The groups for a catalog of these servers; groups with nothing to choose are left out. */
export function searchChoices(servers: readonly Pick<ServerRow, 'ecosystem' | 'language'>[]): ChoiceGroup[] {
  const published = new Set(servers.map(({ ecosystem }) => ecosystem));
  const written = new Set(servers.flatMap(({ language }) => language ?? []));
  const groups: ChoiceGroup[] = [
    {
      name: 'level',
      label: 'Risk level',
      always: true,
      values: levels.toReversed().map(({ id }) => ({ value: id, text: capital(id), level: id })),
    },
    {
      name: 'category',
      label: 'Category',
      always: true,
      values: categories.map(({ id }) => ({ value: id, text: id })),
    },
    {
      name: 'effect',
      label: 'Effect',
      always: false,
      values: effects.map(({ id, label }) => ({ value: id, text: label })),
    },
    {
      name: 'ecosystem',
      label: 'Published on',
      always: false,
      values: ecosystems
        .filter((id) => published.has(id))
        .map((id) => ({
          value: id,
          text: ecosystemChoice(id),
        })),
    },
    {
      name: 'language',
      label: 'Language',
      always: false,
      values: [...written].sort().map((value) => ({ value, text: oneLine(value, 30) })),
    },
  ];
  return groups.filter(({ values }) => values.length > 0);
}
