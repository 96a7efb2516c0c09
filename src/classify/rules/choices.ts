// What an action argument may be: its enum, or the values that its description or the tool's description lists.
import type { ClauseField } from './clause.ts';
import { verbs } from './lexicon/verbs.ts';
import { wordSet } from './lexicon/word-set.ts';
import type { Reading } from './reading.ts';
import type { Argument } from './views/schema-view.ts';
import { wordsOfName } from './words.ts';

/** One value, and where it stands. */
export interface Choice {
  readonly value: string;
  readonly start: number;
}

export interface Choices {
  readonly argument: Argument;
  readonly field: ClauseField;
  readonly values: readonly Choice[];
  /** The schema allows no other. */
  readonly closed: boolean;
}

const actionNames = wordSet(
  'action operation op command subcommand method task verb mode actiontype operationtype crudaction function tool cmd do'.split(
    ' ',
  ),
);
/** Of these, a free text is seldom one of a few values. */
const seldomListed = wordSet('task function tool do mode'.split(' '));
const httpMethods = wordSet('GET HEAD OPTIONS POST PUT PATCH DELETE'.split(' '));

/** The values of the argument that chooses what the tool does; undefined when none does. */
export function choicesOf(reading: Reading): Choices | undefined {
  const named = reading.schema.arguments.filter(({ plain }) => actionNames.has(plain));
  if (named.length === 0) return undefined;
  for (const argument of named) {
    if (argument.choices.length === 0) continue;
    const values = withOffsets(argument.choices);
    if (areActions(values)) return { argument, field: 'parameterChoice', values, closed: true };
  }
  for (const argument of named) {
    if (argument.choices.length > 0 || !argument.free || seldomListed.has(argument.plain)) continue;
    const described = valuesIn(argument.description, 0);
    if (areActions(described))
      return { argument, field: 'parameterDescription', values: described, closed: false };
    const told = valuesAfter(argument.name, reading.descriptionText.text);
    if (areActions(told)) return { argument, field: 'description', values: told, closed: false };
  }
  return undefined;
}

/** Where each choice of an enum stands in the enum's text, one a line. */
function withOffsets(choices: readonly string[]): Choice[] {
  let start = 0;
  return choices.map((value) => {
    const choice = { value, start };
    start += value.length + 1;
    return choice;
  });
}

/** At least two, mostly verbs, and not the methods of HTTP. */
function areActions(values: readonly Choice[]): boolean {
  if (values.length < 2) return false;
  const methods = values.filter(({ value }) => httpMethods.has(value.toUpperCase()));
  if (methods.length === values.length || methods.some(({ value }) => value === 'GET')) return false;
  const acting = values.filter(({ value }) => wordsOfName(value).some((word) => verbs.has(word.text)));
  return acting.length * 2 >= values.length;
}

/** How much of a description is searched, and for how many values. */
const longestText = 6_000;
const mostAssigned = 40;
/** How much of a text is searched for a list. */
const longestList = 500;

/** "Operation: ('add', 'remove', 'list')": single words in a row, or in quotation marks. */
function valuesIn(text: string, from: number): Choice[] {
  const end = Math.min(text.length, from + longestList);
  const rows: Choice[][] = [[]];
  const quoted: Choice[] = [];
  let start = from;
  for (let at = from; at <= end; at += 1) {
    const code = at < end ? text.charCodeAt(at) : 10;
    if (!separates(code)) continue;
    const value = text.slice(start, at).trim();
    const choice = { value, start: start + text.slice(start, at).indexOf(value) };
    if (isIdentifier(value) && !frames.has(value.toLowerCase())) {
      rows.at(-1)?.push(choice);
      if (isQuote(code) && start > from && isQuote(text.charCodeAt(start - 1))) quoted.push(choice);
    } else if (value !== '' && !frames.has(value.toLowerCase())) rows.push([]);
    start = at + 1;
  }
  const longest = rows.reduce((best, row) => (row.length > best.length ? row : best), []);
  return quoted.length >= longest.length ? quoted : longest;
}

/** Words between the values of a list. */
const frames = wordSet('or and e.g. e.g eg etc etc. one of i.e. default none null'.split(' '));

/** Comma, slash, bar, semicolon, brackets, colon, quotation marks, line breaks, equals sign. */
function separates(code: number): boolean {
  return isQuote(code) || ',/|;()[]{}:\n='.includes(String.fromCharCode(code));
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 96 || code === 0x2018 || code === 0x2019 || code === 0x201c;
}

function isIdentifier(text: string): boolean {
  return text.length > 1 && text.length <= 40 && /^[A-Za-z][A-Za-z0-9_-]*$/.test(text);
}

/** The values in the description's own part about an argument: "action: 'list', 'delete'", "action='delete'". */
function valuesAfter(name: string, description: string): Choice[] {
  const text = description.slice(0, longestText);
  const assigned: Choice[] = [];
  for (
    let at = text.indexOf(name);
    at >= 0 && assigned.length < mostAssigned;
    at = text.indexOf(name, at + name.length)
  ) {
    if (isLetter(text.charCodeAt(at - 1)) || isLetter(text.charCodeAt(at + name.length))) continue;
    const behind = text.slice(at + name.length, at + name.length + 24);
    const colon = /^ ?(\([^)]{0,16}\) ?)?:/.exec(behind);
    if (colon !== null) {
      const line = at + name.length + colon[0].length;
      const stop = text.indexOf('\n', line);
      const listed = valuesIn(text.slice(0, stop < 0 ? text.length : stop), line);
      if (areActions(listed)) return listed;
    }
    const sign = /^ ?= ?["'`]?/.exec(behind);
    if (sign === null) continue;
    const start = at + name.length + sign[0].length;
    const value = /^[A-Za-z][A-Za-z0-9_-]{1,38}/.exec(text.slice(start, start + 40))?.[0];
    if (value !== undefined && !assigned.some((known) => known.value === value))
      assigned.push({ value, start });
  }
  return assigned;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}
