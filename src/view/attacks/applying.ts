// Which attack patterns apply to a tool or a server, and because of which facts.
import type { AttackPattern } from '../../model/attack.ts';
import type { CatalogedTool, Entry } from '../../model/entry.ts';
import { attackUrl } from '../address.ts';
import { type Prose, prose } from '../prose.ts';
import { conditions } from './conditions.ts';
import { isJudged } from './met.ts';

/** A pattern of the catalog with its place on the site. */
export interface Pattern extends AttackPattern {
  readonly slug: string;
}

/** A pattern that applies, ready for a page. */
export interface Applying {
  readonly pattern: Pattern;
  readonly href: string;
  /** "its category is Destructive and it deletes something", without a full stop. */
  readonly because: Prose;
}

const known = new WeakMap<readonly Pattern[], WeakMap<CatalogedTool, readonly Applying[]>>();

/** Patterns whose precondition the tool meets, in the order given. None for a tool without a verdict. */
export function attacksOnTool(
  patterns: readonly Pattern[],
  entry: Entry,
  tool: CatalogedTool,
): readonly Applying[] {
  if (!isJudged(tool)) return [];
  // Page, data, lists and downloads all ask for the same tool.
  const byTool = known.get(patterns) ?? new WeakMap();
  known.set(patterns, byTool);
  const before = byTool.get(tool);
  if (before !== undefined) return before;
  const found = patterns.flatMap((pattern) => {
    const condition = conditions[pattern.precondition];
    return condition.of === 'tool' ? applying(pattern, condition.met(tool, entry)) : [];
  });
  byTool.set(tool, found);
  return found;
}

/** Patterns whose precondition the server meets as a whole. */
export function attacksOnServer(patterns: readonly Pattern[], entry: Entry): readonly Applying[] {
  return patterns.flatMap((pattern) => {
    const condition = conditions[pattern.precondition];
    return condition.of === 'server' ? applying(pattern, condition.met(entry, pattern.thresholds ?? {})) : [];
  });
}

function applying(pattern: Pattern, met: readonly Prose[] | undefined): readonly Applying[] {
  if (met === undefined) return [];
  const because = met.flatMap(
    (fact, index): Prose => (index === 0 ? fact : prose`${index === met.length - 1 ? ' and ' : ', '}${fact}`),
  );
  return [{ pattern, href: attackUrl(pattern.slug), because }];
}
