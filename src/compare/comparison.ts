// A comparison as data: sections of rows, each with what the one and the other side says.
import type { Level } from '../model/vocabulary.ts';

/** Something that a cell says; text of other people is marked as code or quoted by who draws it. */
export interface Piece {
  readonly text: string;
  /** A name or value. */
  readonly code?: boolean;
  /** The author's own sentences. */
  readonly author?: boolean;
  /** A level, drawn with its disc. */
  readonly level?: Level;
  /** True when only this side has it. */
  readonly only?: boolean;
  /** Path of a page, below the site's root. */
  readonly path?: string;
}

export interface Row {
  readonly label: string;
  /** The label is somebody's name for something. */
  readonly code?: boolean;
  readonly a: readonly Piece[];
  readonly b: readonly Piece[];
  readonly same: boolean;
}

export interface Section {
  readonly heading: string;
  readonly rows: readonly Row[];
  /** What stands below the rows, such as how many are not shown. */
  readonly note?: string;
}

/** One side: what it is called, and where its page is. */
export interface Side {
  readonly name: string;
  readonly about: string;
  readonly path: string;
}

export interface Comparison {
  readonly a: Side;
  readonly b: Side;
  readonly sections: readonly Section[];
  /** "9 of 24 rows differ." */
  readonly summary: string;
}

/** A row of one value each; a missing value says so. */
export function row(
  label: string,
  a: string | number | undefined,
  b: string | number | undefined,
  as: Omit<Piece, 'text'> = {},
): Row {
  const cell = (value: string | number | undefined): readonly Piece[] =>
    value === undefined || value === ''
      ? []
      : [{ text: typeof value === 'number' ? value.toLocaleString('en-US') : value, ...as }];
  return { label, a: cell(a), b: cell(b), same: a === b };
}

/** A row of two sets: what only one side has is marked. */
export function setRow(label: string, a: readonly Piece[], b: readonly Piece[]): Row {
  const texts = (pieces: readonly Piece[]) => new Set(pieces.map(({ text }) => text));
  const [inA, inB] = [texts(a), texts(b)];
  const marked = (pieces: readonly Piece[], other: ReadonlySet<string>): readonly Piece[] =>
    pieces.map((piece) => (other.has(piece.text) ? piece : { ...piece, only: true }));
  const [left, right] = [marked(a, inB), marked(b, inA)];
  return { label, a: left, b: right, same: [...left, ...right].every(({ only }) => only !== true) };
}

/** Sections with something in them, and how many rows differ. */
export function comparison(a: Side, b: Side, sections: readonly Section[]): Comparison {
  const said = sections
    .map((section) => ({ ...section, rows: section.rows.filter((one) => one.a.length + one.b.length > 0) }))
    .filter(({ rows }) => rows.length > 0);
  const rows = said.flatMap((section) => section.rows);
  const differing = rows.filter(({ same }) => !same).length;
  const summary =
    differing === 0
      ? `All ${rows.length} rows are alike.`
      : `${differing.toLocaleString('en-US')} of ${rows.length.toLocaleString('en-US')} rows ${differing === 1 ? 'differs' : 'differ'}.`;
  return { a, b, sections: said, summary };
}
