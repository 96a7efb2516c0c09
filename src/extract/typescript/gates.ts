// Conditions of tools: what is listed under a condition and under its opposite is listed in any case.

import type { ToolDraft } from '../../model/tool.ts';

/** Tools of one name and place that were seen under different conditions, with what is left of their conditions. */
export function settleGates(tools: readonly ToolDraft[]): readonly ToolDraft[] {
  const gates = new Map<string, Set<string | undefined>>();
  for (const tool of tools) {
    const seen = gates.get(keyOf(tool)) ?? new Set();
    gates.set(keyOf(tool), seen.add(tool.gated));
  }
  return tools.map((tool) => {
    const seen = gates.get(keyOf(tool));
    if (tool.gated === undefined || seen === undefined || !coversAll(seen)) return tool;
    const { gated: _, ...free } = tool;
    return free;
  });
}

function coversAll(seen: ReadonlySet<string | undefined>): boolean {
  return seen.has(undefined) || [...seen].some((gate) => gate !== undefined && seen.has(`not: ${gate}`));
}

function keyOf(tool: ToolDraft): string {
  return `${tool.name}\u0000${tool.place.path}\u0000${tool.place.line ?? 0}`;
}
