// A score as text for a terminal: tables with columns that line up.
import { type Judged, rightCategory } from '../classify/scoring/score.ts';
import type { Score, Share } from '../model/score.ts';
import { visible } from '../model/wording.ts';

type Row = readonly string[];

/** The tables of a score, and of the tools that were judged otherwise. */
export function scoreText(score: Score, toolsPerSecond: number, wrong: readonly Judged[]): string {
  const { set, rubric } = score;
  const sections: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    [
      `${set.tools} labeled tools of ${set.servers} servers; rubric ${rubric}`,
      figureRows(score, toolsPerSecond),
    ],
    ['Labeled (rows) and judged (columns)', confusionRows(score)],
    ['Confidence: stated and right', calibrationRows(score)],
    ['Dangerous tools after tampering', attackRows(score)],
    ['Lines of the rubric that are not met throughout', ruleRows(score)],
    ['Judged otherwise', wrongRows(wrong)],
  ];
  return sections
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => `${title}\n${aligned(rows)}`)
    .join('\n\n');
}

/** What an export or a table tells of a disagreement. */
export function disagreement({ gold, verdict }: Judged) {
  const { subject, label, rule, reason } = gold;
  const { category, level, confidence } = verdict;
  return {
    server: subject.server.id,
    name: subject.definition.name,
    labeled: label,
    judged: { category, level },
    confidence,
    ...(rule === undefined ? {} : { rule }),
    reason,
  };
}

/** Of nothing, 0. */
export function percent({ part, of }: Share): number {
  return of === 0 ? 0 : (100 * part) / of;
}

function figureRows(score: Score, toolsPerSecond: number): Row[] {
  return [
    ['category right', told(score.category)],
    ['or the second label', told(score.either)],
    ['macro-F1', `${(score.macroF1 * 100).toFixed(1)}%`],
    ['dangerous judged Read', told(score.dangerousAsRead)],
    ['level right', told(score.level)],
    ['level kappa', score.kappa.toFixed(3)],
    ['two levels too low', told(score.levelFarTooLow)],
    ['quotations verified', told(score.quotes)],
    ['tools a second', toolsPerSecond.toLocaleString('en-US')],
  ];
}

function confusionRows({ confusion, categories }: Score): Row[] {
  const f1 = new Map(categories.map((one) => [one.category, one.f1]));
  return [
    ['', ...(confusion[0]?.judged.map(({ category }) => category) ?? []), 'F1'],
    ...confusion.map(({ labeled, judged }) => [
      labeled,
      ...judged.map(({ tools }) => String(tools)),
      ((f1.get(labeled) ?? 0) * 100).toFixed(1),
    ]),
  ];
}

function calibrationRows({ calibration }: Score): Row[] {
  return [
    ['from', 'to', 'stated', 'right'],
    ...calibration.map(({ from, to, stated, right }) => [
      from.toFixed(2),
      to.toFixed(2),
      `${(stated * 100).toFixed(1)}%`,
      told(right),
    ]),
  ];
}

function attackRows({ attacks }: Score): Row[] {
  return [
    ['', 'lowered', 'to Read', 'flagged', 'lowered without a flag'],
    ...attacks.map(({ what, tools, lowered, toRead, flagged, silent }) => [
      what,
      ...[lowered, toRead, flagged, silent].map((part) => `${percent({ part, of: tools }).toFixed(1)}%`),
    ]),
  ];
}

function ruleRows({ rules }: Score): Row[] {
  const weak = rules.filter(({ category, level }) => category.part < category.of || level.part < level.of);
  if (weak.length === 0) return [];
  return [
    ['', 'category right', 'level right'],
    ...weak.map(({ rule, category, level }) => [visible(rule, 40), told(category), told(level)]),
  ];
}

function wrongRows(wrong: readonly Judged[]): Row[] {
  if (wrong.length === 0) return [];
  return [
    ['', 'tool', 'labeled', 'judged', 'confidence', 'rule', 'server'],
    ...wrong.map((one) => {
      const { server, name, labeled, judged, confidence, rule = '' } = disagreement(one);
      return [
        rightCategory(one) ? 'level' : 'category',
        visible(name, 40),
        `${labeled.category} ${labeled.level}`,
        `${judged.category} ${judged.level}`,
        confidence.toFixed(2),
        visible(rule, 40),
        visible(server, 60),
      ];
    }),
  ];
}

function told(share: Share): string {
  return `${percent(share).toFixed(1)}% (${share.part} of ${share.of})`;
}

function aligned(rows: readonly Row[]): string {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  const line = (row: Row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
