// Assignments that are not made when no option is given: they stand under a condition or in a loop that is known to be skipped.

import { child, encloses, isFunction, type SyntaxNode } from '../modules/syntax.ts';
import { conditionOf } from './conditions.ts';
import type { Machine } from './machine.ts';
import { loopElements } from './names.ts';
import { type Frame, truth } from './values.ts';

/** True for a place that is not reached inside its function. Asked only where options count as not given. */
export function neverRuns(machine: Machine, place: SyntaxNode, frame: Frame | undefined): boolean {
  if (!machine.usual) return false;
  for (let at = place.parent; at !== undefined && !isFunction(at); at = at.parent) {
    if (!encloses(child(at, 'body') ?? at, place)) continue;
    if (at.type === 'for_in_statement') {
      const { items, open } = machine.watching(() => loopElements(machine, at, frame)).result;
      if (items.length === 0 && !open) return true;
    } else if (at.type === 'for_statement' || at.type === 'while_statement') {
      const test = child(at, 'condition');
      if (test !== undefined && truth(machine.watching(() => machine.evaluate(test, frame)).result) === false)
        return true;
    }
  }
  return machine.watching(() => conditionOf(machine, place, frame)).result === false;
}
