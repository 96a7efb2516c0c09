// `server.registerTool(name, {title, description, inputSchema, annotations}, handler)`, and the task and app forms of it.

import { fieldsOf } from '../definition.ts';
import type { Machine } from '../evaluator/machine.ts';
import { absent, unknown, type Value } from '../evaluator/values.ts';
import type { Report } from '../report.ts';
import type { Detector } from './detector.ts';
import { type Reached, registrations } from './registration.ts';

export const registerTool: Detector = {
  id: 'register-tool',
  words: ['registerTool', 'registerAppTool'],
  detect: (machine, module, report) => {
    for (const reached of registrations(machine, module, 'registerTool', 1)) one(machine, report, reached, 0);
    for (const reached of registrations(machine, module, 'registerToolTask', 2))
      one(machine, report, reached, 0);
    for (const reached of registrations(machine, module, 'registerAppTool', 3))
      one(machine, report, reached, 1);
  },
};

function one(machine: Machine, report: Report, { call, given, gated }: Reached, skip: number): void {
  const [name = unknown, config = absent] = given.values.slice(skip);
  if (name.kind === 'object' || name.kind === 'instance') {
    const fields = fieldsOf(machine, name);
    if (fields !== undefined)
      report.tool({
        ...fields,
        detector: 'register-tool',
        site: call,
        confidence: 0.9,
        gated: fields.gated ?? gated,
      });
    else
      report.skip(
        'name-not-constant',
        call,
        'A tool is registered from an object that is known only at run time.',
      );
    return;
  }
  const read = (key: string): Value => machine.member(config, key);
  const legacy = config.kind === 'constant' && typeof config.value === 'string';
  const [, , shape = absent] = given.values.slice(skip);
  report.tool({
    detector: 'register-tool',
    name,
    title: legacy ? absent : read('title'),
    description: legacy ? config : read('description'),
    schema: legacy
      ? shape.kind === 'function'
        ? absent
        : shape
      : firstPresent(read('inputSchema'), read('parameters'), read('paramsSchema')),
    annotations: legacy ? absent : read('annotations'),
    site: call,
    confidence: 0.98,
    gated,
  });
}

function firstPresent(...values: readonly Value[]): Value {
  return values.find((value) => value.kind !== 'constant' || value.value !== undefined) ?? absent;
}
