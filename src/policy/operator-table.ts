// The operator's file: what differs from this project's table of decisions, in one JSON document, read strictly.
import { z } from 'zod';
import { CategoryId, EffectId, Factors, LevelId } from '../model/verdict.ts';
import type { Category, Level } from '../model/vocabulary.ts';
import { isStricter, type Stance } from './decision.ts';
import { limitWindows } from './document.ts';
import { ownTable, type Preset, presets, type Raise, type Stances, type Table } from './table.ts';

/** The file, below the project's root. There need not be one. */
export const policyFile = 'catalog/policy.json';

const written = 'allow, ask, deny, hide, or a limit such as "10/minute" or "10/minute else ask"';
const limitShape = new RegExp(`^([1-9]\\d{0,6})/(${limitWindows.join('|')})(?: else (ask|allow))?$`);

/** A stance as the file writes it. */
const StanceText = z.string().refine((text) => stanceFrom(text) !== undefined, 'It is not a decision');
const PresetId = z.enum(presets.map(({ id }) => id) as [Preset, ...Preset[]]);
const Cell = z.partialRecord(PresetId, StanceText);

const OperatorFile = z.strictObject({
  /** For the person who edits the file. */
  about: z.string().optional(),
  /** The preset of documents for which none is chosen. */
  preset: PresetId.optional(),
  /** Decisions that differ, by category, level and preset. */
  table: z.partialRecord(CategoryId, z.partialRecord(LevelId, Cell)).optional(),
  /** What makes a decision stricter. One for the same effects or factors replaces ours. */
  raises: z
    .array(
      z.strictObject({
        effects: z.array(EffectId).min(1).optional(),
        factors: Factors.pick({ reversibility: true, blastRadius: true, reach: true, data: true })
          .partial()
          .optional(),
        strict: StanceText,
        balanced: StanceText,
        permissive: StanceText,
        /** Completes "It is treated more strictly because …". */
        because: z.string().min(1),
      }),
    )
    .optional(),
});

/** One thing that is wrong in the file. */
export interface TableProblem {
  /** Dotted path of the field; empty for the whole file. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

/** The table that a file gives, or what is wrong with it. */
export type ReadTable =
  | { readonly table: Table; readonly problems: readonly [] }
  | { readonly table?: undefined; readonly problems: readonly [TableProblem, ...TableProblem[]] };

/** Reads the operator's file: our table with its changes. */
export function readTable(text: string): ReadTable {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    const message = `It is not JSON: ${thrown instanceof Error ? thrown.message : thrown}.`;
    return { problems: [{ field: '', message, remedy: 'Mend the syntax.' }] };
  }
  const parsed = OperatorFile.safeParse(json);
  if (!parsed.success) return failed(parsed.error.issues.map(problemOf));
  const { preset = ownTable.preset, table = {}, raises = [] } = parsed.data;
  const decisions = Object.fromEntries(
    Object.entries(ownTable.decisions).map(([category, byLevel]) => [
      category,
      Object.fromEntries(
        Object.entries(byLevel).map(([level, own]) => [
          level,
          changed(own, table[category as Category]?.[level as Level] ?? {}),
        ]),
      ),
    ]),
  ) as Table['decisions'];
  const problems = [
    ...Object.entries(decisions).flatMap(([category, byLevel]) =>
      Object.entries(byLevel).flatMap(([level, stances]) => disorder(`table.${category}.${level}`, stances)),
    ),
    ...raises.flatMap((raise, index) => {
      const field = `raises[${index}]`;
      if ((raise.effects === undefined) === (raise.factors === undefined)) {
        const message = 'It needs either effects or factors.';
        return [
          { field, message, remedy: 'Name one or more effects, or the factors that all have to hold.' },
        ];
      }
      return disorder(field, stancesOf(raise));
    }),
  ];
  if (problems.length > 0) return failed(problems);
  return { table: { preset, decisions, raises: merged(raises.map(raiseOf)) }, problems: [] };
}

type RaiseText = NonNullable<z.infer<typeof OperatorFile>['raises']>[number];

function failed(problems: readonly TableProblem[]): ReadTable {
  const [first = { field: '', message: 'It is not valid.', remedy: '' }, ...more] = problems;
  return { problems: [first, ...more] };
}

function problemOf(issue: z.core.$ZodIssue): TableProblem {
  const field = z.core.toDotPath(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return {
        field,
        message: `It has no ${issue.keys.join(', ')}.`,
        remedy: 'Delete it, or correct its name.',
      };
    case 'custom':
      return { field, message: `${issue.message}.`, remedy: `Write ${written}.` };
    case 'invalid_value':
      return { field, message: `${issue.message}.`, remedy: 'Write one of these.' };
    default:
      return { field, message: `${issue.message}.`, remedy: 'Correct it.' };
  }
}

/** A stricter preset may not be milder than the one after it. */
function disorder(field: string, stances: Stances): readonly TableProblem[] {
  return presets.flatMap(({ id }, index) => {
    const [here, next] = [stances[index], stances[index + 1]];
    const milder = presets[index + 1];
    if (here === undefined || next === undefined || milder === undefined || !isStricter(next, here))
      return [];
    const message = `${id} would be milder than ${milder.id}.`;
    return [{ field, message, remedy: `Make ${id} stricter, or ${milder.id} milder.` }];
  });
}

function changed(own: Stances, cell: Readonly<Partial<Record<Preset, string>>>): Stances {
  const [strict, balanced, permissive] = own;
  return [
    stanceFrom(cell.strict ?? '') ?? strict,
    stanceFrom(cell.balanced ?? '') ?? balanced,
    stanceFrom(cell.permissive ?? '') ?? permissive,
  ];
}

function stancesOf({ strict, balanced, permissive }: RaiseText): Stances {
  const of = (text: string): Stance => stanceFrom(text) ?? { kind: 'ask' };
  return [of(strict), of(balanced), of(permissive)];
}

function raiseOf(raise: RaiseText): Raise {
  const { effects, factors, because } = raise;
  const given = Object.fromEntries(Object.entries(factors ?? {}).filter(([, value]) => value !== undefined));
  return {
    ...(effects === undefined ? {} : { effects }),
    ...(factors === undefined ? {} : { factors: given }),
    atLeast: stancesOf(raise),
    because,
  };
}

function merged(own: readonly Raise[]): readonly Raise[] {
  const about = ({ effects = [], factors = {} }: Raise) =>
    JSON.stringify([[...effects].sort(), Object.entries(factors).sort()]);
  const replaced = new Set(own.map(about));
  return [...ownTable.raises.filter((raise) => !replaced.has(about(raise))), ...own];
}

/** "ask" and "10/minute else ask" as stances; undefined for another text. */
function stanceFrom(text: string): Stance | undefined {
  if (text === 'allow' || text === 'ask' || text === 'deny' || text === 'hide') return { kind: text };
  const [, max, name, uncounted] = limitShape.exec(text) ?? [];
  const window = limitWindows.find((one) => one === name);
  if (window === undefined) return undefined;
  return {
    kind: 'allow',
    limit: { max: Number(max), window },
    uncounted: uncounted === 'ask' ? 'ask' : 'allow',
  };
}
