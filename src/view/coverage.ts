// What of a server could be read and what could not, and why: never silence.
import type { Entry } from '../model/entry.ts';
import type { Skip } from '../model/tool.ts';
import { contradictions, type SkipReason, skipReasons } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { oneLine } from './author-text.ts';
import { placeHref, placeText } from './place.ts';
import { fromBackticks, type Prose } from './prose.ts';

export interface Coverage {
  /** "7 definitions were read; 2 things could not be. In 1 place the source contradicts itself." */
  readonly line: string;
  readonly reasons: readonly {
    readonly reason: SkipReason;
    readonly text: string;
    readonly count: number;
    /** Where, and the details, at most `shownPlaces`. */
    readonly places: readonly {
      readonly text: string;
      readonly href?: string | undefined;
      readonly detail: Prose;
    }[];
    readonly more: number;
  }[];
}

const shownPlaces = 8;

export function coverageOf(entry: Entry): Coverage {
  const { server, tools, skips } = entry;
  const byReason = new Map<SkipReason, Skip[]>();
  for (const skip of skips) byReason.set(skip.reason, [...(byReason.get(skip.reason) ?? []), skip]);
  return {
    line: coverageLine(tools.length, skips),
    reasons: [...byReason]
      .toSorted(
        ([a, x], [b, y]) =>
          Number(contradictions.has(a)) - Number(contradictions.has(b)) || y.length - x.length,
      )
      .map(([reason, all]) => ({
        reason,
        text: skipReasons[reason],
        count: all.length,
        places: all.slice(0, shownPlaces).map(({ place, detail = '' }) => ({
          text: place === undefined ? '' : placeText(place),
          href: place === undefined ? undefined : placeHref(server, place),
          detail: fromBackticks(oneLine(detail, 300)),
        })),
        more: Math.max(0, all.length - shownPlaces),
      })),
  };
}

function coverageLine(read: number, skips: readonly Skip[]): string {
  const unread = skips.filter(({ reason }) => !contradictions.has(reason));
  const doubtful = skips.length - unread.length;
  const line = readLine(read, unread);
  return doubtful === 0 ? line : `${line} In ${count(doubtful, 'place')} the source contradicts itself.`;
}

function readLine(read: number, unread: readonly Skip[]): string {
  const [first] = unread;
  if (read === 0) {
    if (first === undefined || first.reason === 'no-tools-found') {
      return 'We found no tool definitions. That may be us: none of the files that we read defines one in a way that we know.';
    }
    const reason = skipReasons[first.reason];
    return `We found no tool definitions. That may be us: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
  }
  if (unread.length === 0) {
    return read === 1
      ? 'The one definition that was found was read.'
      : `All ${count(read, 'definition')} were read.`;
  }
  return `${count(read, 'definition')} ${read === 1 ? 'was' : 'were'} read; ${count(unread.length, 'thing')} could not be.`;
}
