// Definitions that a condition keeps out of every list: told, so that no tool goes missing in silence.

import type { Skip, ToolDraft } from '../../model/tool.ts';
import { listOf } from '../../model/wording.ts';
import { fieldsOf } from './definition.ts';
import type { Machine } from './evaluator/machine.ts';
import { textIn } from './evaluator/values.ts';
import { lineOf, type SyntaxNode } from './modules/syntax.ts';
import type { Report } from './report.ts';

const mostNamed = 60;

const confidence = 0.6;

/**
 * Reports the definitions that a list was chosen from and that are in no list: their server knows them, so that another
 * choice, or a tool that runs others by name, may give them out.
 */
export function readLeftOut(machine: Machine, report: Report): void {
  const listed = new Set(report.tools.map((tool) => tool.name));
  for (const { fields, name, at, condition } of definitions(machine)) {
    if (condition === undefined || listed.has(name)) continue;
    listed.add(name);
    report.tool({ ...fields, detector: 'left-out', site: at, confidence, gated: condition });
  }
}

/** The names of what was left out, with the condition. */
export function leftOutNames(machine: Machine): ReadonlyMap<string, string | undefined> {
  return new Map(definitions(machine).map(({ name, condition }) => [name, condition]));
}

/** One skip that names what was left out and is not listed in another way. */
export function leftOutSkips(machine: Machine, tools: readonly ToolDraft[]): readonly Skip[] {
  const listed = new Set(tools.map((tool) => tool.name));
  const places = new Map<string, SyntaxNode>();
  for (const { name, at } of definitions(machine))
    if (!listed.has(name) && !places.has(name)) places.set(name, at);
  const names = [...places.keys()].sort();
  const first = places.get(names[0] ?? '');
  if (first === undefined) return [];
  const shown = listOf(
    names.map((name) => name.slice(0, 80)),
    mostNamed,
  );
  return [
    {
      reason: 'never-registered',
      place: { path: first.source.path, line: lineOf(first) },
      detail: `A condition that does not hold keeps ${shown} out of the list.`,
    },
  ];
}

/** What was left out and is whole enough to be a tool. */
function definitions(machine: Machine) {
  return [...machine.leftOut()].flatMap(([value, condition]) => {
    const fields = fieldsOf(machine, value);
    const name = textIn(fields?.name);
    const at = fields?.name.kind === 'constant' ? fields.name.at : undefined;
    if (fields?.description === undefined || fields.schema === undefined) return [];
    return name === undefined || at === undefined ? [] : [{ fields, name, at, condition }];
  });
}
