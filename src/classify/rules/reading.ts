// Everything that the views see of one subject.
import type { Subject } from '../../model/verdict.ts';
import { holdsAny, type Surroundings } from './clause.ts';
import type { CleanText } from './clean-text.ts';
import { signalBit } from './lexicon/signals.ts';
import { wordSet } from './lexicon/word-set.ts';
import type { NameView } from './views/name-view.ts';
import type { SchemaView } from './views/schema-view.ts';
import type { TextView } from './views/text/text-view.ts';
import type { Word } from './words.ts';

export interface Reading extends Surroundings {
  readonly subject: Subject;
  readonly nameText: CleanText;
  readonly descriptionText: CleanText;
  readonly name: NameView;
  readonly text: TextView;
  readonly schema: SchemaView;
  /** The description says nothing: empty, a placeholder, or the name again. */
  readonly hollow: boolean;
}

/** As if the description named no act: what an action value is judged by. All readings have one shape, which keeps them quick. */
export function withoutClauses(reading: Reading): Reading {
  const { words, marks, bits } = reading.text;
  return {
    subject: reading.subject,
    nameText: reading.nameText,
    descriptionText: reading.descriptionText,
    name: reading.name,
    text: { words, clauses: [], marks, opensWithAct: false, bits },
    schema: reading.schema,
    domains: reading.domains,
    serverDomains: reading.serverDomains,
    serverName: reading.serverName,
    signals: reading.signals,
    marks: reading.marks,
    hollow: reading.hollow,
  };
}

/** `delete_record_v1`: the version of an interface is no thing. */
export function withoutVersion(words: readonly Word[]): readonly Word[] {
  const last = words.at(-1)?.text ?? '';
  return words.length > 2 && isVersion(last) ? words.slice(0, -1) : words;
}

const isVersion = (word: string) => word.length === 2 && word >= 'v1' && word <= 'v9';

/** Where the schema says nothing, "output_path: where the drawing is kept" in the text does. */
export function toldSignals(schema: SchemaView, text: TextView): number {
  if ((schema.signals & signalBit.none) === 0) return 0;
  return holdsAny(text.words, toldPaths) ? signalBit['output-path'] : 0;
}

const toldPaths = wordSet(
  'output_path output_file output_dir output_directory target_path save_path save_dir destination_path dest_path'.split(
    ' ',
  ),
);

export function saysOnlyName(text: TextView, name: NameView): boolean {
  if (text.words.length > name.words.length + 1) return false;
  const known = new Set(name.words.map((word) => word.text));
  return text.words.every(
    (word) => known.has(word.text) || word.text.split(/[_.-]/).every((part) => known.has(part)),
  );
}
