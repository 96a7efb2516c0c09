// Objects from elsewhere that were made of a function: `Tool.from_function(fn, …)`, and what converts such an object.
import { functionsIn } from '../_program/calls.ts';
import { bare, type Callable, isKind, type Thing, type Value } from '../_program/values.ts';
import { textOf } from './definitions.ts';

/** The function that an object from elsewhere was made of, also through another such object, and what they say of it. */
export function aroundFunction(
  thing: Thing,
  depth = 0,
):
  | {
      readonly fn: Callable;
      readonly filled: ReadonlySet<string>;
      readonly said: ReadonlyMap<string, Value>;
    }
  | undefined {
  if (!isKind(thing.of, 'external') || depth > 3) return undefined;
  const inner = bare(
    thing.named.get('fn') ??
      thing.named.get('func') ??
      thing.named.get('function') ??
      thing.named.get('callback') ??
      thing.args[0] ??
      null,
  );
  const set = [...thing.fields].filter(([, value]) => !textOf(value).partial);
  const own = new Map([...thing.named, ...set]);
  const [first] = functionsIn(inner);
  if (first !== undefined) return { ...first, said: own };
  const found = isKind(inner, 'thing') ? aroundFunction(inner, depth + 1) : undefined;
  return found === undefined ? undefined : { ...found, said: new Map([...found.said, ...own]) };
}
