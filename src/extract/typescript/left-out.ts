// Definitions that a condition known not to hold keeps out of every list: told, so that no tool goes missing in silence.

import type { Skip, ToolDraft } from '../../model/tool.ts';
import { listOf } from '../../model/wording.ts';
import { fieldsOf } from './definition.ts';
import type { Machine } from './machine.ts';
import { lineOf, type SyntaxNode } from './syntax.ts';
import { textIn } from './values.ts';

const mostNamed = 60;

/** One skip that names what was left out and is not listed in another way. */
export function leftOutSkips(machine: Machine, tools: readonly ToolDraft[]): readonly Skip[] {
  const listed = new Set(tools.map((tool) => tool.name));
  const places = new Map<string, SyntaxNode>();
  for (const value of machine.leftOut()) {
    const fields = fieldsOf(machine, value);
    const name = textIn(fields?.name);
    if (fields?.name.kind !== 'constant' || name === undefined || listed.has(name)) continue;
    if (fields.description === undefined || fields.schema === undefined || fields.name.at === undefined)
      continue;
    if (!places.has(name)) places.set(name, fields.name.at);
  }
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
