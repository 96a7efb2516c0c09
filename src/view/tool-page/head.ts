// The head of a tool page: title, summary, badges, the author's own title.
import type { CatalogedTool, Entry } from '../../model/entry.ts';
import type { Verdict } from '../../model/verdict.ts';
import { effectOf, levelOf } from '../../model/vocabulary.ts';
import { serverPhrase, visible } from '../../model/wording.ts';
import { categoryUrl, effectUrl, methodologyUrl, riskUrl } from '../address.ts';
import { oneLine } from '../author-text.ts';
import { firstSentence } from '../does.ts';
import { plain } from '../prose.ts';

export interface Badge {
  readonly text: string;
  readonly href: string;
  /** The level whose disc and color it carries; absent for plain badges. */
  readonly level?: Verdict['level'];
  readonly strong?: boolean;
}

/** Title and summary, for browsers and networks. */
export function headOf(
  entry: Entry,
  tool: CatalogedTool,
): { readonly title: string; readonly description: string } {
  const { server } = entry;
  const { verdict } = tool;
  const on = `${visible(tool.name, 60)} on ${serverPhrase(server)}`;
  return verdict === undefined
    ? { title: on, description: `The definition of ${on}. It was not judged yet.` }
    : {
        title: `${on}: ${verdict.category}, ${verdict.level} risk`,
        description: `${plain(firstSentence({ server, tool, verdict }))} ${visible(verdict.levelReason)}`,
      };
}

/** Level, category, then the effects, worst first. */
export function badgesOf(verdict: Verdict | undefined): readonly Badge[] {
  if (verdict === undefined) return [{ text: 'Not judged yet', href: methodologyUrl }];
  const { level, category, effects } = verdict;
  return [
    { text: levelOf(level).badge, href: riskUrl(level), level },
    { text: category, href: categoryUrl(category), strong: true },
    ...effects.map((effect) => ({ text: effectOf(effect).label, href: effectUrl(effect) })),
  ];
}

/** The author's title when it is more than the name spelled apart. */
export function authorTitle(tool: CatalogedTool): string | undefined {
  const title = oneLine(tool.title ?? tool.annotations?.title ?? '', 120);
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return title === '' || letters(title) === letters(tool.name) ? undefined : title;
}
