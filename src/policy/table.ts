// The mapping from verdicts to decisions, as data: the methodology page prints it, `recommend` reads it. An operator
// changes it in one file (see `operator-table.ts`).

import type { Factors } from '../model/verdict.ts';
import type { Category, Effect, Level } from '../model/vocabulary.ts';
import type { Stance } from './decision.ts';

/** How much a policy trusts an agent. The order is the order of the table's columns. */
export const presets = [
  {
    id: 'strict',
    label: 'Strict',
    meaning: 'Asks before anything that others notice, and removes what cannot be undone.',
  },
  {
    id: 'balanced',
    label: 'Balanced',
    meaning: 'Limits what can be put right, asks about money, and removes what destroys.',
  },
  {
    id: 'permissive',
    label: 'Permissive',
    meaning: 'Leaves most calls open and asks only where one call is enough to lose something.',
  },
] as const;
export type Preset = (typeof presets)[number]['id'];

/** A stance for each preset, in the order of `presets`. */
export type Stances = readonly [strict: Stance, balanced: Stance, permissive: Stance];

const open: Stance = { kind: 'allow' };
const ask: Stance = { kind: 'ask' };
const deny: Stance = { kind: 'deny' };
const hide: Stance = { kind: 'hide' };
const perMinute = (max: number, uncounted: 'allow' | 'ask'): Stance => ({
  kind: 'allow',
  limit: { max, window: 'minute' },
  uncounted,
});

/** Where a decision starts: by category and level. */
const decisions: Table['decisions'] = {
  Read: {
    low: [open, open, open],
    medium: [perMinute(30, 'allow'), perMinute(60, 'allow'), open],
    high: [ask, perMinute(10, 'ask'), perMinute(60, 'allow')],
    critical: [hide, ask, perMinute(10, 'ask')],
  },
  Write: {
    low: [perMinute(30, 'allow'), perMinute(30, 'allow'), open],
    medium: [perMinute(10, 'ask'), perMinute(30, 'ask'), perMinute(60, 'allow')],
    high: [ask, perMinute(10, 'ask'), perMinute(30, 'allow')],
    critical: [hide, ask, perMinute(10, 'ask')],
  },
  Execute: {
    low: [perMinute(10, 'ask'), perMinute(30, 'allow'), open],
    medium: [perMinute(10, 'ask'), perMinute(30, 'ask'), perMinute(60, 'allow')],
    high: [ask, perMinute(10, 'ask'), perMinute(30, 'ask')],
    critical: [hide, ask, perMinute(10, 'ask')],
  },
  Destructive: {
    low: [ask, perMinute(10, 'ask'), perMinute(30, 'ask')],
    medium: [ask, perMinute(10, 'ask'), perMinute(30, 'ask')],
    high: [hide, ask, perMinute(10, 'ask')],
    critical: [hide, hide, ask],
  },
  Financial: {
    low: [ask, ask, perMinute(10, 'ask')],
    medium: [ask, ask, perMinute(10, 'ask')],
    high: [deny, ask, ask],
    critical: [hide, ask, ask],
  },
  Unknown: {
    low: [deny, ask, perMinute(10, 'ask')],
    medium: [deny, ask, perMinute(10, 'ask')],
    high: [deny, ask, ask],
    critical: [hide, ask, ask],
  },
};

/** What makes a decision stricter than the table, whatever the category. Nothing makes it milder. */
export interface Raise {
  /** Any of these effects, or all of these factors. */
  readonly effects?: readonly Effect[];
  readonly factors?: Partial<Pick<Factors, 'reversibility' | 'blastRadius' | 'reach' | 'data'>>;
  readonly atLeast: Stances;
  /** Completes "The limit is tighter because …". */
  readonly because: string;
}

const raises: readonly Raise[] = [
  {
    effects: ['moves-money'],
    atLeast: [ask, ask, perMinute(10, 'ask')],
    because: 'a call can move money',
  },
  {
    effects: ['reads-secrets'],
    atLeast: [ask, perMinute(10, 'ask'), perMinute(60, 'allow')],
    because: 'a call returns secrets',
  },
  {
    effects: ['sends-messages', 'publishes'],
    atLeast: [ask, perMinute(10, 'ask'), perMinute(30, 'allow')],
    because: 'what was sent or published cannot be called back',
  },
  {
    effects: ['changes-access', 'delegates-to-agents', 'installs-software'],
    atLeast: [ask, perMinute(10, 'ask'), perMinute(30, 'allow')],
    because: 'one call opens the way for others',
  },
  {
    effects: ['incurs-cost'],
    atLeast: [perMinute(10, 'allow'), perMinute(30, 'allow'), perMinute(60, 'allow')],
    because: 'each call can cost money',
  },
  {
    factors: { reversibility: 'permanent', blastRadius: 'account' },
    atLeast: [hide, ask, ask],
    because: 'one call reaches a whole account and cannot be undone',
  },
];

/** Everything that decides. */
export interface Table {
  /** The preset of documents for which none is chosen. */
  readonly preset: Preset;
  readonly decisions: Readonly<Record<Category, Readonly<Record<Level, Stances>>>>;
  readonly raises: readonly Raise[];
}

/** The table of this project. */
export const ownTable: Table = { preset: 'balanced', decisions, raises };

let inForce = ownTable;

/** The table that decides where none is handed in. */
export const tableInForce = (): Table => inForce;

/** Puts a table in force: once, at the start of a program, by whoever reads the operator's file. */
export function useTable(table: Table): void {
  inForce = table;
}

/** The stance for one preset. */
export function stanceOf(stances: Stances, preset: Preset): Stance {
  return stances[presets.findIndex(({ id }) => id === preset)] ?? stances[0];
}
