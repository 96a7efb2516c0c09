// Objects and instances that look like tool definitions, and the fields of one.

import type { Machine } from './evaluator/machine.ts';
import { optionsOf, textIn, type Value } from './evaluator/values.ts';
import type { Sighting } from './report.ts';

const schemaKeys = [
  'inputSchema',
  'parameters',
  'paramsSchema',
  'input_schema',
  'argsSchema',
  'inputShape',
  'schema',
  'zodSchema',
  'inputs',
  'params',
  'args',
  'input',
];

const wholeKeys = [
  'definition',
  'tool',
  'schema',
  'toolDefinition',
  'metadata',
  'config',
  'def',
  'spec',
  'function',
  'info',
];

type Fields = Pick<Sighting, 'name' | 'title' | 'description' | 'schema' | 'annotations' | 'gated'>;

/** The fields of a definition; undefined when the value has no name of its own and holds no definition. */
export function fieldsOf(machine: Machine, value: Value, depth = 0): Fields | undefined {
  if (
    value.kind !== 'object' &&
    value.kind !== 'instance' &&
    value.kind !== 'class' &&
    value.kind !== 'namespace'
  )
    return undefined;
  const read = (key: string): Value | undefined => present(machine, value, key);
  const name = read('name') ?? (value.kind === 'instance' ? read('toolName') : undefined);
  const { gated } = value;
  if (name === undefined || !couldBeName(name)) {
    if (depth > 1) return undefined;
    for (const key of wholeKeys) {
      const inner = read(key);
      const found = inner === undefined ? undefined : fieldsOf(machine, inner, depth + 1);
      if (found === undefined || found.name.kind === 'unknown') continue;
      return {
        ...found,
        gated: found.gated ?? gated,
        schema: found.schema ?? schemaIn(read),
        description: found.description ?? read('description'),
      };
    }
    return name === undefined ? undefined : { name, gated };
  }
  return {
    name,
    title: read('title'),
    description: read('description'),
    schema: schemaIn(read),
    annotations: annotationsIn(read),
    gated,
  };
}

function couldBeName(value: Value): boolean {
  return optionsOf(value).some((option) => textIn(option) !== undefined || option.kind === 'pattern');
}

function schemaIn(read: (key: string) => Value | undefined): Value | undefined {
  for (const key of schemaKeys) {
    const value = read(key);
    if (value !== undefined && value.kind !== 'function') return value;
  }
  return undefined;
}

function annotationsIn(read: (key: string) => Value | undefined): Value | undefined {
  return read('annotations') ?? read('toolAnnotations');
}

function present(machine: Machine, value: Value, key: string): Value | undefined {
  if (value.kind === 'object') return value.members.get(key);
  if (value.kind === 'instance') return machine.field(value, key);
  if (value.kind === 'class') return machine.staticMember(value, key);
  if (value.kind === 'namespace') {
    const module = machine.project.module(value.path);
    return module?.exports.has(key) === true ? machine.exported(value.path, key) : undefined;
  }
  return undefined;
}
