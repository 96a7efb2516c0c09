// Judges the tools of an entry with the rules.
import { mergeVerdicts } from '../catalog/merge.ts';
import { classifyAll } from '../classify/classify.ts';
import type { CatalogedTool, Entry } from '../model/entry.ts';
import { definitionOf } from '../model/tool.ts';
import type { Subject, Verdict } from '../model/verdict.ts';

/** The entry with a verdict on each tool; the same entry when nothing moved. */
export function judge(entry: Entry, today: string): Entry {
  const judged = classifyAll(
    subjectsOf(entry, entry.tools),
    entry.tools.map(({ definitionHash }) => definitionHash),
  );
  const verdicts = new Map(entry.tools.map(({ name }, at) => [name, judged[at] as Verdict]));
  return mergeVerdicts(entry, verdicts, today);
}

/** What an engine is given for tools of an entry. */
export function subjectsOf({ server, tools }: Entry, chosen: readonly CatalogedTool[]): Subject[] {
  const siblings = tools.map((tool) => tool.name);
  return chosen.map((tool) => ({ definition: definitionOf(tool), server, siblings }));
}
