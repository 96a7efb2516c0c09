// Functions of other packages that make tools: `tool("add", {…})`, `defineTool({…})`, `tool().description("…").input(S)`.

import type { Arguments } from './machine.ts';
import { objectOf, optionsOf, textIn, type Value } from './values.ts';

const makers = /^(?:tool|(?:define|create|make|build|new)\w*Tool|\w+Tool)$/;

/** Keys of which a definition has at least one. */
const definitionKeys = [
  'description',
  'inputSchema',
  'input',
  'parameters',
  'schema',
  'args',
  'handler',
  'execute',
];

/** The definition that a maker gives back; undefined when it does not look like one. */
export function madeTool(from: string, path: readonly string[], given: Arguments): Value | undefined {
  const name = path.at(-1) ?? '';
  if (from === '' || from.startsWith('node:') || !makers.test(name)) return undefined;
  const [first, second, third, fourth] = given.values;
  if (first === undefined) return given.open ? undefined : objectOf(new Map(), true, undefined);
  if (textIn(first) !== undefined) {
    const members = new Map<string, Value>([['name', first]]);
    if (second?.kind === 'object' && isDefinition(second))
      return objectOf(new Map([...second.members, ...members]), second.open, second.at);
    // `tool(name, description, shape, handler)`
    if (second !== undefined && (textIn(second) !== undefined || second.kind === 'pattern')) {
      members.set('description', second);
      if (third !== undefined && third.kind !== 'function') members.set('inputSchema', third);
      const last = fourth ?? third;
      if (last?.kind === 'function') members.set('handler', last);
      return objectOf(members, false, undefined);
    }
    return undefined;
  }
  // A function first, settings second; or one object with everything in it.
  const settings = first.kind === 'function' ? second : first;
  const [option] = settings === undefined ? [] : optionsOf(settings);
  return option?.kind === 'object' && isDefinition(option) ? settings : undefined;
}

function isDefinition(value: Value): boolean {
  return value.kind === 'object' && definitionKeys.some((key) => value.members.has(key));
}

const steps: ReadonlyMap<string, string> = new Map([
  ['name', 'name'],
  ['title', 'title'],
  ['description', 'description'],
  ['describe', 'description'],
  ['input', 'inputSchema'],
  ['inputSchema', 'inputSchema'],
  ['parameters', 'inputSchema'],
  ['schema', 'inputSchema'],
  ['annotations', 'annotations'],
  ['handler', 'handler'],
  ['execute', 'handler'],
  ['output', 'outputSchema'],
]);

/** One step of a builder that started as an empty definition; undefined for other methods and other objects. */
export function builderStep(self: Value, method: string, given: Arguments): Value | undefined {
  const key = steps.get(method);
  const [first] = given.values;
  if (
    self.kind !== 'object' ||
    !self.open ||
    self.at !== undefined ||
    key === undefined ||
    first === undefined
  )
    return undefined;
  if (self.members.has(method)) return undefined;
  return objectOf(new Map([...self.members, [key, first]]), true, undefined);
}
