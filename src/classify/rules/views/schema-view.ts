// The input schema: what its arguments are for, which of them are free, and the switches that change what a call does.
import type { ArgumentKind } from '../../../model/vocabulary.ts';
import { kindOfSignal, signalBit, signalBits } from '../lexicon/signals.ts';
import { type ArgumentName, argumentName } from './argument-name.ts';

/** How many arguments are looked at; more would be an attack on our time. */
const mostArguments = 200;

export interface Argument {
  readonly name: string;
  /** In lower case, without underscores. */
  readonly plain: string;
  readonly signals: number;
  readonly kind: ArgumentKind;
  readonly required: boolean;
  /** Accepts anything of its type: no choices, no pattern. */
  readonly free: boolean;
  readonly choices: readonly string[];
  readonly description: string;
}

export interface SchemaView {
  readonly arguments: readonly Argument[];
  /** Bits of all signals. */
  readonly signals: number;
  /** The argument that gives a signal, by its bit; the required one first. */
  bySignal(signal: number): Argument | undefined;
}

/** Reads a schema. */
export function schemaView(schema: Readonly<Record<string, unknown>>): SchemaView {
  const properties = asRecord(schema['properties']);
  const names = properties === undefined ? [] : Object.keys(properties);
  if (properties === undefined || names.length === 0) return withoutArguments;
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const list: Argument[] = [];
  let bits = 0;
  for (let at = 0; at < names.length && at < mostArguments; at += 1) {
    const name = names[at] as string;
    const argument = argumentOf(name, asRecord(properties[name]), required.includes(name));
    bits |= argument.signals;
    list.push(argument);
  }
  return {
    arguments: list,
    signals: bits,
    bySignal: (signal) => ((bits & signal) === 0 ? undefined : withSignal(list, signal)),
  };
}

const withoutArguments: SchemaView = {
  arguments: [],
  signals: signalBit.none,
  bySignal: () => undefined,
};

/** The required one first. */
function withSignal(list: readonly Argument[], bit: number): Argument | undefined {
  let found: Argument | undefined;
  for (const argument of list) {
    if ((argument.signals & bit) === 0) continue;
    if (argument.required) return argument;
    found ??= argument;
  }
  return found;
}

const stringOnly = signalBits(['command', 'code', 'query', 'prompt', 'manifest']);
const switches = signalBits(['force', 'permanent', 'recursive', 'all', 'confirm', 'dry-run']);

function argumentOf(
  name: string,
  schema: Readonly<Record<string, unknown>> | undefined,
  required: boolean,
): Argument {
  const named = argumentName(name);
  const choices = choicesIn(schema?.['enum']);
  const description = schema?.['description'];
  const type = typeOf(schema);
  let { signals } = named;
  // A fixed list is no free command; a number is no query.
  if (
    choices.length > 0 ||
    (type !== undefined && type !== 'string' && type !== 'array' && type !== 'object')
  ) {
    signals &= ~stringOnly;
  }
  if (type === 'string' || type === 'array' || choices.length > 0)
    signals &= ~(switches & ~signalBit.confirm);
  const free =
    type !== 'boolean' &&
    choices.length === 0 &&
    schema?.['const'] === undefined &&
    schema?.['pattern'] === undefined;
  return {
    name,
    plain: named.plain,
    signals,
    kind: kindOf(named, signals, type, choices.length > 0),
    required,
    free,
    choices,
    description: typeof description === 'string' ? description : '',
  };
}

/** The texts of an enum. */
function choicesIn(values: unknown): readonly string[] {
  if (!Array.isArray(values)) return noChoices;
  return values.filter((choice): choice is string => typeof choice === 'string').slice(0, 100);
}

const noChoices: readonly string[] = [];

function kindOf(
  named: ArgumentName,
  signals: number,
  type: string | undefined,
  chosen: boolean,
): ArgumentKind {
  if (chosen) return 'choice';
  if (type === 'boolean') return 'switch';
  if (signals !== 0) {
    for (const { bit, kind } of kindOfSignal) if ((signals & bit) !== 0) return kind;
  }
  if (type === 'number' || type === 'integer') return 'number';
  if (named.isIdentifier) return 'identifier';
  if (type === 'string') return 'text';
  return 'other';
}

function typeOf(schema: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const type = schema?.['type'];
  if (typeof type === 'string') return type;
  if (Array.isArray(type))
    return type.find((item): item is string => typeof item === 'string' && item !== 'null');
  for (const key of ['anyOf', 'oneOf']) {
    const options = schema?.[key];
    if (!Array.isArray(options)) continue;
    for (const option of options.slice(0, 10)) {
      const inner = asRecord(option)?.['type'];
      if (typeof inner === 'string' && inner !== 'null') return inner;
    }
  }
  return undefined;
}

export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
