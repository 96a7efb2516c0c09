// What a server is told from outside, its environment and command line: what that is worth when nobody says anything.

import { bare, finalName, type SyntaxNode, textOf } from '../modules/syntax.ts';
import type { Machine } from './machine.ts';
import { absent, arrayOf, constant, truth, unionOf, unknown, type Value } from './values.ts';

type External = Extract<Value, { kind: 'external' }>;

/** Names of settings without which a server has nothing to work with: they count as given, with a value that is unknown. */
const account =
  /KEY|TOKEN|SECRET|PASS|USER|EMAIL|UR[LI]|HOST|DOMAIN|ENDPOINT|ACCOUNT|CLIENT|PROJECT|WORKSPACE|TENANT|ORG|SITE|TEAM|REGION|DATABASE|(?:^|_)(?:ID|DB)$/;
/** Names of settings that choose among the tools, whatever else they speak of. */
const choice =
  /TOOL|MODE|ENABLE|DISABLE|ALLOW|READ_?ONLY|FILTER|FEATURE|PRESET|PROFILE|EXPERIMENTAL|(?:EX|IN)CLUDE|(?:DOMAIN|PROJECT|TEAM|CLIENT|SITE|REGION|WORKSPACE|ORG|ACCOUNT)S$/;

/** The way to a value of the process, such as `env`, `X`; undefined for everything else. */
function ofProcess({ from, path }: External): readonly string[] | undefined {
  if (from === '' && path[0] === 'process') return path.slice(1);
  if (from === '' && path[0] === 'Bun') return path.slice(1);
  if (!/^(?:node:)?process$/.test(from)) return undefined;
  return path[0] === 'default' ? path.slice(1) : path;
}

/** What a value from outside is worth when only accounts are set and no option is given; itself where that is not known. */
export function unset(value: External): Value {
  const way = ofProcess(value);
  if (way === undefined) return value;
  const [kind, name] = way;
  if (kind === 'argv' && way.length === 1) return arrayOf([constant('node'), constant('server')]);
  if (kind === 'argv0') return constant('node');
  if (kind !== 'env' || name === undefined || way.length > 2) return value;
  return isAccount(name) ? value : absent;
}

function isAccount(name: string): boolean {
  const upper = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
  return account.test(upper) && !choice.test(upper);
}

const optionsName = /(?:opt(?:ion)?s|config(?:uration)?|cfg|settings|flags|features|arg[sv]|cli)$/i;

/** True for a member of something named like a set of options: a switch that nobody turned on. */
export function isOption(holder: SyntaxNode, member: string): boolean {
  const name = finalName(bare(holder));
  return name !== undefined && optionsName.test(name) && !isAccount(member);
}

/** True for what the program that uses the server calls itself: `clientInfo.name`, `clientName`. */
export function isClientName(node: SyntaxNode): boolean {
  const inner = bare(node);
  if (inner.end - inner.start > 80) return false;
  return /client(?:Info|Version|Details)?(?:\(\))?\??\.name$|client_?name$/i.test(textOf(inner));
}

/** True for `process.env.X`. */
export function isFromOutside(machine: Machine, value: Value): boolean {
  if (value.kind === 'external') return ofProcess(value)?.[0] === 'env';
  // Where options count as not given, so does what is read from files and command lines.
  return machine.usual && value.kind === 'unknown';
}

/** Of `process.env.X ?? b`: by default nothing is set there, and the fallback holds, until somebody sets it. */
export function fallback(machine: Machine, outside: Value, b: Value): Value {
  if (!machine.usual) return settable(b);
  const [, name] = outside.kind === 'external' ? (ofProcess(outside) ?? []) : [];
  // An account counts as given, whatever stands in for it.
  return name !== undefined && isAccount(name) && truth(b) !== true ? unionOf([unknown, b]) : b;
}

/** Notes on a constant, or on those of a list, that a setting may put another value in its place. */
export function settable(value: Value): Value {
  if (value.kind === 'constant') return { ...value, settable: true };
  if (value.kind === 'array') return { ...value, items: value.items.map(settable) };
  return value;
}

/** One of several values; what is read from elsewhere counts as not there where options count as not given. */
export function eitherOf(machine: Machine, options: readonly Value[]): Value {
  const known = machine.usual ? options.filter((option) => option.kind !== 'unknown') : [];
  return unionOf(known.length === 0 ? options : known);
}
