// Functions that a decorator of the project collects, in a server that makes its tools out of such a collection.
import type { FunctionDef } from '../_program/ast.ts';
import type { Callable } from '../_program/values.ts';

/** The functions under each decorator, by the decorator's definition. */
export type Collections = Map<FunctionDef, Callable[]>;

/** A decorator that says so in its name; others change what a function does. */
const collecting = /tool|rpc|command|action|expose|export|register|endpoint/i;
/** Fewer functions may be anything. */
const fewest = 5;

export function collect(into: Collections, fn: Callable, by: Callable): void {
  if (collecting.test(by.def.name)) into.set(by.def, [...(into.get(by.def) ?? []), fn]);
}

/** The documented functions of the largest collection, when it is one; none when several compete. */
export function largestCollection(
  collections: Collections,
): { readonly name: string; readonly functions: readonly Callable[] } | undefined {
  const [first, second] = [...collections]
    .map(([def, functions]) => ({
      name: def.name,
      functions: functions.filter((fn) => fn.def.docstring !== undefined),
    }))
    .filter(({ functions }) => functions.length >= fewest)
    .sort((a, b) => b.functions.length - a.functions.length);
  return first === undefined || (second !== undefined && second.functions.length * 2 > first.functions.length)
    ? undefined
    : first;
}
