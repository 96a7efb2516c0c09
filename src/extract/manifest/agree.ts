// Manifests against the code of the same package: where they name different tools, that is told.
import type { Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { visible } from '../../model/wording.ts';
import type { Claim } from './claims.ts';

const shownNames = 12;

/**
 * What the claims add to the tools that were read from code: the claimed tools themselves where the code gave none,
 * and a skip for each manifest that names other tools than the code does.
 */
export function agree(
  tools: readonly ToolDraft[],
  claims: readonly Claim[],
  packageOf: (path: string) => string = () => '',
): Extraction {
  const byPackage = Map.groupBy(tools, (tool) => packageOf(tool.place.path));
  const added: ToolDraft[] = [];
  const skips: Skip[] = [];
  for (const claim of claims) {
    const [only, ...others] = byPackage.keys();
    // A manifest at the top of a repository speaks of the one package that has tools, when there is just one.
    const own =
      byPackage.get(packageOf(claim.path)) ??
      (others.length === 0 && only !== undefined ? byPackage.get(only) : undefined);
    if (tools.length === 0) added.push(...claim.tools);
    if (own === undefined) continue;
    const found = new Set(own.map((tool) => tool.name));
    const claimed = new Set(claim.tools.map((tool) => tool.name));
    const missing = [...claimed].filter((name) => !found.has(name));
    const more = claim.open ? [] : [...found].filter((name) => !claimed.has(name));
    if (missing.length === 0 && more.length === 0) continue;
    const detail = [
      missing.length === 0
        ? ''
        : `It names ${listed(missing)}, which the code that was read does not define.`,
      more.length === 0 ? '' : `The code defines ${listed(more)}, which it does not name.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' ');
    skips.push({ reason: 'manifest-disagrees', place: { path: claim.path }, detail });
  }
  return { tools: added, skips };
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, shownNames).map((name) => visible(name, 60));
  const rest = names.length - shown.length;
  return `${shown.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
