// Texts that a function builds step by step: `let text = summary; if (hint) text += hint;`.

import { above, child, isFunction, type SyntaxNode } from '../modules/syntax.ts';
import { conditionOf } from './conditions.ts';
import type { Machine } from './machine.ts';
import { type Text, textsOf, together } from './texts.ts';
import { type Frame, optionsOf, type Value } from './values.ts';

const mostAdditions = 50;

const somethingElse: readonly Text[] = [{ text: '…', sure: false }];

/**
 * A text with all that is added to it, in the order in which that is written; what is added in a loop or on a condition
 * that is not known shows as an ellipsis. Undefined for what is no text, or is added to from another function.
 */
export function appended(
  machine: Machine,
  start: Value,
  additions: readonly SyntaxNode[],
  target: SyntaxNode,
  frame: Frame | undefined,
): Value | undefined {
  const home = above(target, isFunction);
  if (additions.length === 0 || additions.length > mostAdditions || !optionsOf(start).every(isText))
    return undefined;
  if (additions.some((addition) => above(addition, isFunction) !== home)) return undefined;
  const parts: (readonly Text[])[] = [textsOf(start)];
  for (const addition of additions) {
    const condition = conditionOf(machine, addition, frame);
    const right = child(addition, 'right');
    if (condition === false || right === undefined) continue;
    const known = condition === undefined && !isRepeated(addition, home);
    if (known) parts.push(textsOf(machine.evaluate(right, frame)));
    else if (parts.at(-1) !== somethingElse) parts.push(somethingElse);
  }
  return together(parts, target);
}

/** True for `text += …`. */
export function isAddition(assignment: SyntaxNode): boolean {
  const right = child(assignment, 'right');
  if (right === undefined || assignment.type !== 'augmented_assignment_expression') return false;
  return /\+=\s*$/.test(
    assignment.source.text.slice(assignment.children[0]?.end ?? right.start, right.start),
  );
}

function isText(value: Value): boolean {
  return value.kind === 'pattern' || (value.kind === 'constant' && typeof value.value === 'string');
}

function isRepeated(place: SyntaxNode, home: SyntaxNode | undefined): boolean {
  return above(place, (at) => at === home || loops.has(at.type)) !== home;
}

const loops = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);
