// Judges the tools of an entry with the rules.
import { mergeVerdicts } from '../catalog/merge.ts';
import { classify } from '../classify/classify.ts';
import type { CatalogedTool, Entry } from '../model/entry.ts';
import { definitionOf } from '../model/tool.ts';

/** The entry with a verdict on each tool that `which` picks; the same entry when nothing moved. */
export function judge(
  entry: Entry,
  today: string,
  which: (tool: CatalogedTool) => boolean = () => true,
): Entry {
  const siblings = entry.tools.map((tool) => tool.name);
  const verdicts = new Map(
    entry.tools
      .filter(which)
      .map((tool) => [
        tool.name,
        classify({ definition: definitionOf(tool), server: entry.server, siblings }),
      ]),
  );
  return mergeVerdicts(entry, verdicts, today);
}
