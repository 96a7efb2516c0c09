// What of a server could be read and what could not, and why: never silence.
import type { Entry } from '../model/entry.ts';
import type { Skip } from '../model/tool.ts';
import { type SkipReason, skipReasons } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { oneLine } from './author-text.ts';
import { placeHref, placeText } from './place.ts';
import { fromBackticks, type Prose } from './prose.ts';

export interface Coverage {
  /** "9 definitions found, 7 read, 2 not read." */
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
      .toSorted(([, a], [, b]) => b.length - a.length)
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
  const [first] = skips;
  if (read === 0) {
    if (first === undefined || first.reason === 'no-tools-found') {
      return 'We found no tool definitions. That may be us: none of the files that we read defines one in a way that we know.';
    }
    const reason = skipReasons[first.reason];
    return `We found no tool definitions. That may be us: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`;
  }
  if (skips.length === 0) {
    return read === 1
      ? 'The one definition that was found was read.'
      : `All ${count(read, 'definition')} were read.`;
  }
  return `${count(read, 'definition')} ${read === 1 ? 'was' : 'were'} read; ${count(skips.length, 'thing')} could not be.`;
}
