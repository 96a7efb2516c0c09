// What the methodology page prints of a score.
import type { Accuracy, Score, Share } from '../model/score.ts';
import { type Category, categories } from '../model/vocabulary.ts';
import { capital, count, listOf } from '../model/wording.ts';

export interface AccuracyView {
  /** What was measured, on what. */
  readonly about: string;
  /** What the rules did before they were mended on the set; absent when that was not noted. */
  readonly firstSight: string | undefined;
  /** The unsafe misses first. */
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly confusion: {
    /** Verdicts; those that neither a label nor a verdict names are left out. */
    readonly columns: readonly Category[];
    readonly rows: readonly {
      readonly labeled: Category;
      readonly cells: readonly { readonly tools: string; readonly right: boolean; readonly none: boolean }[];
      readonly all: string;
      readonly f1: string;
    }[];
  };
  /** The lines of the rubric that are met least; empty when all are met. */
  readonly weakest: string;
  readonly calibration: readonly {
    readonly range: string;
    readonly tools: string;
    readonly stated: string;
    readonly right: string;
  }[];
  /** "254 tools": those whose definitions were tampered with. */
  readonly attacked: string;
  readonly attacks: readonly {
    readonly what: string;
    readonly lowered: string;
    readonly toRead: string;
    readonly flagged: string;
    readonly silent: string;
  }[];
}

/** What the page prints of the sample of the catalog. */
export interface SampleView {
  readonly about: string;
  readonly figures: AccuracyView['figures'];
  /** How often each verdict is right, over the whole sample. */
  readonly verdicts: readonly {
    readonly category: Category;
    readonly right: string;
    readonly note: string;
  }[];
}

/** The sample in words. */
export function sampleView({ random, all, gone }: NonNullable<Accuracy['sample']>): SampleView {
  const { set } = random;
  const left =
    gone === 0
      ? []
      : [`${count(gone, 'labeled tool')} ${gone === 1 ? 'is' : 'are'} gone or changed by now, and left out.`];
  return {
    about: [
      `${count(set.tools, 'tool')} of ${count(set.servers, 'server')} were drawn at random from this catalog${labeledText(set)}.`,
      firstSightOf(random) ?? 'The note beside the labels says that no rule has been mended because of them.',
      ...left,
    ].join(' '),
    figures: figuresOf(random),
    verdicts: all.categories
      .filter(({ judged }) => judged > 0)
      .map(({ category, judged, right }) => ({
        category,
        right: shareText({ part: right, of: judged }),
        note: `${number(right)} of ${number(judged)}`,
      })),
  };
}

/** A score in words and columns. */
export function accuracyView(score: Score): AccuracyView {
  return {
    about: aboutOf(score),
    firstSight: firstSightOf(score),
    figures: figuresOf(score),
    confusion: confusionOf(score),
    weakest: weakestOf(score),
    calibration: score.calibration.map(({ from, to, stated, right }) => ({
      range: `${from.toFixed(2)} to ${to.toFixed(2)}`,
      tools: number(right.of),
      stated: percentText(stated),
      right: shareText(right),
    })),
    attacked: count(score.dangerousAsRead.of, 'tool'),
    attacks: score.attacks.map(({ what, tools, ...counts }) => ({
      what: capital(what),
      lowered: shareText({ part: counts.lowered, of: tools }),
      toRead: shareText({ part: counts.toRead, of: tools }),
      flagged: shareText({ part: counts.flagged, of: tools }),
      silent: shareText({ part: counts.silent, of: tools }),
    })),
  };
}

function aboutOf({ set, rubric }: Score): string {
  return `Measured on ${count(set.tools, 'invented tool')} of ${count(set.servers, 'server')}${labeledText(set)}, under rubric ${rubric}.`;
}

function labeledText({ labelers, date }: Score['set']): string {
  const by = labelers === undefined ? '' : `, labeled by ${count(labelers, 'reader')} of the rubric`;
  return `${by}${date === undefined ? '' : `, last changed ${date}`}`;
}

function firstSightOf({ set }: Score): string | undefined {
  if (set.firstSight === undefined) return undefined;
  const { category, dangerousAsRead, levelKappa } = set.firstSight;
  const figures = `${shareText(category)} of the categories right, ${shareText(dangerousAsRead)} of the dangerous tools judged Read, level kappa ${levelKappa.toFixed(2)}`;
  return `When the rules first met this set they got ${figures}. They have been mended with its help since, so that is what tools nobody has looked at can expect, rather than the figures below.`;
}

function figuresOf(score: Score): AccuracyView['figures'] {
  const share = (label: string, of: Share, what: string) => ({
    label,
    value: shareText(of),
    note: `${number(of.part)} of ${count(of.of, what)}`,
  });
  return [
    share('Dangerous tools judged Read', score.dangerousAsRead, 'Execute, Destructive or Financial tool'),
    share('Level two steps too low or more', score.levelFarTooLow, 'tool'),
    share('Category right', score.category, 'tool'),
    share('Category right, or the second that can be argued', score.either, 'tool'),
    { label: 'Mean F1', value: percentText(score.macroF1), note: 'each category counts the same' },
    share('Level right', score.level, 'tool'),
    {
      label: 'Agreement on levels',
      value: score.kappa.toFixed(2),
      note: 'kappa with quadratic weights: 1 is full agreement, 0 is chance',
    },
    share('Quotations that stand where the verdict says', score.quotes, 'quotation'),
  ];
}

function confusionOf({ confusion, categories: scores }: Score): AccuracyView['confusion'] {
  const columns = categories
    .map(({ id }) => id)
    .filter((id) =>
      confusion.some(
        ({ labeled, judged }) =>
          labeled === id || judged.some(({ category, tools }) => category === id && tools > 0),
      ),
    );
  return {
    columns,
    rows: confusion.map(({ labeled, judged }) => ({
      labeled,
      cells: columns.map((column) => {
        const tools = judged.find(({ category }) => category === column)?.tools ?? 0;
        return { tools: number(tools), right: column === labeled, none: tools === 0 };
      }),
      all: number(judged.reduce((sum, { tools }) => sum + tools, 0)),
      f1: percentText(scores.find(({ category }) => category === labeled)?.f1 ?? 0),
    })),
  };
}

/** A line with fewer tools says little. */
const fewest = 3;

function weakestOf({ rules }: Score): string {
  const weak = rules
    .filter(({ category: { part, of } }) => part < of && of >= fewest)
    .toSorted((a, b) => a.category.part / a.category.of - b.category.part / b.category.of)
    .slice(0, 5)
    .map(({ rule, category: { part, of } }) => `${rule} (${part} of ${of} right)`);
  return weak.length === 0 ? '' : `Lines of the rubric that are met least: ${listOf(weak)}.`;
}

function shareText({ part, of }: Share): string {
  return of === 0 ? 'not measured' : percentText(part / of);
}

/** One decimal. What falls short of all never reads 100, and what is more than none never reads 0. */
function percentText(share: number): string {
  if (share === 0 || share === 1) return `${share * 100}%`;
  return `${Math.min(99.9, Math.max(0.1, share * 100)).toFixed(1)}%`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
