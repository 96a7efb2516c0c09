// Conditions of tools: what is listed in any case has none, and what is listed when no option is given has none either.

import type { ToolDraft } from '../../model/tool.ts';
import { isUsual } from './evaluator/conditions.ts';

/** Tools of one name and place that were seen under different conditions, with what is left of their conditions. */
export function settleGates(tools: readonly ToolDraft[]): readonly ToolDraft[] {
  const gates = new Map<string, Set<string | undefined>>();
  for (const tool of tools) {
    const seen = gates.get(keyOf(tool)) ?? new Set();
    gates.set(keyOf(tool), seen.add(tool.gated));
  }
  return tools.map((tool) => {
    const seen = gates.get(keyOf(tool));
    return tool.gated === undefined || seen === undefined || !coversAll(seen) ? tool : ungated(tool);
  });
}

/** The conditions under which tools were seen, the first of each name, also where they were seen without one. */
export function conditionsOf(tools: readonly ToolDraft[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, gated } of tools)
    if (gated !== undefined && !(found.has(name) && isUsual(gated))) found.set(name, gated);
  return found;
}

const offByDefault = 'an option that is off by default';

/**
 * The same tools after a second look, in which options count as not given. `byDefault` is what was listed then,
 * `leftOut` what a condition kept out, `conditions` what any of the tools was seen under. Where that look did not see
 * whole lists (`isWhole` is false), what it did not see may be listed all the same.
 */
export function settleDefaults(
  tools: readonly ToolDraft[],
  byDefault: readonly ToolDraft[],
  leftOut: ReadonlyMap<string, string | undefined>,
  conditions: ReadonlyMap<string, string>,
  isWhole: boolean,
): readonly ToolDraft[] {
  // A program that lists nothing without options tells nothing about them.
  if (byDefault.length === 0) return tools;
  // One that lists nothing without an account is not worth starting without: there an account is no option.
  const isShut = byDefault.every((tool) => tool.gated !== undefined);
  const gates = new Map<string, string | undefined>();
  for (const { name, gated } of byDefault) {
    const own = isShut && isAccount(gated) ? undefined : gated;
    gates.set(name, gates.has(name) && gates.get(name) === undefined ? undefined : own);
  }
  const listed = new Map(byDefault.map((tool) => [`${keyOf(tool)}\u0000${tool.detector}`, tool]));
  return tools.map((tool) => {
    if (gates.has(tool.name))
      return gates.get(tool.name) === undefined
        ? asListed(ungated(tool), listed.get(`${keyOf(tool)}\u0000${tool.detector}`))
        : tool;
    if (tool.gated !== undefined) return tool;
    const condition = leftOut.get(tool.name) ?? conditions.get(tool.name);
    if (condition === undefined && !isWhole) return tool;
    return { ...tool, gated: condition ?? offByDefault };
  });
}

/** True for a condition that asks whether somebody is known to a service. */
function isAccount(condition: string | undefined): boolean {
  return condition !== undefined && /key|token|secret|password|credential|auth/i.test(condition);
}

/** A tool as it is described when no option is given, unless less is known of it then. */
function asListed(tool: ToolDraft, usual: ToolDraft | undefined): ToolDraft {
  if (usual === undefined || (usual.partial === true && tool.partial !== true)) return tool;
  if (tool.description !== '' && usual.description === '') return tool;
  return sizeOf(usual) < 1 && sizeOf(tool) > 0 ? tool : ungated(usual);
}

function sizeOf({ inputSchema }: ToolDraft): number {
  return Object.keys(inputSchema['properties'] ?? {}).length;
}

function ungated(tool: ToolDraft): ToolDraft {
  const { gated: _, ...free } = tool;
  return free;
}

function coversAll(seen: ReadonlySet<string | undefined>): boolean {
  return seen.has(undefined) || [...seen].some((gate) => gate !== undefined && seen.has(`not: ${gate}`));
}

function keyOf(tool: ToolDraft): string {
  return `${tool.name}\u0000${tool.place.path}\u0000${tool.place.line ?? 0}`;
}

/** Without definitions found by their shape alone, where the same name was seen in a list or registration. */
export function withoutUnreached(tools: readonly ToolDraft[]): readonly ToolDraft[] {
  const reached = new Set(tools.flatMap((tool) => (isShape(tool) ? [] : [tool.name])));
  return tools.filter((tool) => !isShape(tool) || !reached.has(tool.name));
}

function isShape(tool: ToolDraft): boolean {
  return tool.detector === 'typescript/tool-shape';
}
