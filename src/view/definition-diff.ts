// What differs between two definitions of a tool, for a person: words, arguments, hints.
import { diffWordsWithSpace } from 'diff';
import type { CatalogedTool, Change } from '../model/entry.ts';
import { visible } from '../model/wording.ts';
import { authorLines, oneLine } from './author-text.ts';
import { type Parameter, parametersOf } from './parameters.ts';

/** A piece of a text with what became of it. */
export interface DiffPiece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** One field that differs. */
export interface FieldDiff {
  readonly field: string;
  /** A text with its changes marked; empty for lists. */
  readonly pieces: readonly DiffPiece[];
  /** Sentences such as "`force` was added (boolean, optional)", as name and what happened. */
  readonly items: readonly { readonly name: string; readonly text: string }[];
}

type Former = NonNullable<Change['was']>;
type Field = keyof Former;

/** Unchanged characters that are left around a change. */
const context = 60;
/** Characters of one text's differences that are shown. */
const longestShown = 1_500;
const shownItems = 20;

/**
 * The differences of each change, by its place in the list, newest first. What a field became is what a later change
 * says it was, or what the tool has now; where neither is known nothing is said.
 */
export function definitionDiffs(
  changes: readonly Change[],
  tools: readonly CatalogedTool[],
): readonly (readonly FieldDiff[])[] {
  const present = new Map(tools.map((tool) => [tool.name, tool]));
  return changes.map((change, index) => {
    const { was } = change;
    if (was === undefined) return [];
    return (Object.keys(was) as Field[]).flatMap((field): readonly FieldDiff[] => {
      const after = laterValue(field, change.tool, changes.slice(0, index), present.get(change.tool));
      return after === undefined ? [] : fieldDiff(field, was, after);
    });
  });
}

/** The value that a field had after a change, as an object with that field; undefined when nobody knows. */
function laterValue(
  field: Field,
  name: string,
  later: readonly Change[],
  present: CatalogedTool | undefined,
): Former | undefined {
  for (const change of later.toReversed()) {
    if (change.tool !== name) continue;
    if (change.kind === 'added' || change.kind === 'removed') return undefined;
    if (change.fields?.includes(field) !== true) continue;
    return change.was !== undefined && field in change.was ? change.was : undefined;
  }
  if (present === undefined) return undefined;
  const { title = null, description, inputSchema, annotations = null } = present;
  return { title, description, inputSchema, annotations };
}

function fieldDiff(field: Field, before: Former, after: Former): readonly FieldDiff[] {
  if (field === 'title' || field === 'description') {
    const pieces = textDiff(before[field] ?? '', after[field] ?? '');
    return pieces.length === 0 ? [] : [{ field, pieces, items: [] }];
  }
  const items =
    field === 'annotations'
      ? hintDiff(before.annotations ?? {}, after.annotations ?? {})
      : argumentDiff(parametersOf(before.inputSchema ?? {}).rows, parametersOf(after.inputSchema ?? {}).rows);
  const name = field === 'annotations' ? 'declared hints' : 'arguments';
  return items.length === 0 ? [] : [{ field: name, pieces: [], items: items.slice(0, shownItems) }];
}

/** Two texts as one, word by word; long stretches that are alike are left out. */
export function textDiff(before: string, after: string): readonly DiffPiece[] {
  const [old, fresh] = [authorLines(before), authorLines(after)];
  if (old === fresh) return [];
  // The texts are strangers': two that have little in common are shown one after the other.
  const found = diffWordsWithSpace(old, fresh, { timeout: 100, maxEditLength: 1_000 });
  const pieces: readonly DiffPiece[] =
    found === undefined
      ? [
          { kind: 'removed', text: old },
          { kind: 'added', text: fresh },
        ]
      : found.map(({ value, added, removed }) => ({
          kind: added ? 'added' : removed ? 'removed' : 'same',
          text: value,
        }));
  return cut(
    pieces
      .filter(({ text }) => text !== '')
      .map((piece, index, all) => shortened(piece, index > 0, index < all.length - 1)),
  );
}

function shortened(piece: DiffPiece, before: boolean, after: boolean): DiffPiece {
  const { kind, text } = piece;
  if (kind !== 'same' || text.length <= 2 * context + 3) return piece;
  const characters = Array.from(text);
  const start = before ? characters.slice(0, context).join('') : '';
  const end = after ? characters.slice(-context).join('') : '';
  return { kind, text: `${start} … ${end}` };
}

function cut(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const shown: DiffPiece[] = [];
  let room = longestShown;
  for (const piece of pieces) {
    if (room <= 0) return [...shown, { kind: 'same', text: ' …' }];
    const text = piece.text.length > room ? `${Array.from(piece.text).slice(0, room).join('')}…` : piece.text;
    shown.push({ kind: piece.kind, text });
    room -= piece.text.length;
  }
  return shown;
}

function hintDiff(before: object, after: object): FieldDiff['items'] {
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const said = (value: unknown) => (value === undefined ? 'not declared' : oneLine(String(value), 80));
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((hint) => old.get(hint) !== fresh.get(hint))
    .map((hint) => ({
      name: visible(hint, 60),
      text: `went from ${said(old.get(hint))} to ${said(fresh.get(hint))}`,
    }));
}

function argumentDiff(before: readonly Parameter[], after: readonly Parameter[]): FieldDiff['items'] {
  const [old, fresh] = [byName(before), byName(after)];
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((name) => {
    const [was, is] = [old.get(name), fresh.get(name)];
    const text =
      was === undefined
        ? `was added (${facts(is)})`
        : is === undefined
          ? 'was removed'
          : facts(was) !== facts(is)
            ? `went from ${facts(was)} to ${facts(is)}`
            : was.description !== is.description
              ? 'is described in other words'
              : undefined;
    return text === undefined ? [] : [{ name: visible(name, 60), text }];
  });
}

const byName = (rows: readonly Parameter[]) => new Map(rows.map((one) => [one.name, one]));

function facts(parameter: Parameter | undefined): string {
  if (parameter === undefined) return '';
  const { type, required, bounds, choices, fallback } = parameter;
  const chosen = choices.length === 0 ? [] : [`one of ${oneLine(choices.join(', '), 120)}`];
  const standing = fallback === undefined ? [] : [`default ${oneLine(fallback, 60)}`];
  return [type, required ? 'required' : 'optional', ...bounds, ...chosen, ...standing].join(', ');
}
