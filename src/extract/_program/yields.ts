// What function bodies return and yield while they run.
import { itemsOf } from './names.ts';
import type { Run } from './run.ts';
import type { Scope, Value } from './values.ts';

/** What a function body gives besides its effects. */
export interface Yields {
  readonly returns: Value[];
  readonly yields: Value[];
  open: boolean;
}

const frames = new WeakMap<Scope, Yields>();

/** Starts to note what the function of a scope returns and yields. */
export function startYields(scope: Scope): Yields {
  const frame: Yields = { returns: [], yields: [], open: false };
  frames.set(scope, frame);
  return frame;
}

/** Notes a value that the function of a scope returns. */
export function returnValue(value: Value, scope: Scope): void {
  frames.get(scope)?.returns.push(value);
}

/** Notes a value that the function of a scope yields; with `from`, each of its items. */
export function yieldValue(value: Value, from: boolean, scope: Scope, run: Run): void {
  const frame = frameOf(scope);
  if (frame === undefined) return;
  if (!from) {
    frame.yields.push(value);
    return;
  }
  const inner = itemsOf(value, run);
  frame.yields.push(...inner.items);
  frame.open ||= inner.open;
}

function frameOf(scope: Scope): Yields | undefined {
  return frames.get(scope) ?? (scope.parent === undefined ? undefined : frames.get(scope.parent));
}
