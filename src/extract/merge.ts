// One definition a name: sources before built output, then the surer one, then the richer one.
import { canonicalJson } from '../model/canonical.ts';
import { definitionOf, type Extraction, type Skip, type ToolDraft } from '../model/tool.ts';
import { isBuilt } from './collect.ts';

/**
 * Merges drafts by name, sorted by name in code-unit order. Two different definitions of equal rank are told as a skip.
 * `packageOf` keeps the servers of one repository apart: a name of two packages is two tools.
 */
export function merge(
  drafts: readonly ToolDraft[],
  packageOf: (path: string) => string = () => '',
): Extraction {
  const byName = new Map<string, ToolDraft[]>();
  for (const draft of drafts) {
    const key = `${draft.name}\u0000${packageOf(draft.place.path)}`;
    byName.set(key, [...(byName.get(key) ?? []), draft]);
  }
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  for (const key of [...byName.keys()].sort()) {
    const [kept, ...others] = (byName.get(key) ?? []).sort(byWorth);
    if (kept === undefined) continue;
    tools.push(kept);
    const rival = others.find((other) => rivals(kept, other));
    if (rival !== undefined) {
      const detail = `${kept.name} is also defined, differently, in ${rival.place.path}.`;
      skips.push({ reason: 'duplicate-name', place: kept.place, detail });
    }
  }
  return { tools, skips };
}

function byWorth(a: ToolDraft, b: ToolDraft): number {
  return (
    Number(isBuilt(a.place.path)) - Number(isBuilt(b.place.path)) ||
    b.confidence - a.confidence ||
    Number(a.partial ?? false) - Number(b.partial ?? false) ||
    richness(b) - richness(a) ||
    (a.place.path < b.place.path ? -1 : a.place.path > b.place.path ? 1 : 0) ||
    (a.place.line ?? 0) - (b.place.line ?? 0)
  );
}

function richness(draft: ToolDraft): number {
  return canonicalJson(definitionOf(draft)).length;
}

/** Two whole, reached definitions in files of the same kind that say different things. */
function rivals(a: ToolDraft, b: ToolDraft): boolean {
  return (
    isBuilt(a.place.path) === isBuilt(b.place.path) &&
    // Two at one place are the branches of a condition.
    !(a.place.path === b.place.path && a.place.line === b.place.line) &&
    a.partial !== true &&
    b.partial !== true &&
    Math.min(a.confidence, b.confidence) >= 0.5 &&
    canonicalJson(definitionOf(a)) !== canonicalJson(definitionOf(b))
  );
}
