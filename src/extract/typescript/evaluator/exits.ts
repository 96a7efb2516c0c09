// Statements that leave the function or the element at hand: always, under a condition, or never.

import { child, type SyntaxNode } from '../modules/syntax.ts';
import type { Machine } from './machine.ts';
import { type Frame, isFixed, truth } from './values.ts';

/** `true` when a statement always leaves; the test that decides when it may; undefined when it does not. */
export type Exit = true | SyntaxNode | undefined;

const mostStatements = 40;

const deepest = 6;

/** Whether a statement leaves the function, or goes on with the next element of the loop, that it stands in. */
export function exitOf(machine: Machine, statement: SyntaxNode, frame: Frame | undefined, depth = 0): Exit {
  if (depth > deepest) return undefined;
  const inner = (one: SyntaxNode | undefined): Exit =>
    one === undefined ? undefined : exitOf(machine, one, frame, depth + 1);
  switch (statement.type) {
    case 'return_statement':
    case 'continue_statement':
      return true;
    case 'statement_block':
      return firstExit(statement.children, inner);
    case 'else_clause':
      return inner(statement.children[0]);
    case 'if_statement': {
      const test = child(statement, 'condition');
      if (test === undefined || !mayLeave(statement)) return undefined;
      const known = truth(machine.evaluate(test, frame));
      const [yes, no] = [child(statement, 'consequence'), child(statement, 'alternative')];
      if (known !== undefined) return inner(known ? yes : no);
      const exits = [inner(yes), inner(no)];
      return exits.every((exit) => exit === true) ? true : exits.some(Boolean) ? test : undefined;
    }
    case 'switch_statement':
      return mayLeave(statement) ? ofSwitch(machine, statement, frame, inner) : undefined;
    default:
      return undefined;
  }
}

/** Without either word there is nothing to work out. */
export function mayLeave({ source, start, end }: SyntaxNode): boolean {
  return /\b(?:return|continue)\b/.test(source.text.slice(start, end));
}

function firstExit(statements: readonly SyntaxNode[], of: (one: SyntaxNode) => Exit): Exit {
  let unsure: Exit;
  for (const statement of statements.slice(0, mostStatements)) {
    const exit = of(statement);
    if (exit === true) return true;
    unsure ??= exit;
  }
  return unsure;
}

function ofSwitch(
  machine: Machine,
  statement: SyntaxNode,
  frame: Frame | undefined,
  of: (one: SyntaxNode) => Exit,
): Exit {
  const subject = child(statement, 'value');
  const cases = child(statement, 'body')?.children ?? [];
  if (subject === undefined) return undefined;
  const value = machine.evaluate(subject, frame);
  const labels = cases.map((one) => {
    const label = child(one, 'value');
    return label === undefined ? undefined : machine.evaluate(label, frame);
  });
  const exits = cases.map((_, i) => firstExit(untilBreak(cases, i), of));
  if (isFixed(value) && labels.every((label) => label === undefined || isFixed(label))) {
    const taken = labels.findIndex((label) => label?.kind === 'constant' && label.value === value.value);
    const index = taken >= 0 ? taken : labels.indexOf(undefined);
    return exits[index];
  }
  const isWhole = labels.includes(undefined);
  if (isWhole && exits.every((exit) => exit === true)) return true;
  return exits.some((exit) => exit !== undefined) ? subject : undefined;
}

/** What is run from a case on: its statements and those it falls into, up to a `break`. */
function untilBreak(cases: readonly SyntaxNode[], from: number): readonly SyntaxNode[] {
  const statements = cases.slice(from).flatMap((one) => {
    const label = child(one, 'value');
    return one.children.filter((part) => part !== label);
  });
  const end = statements.findIndex(
    (part) =>
      part.type === 'break_statement' ||
      (part.type === 'statement_block' && part.children.at(-1)?.type === 'break_statement'),
  );
  return end < 0 ? statements : statements.slice(0, end + 1);
}
