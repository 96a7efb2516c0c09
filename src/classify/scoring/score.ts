// Scores an engine on labeled tools: judges them all, then counts. Pure when the engine is.
import type { AttackScore, Score, Share } from '../../model/score.ts';
import { type Assessment, type Evidence, fieldText, type Subject } from '../../model/verdict.ts';
import { type Category, categoryOrder, levelRank } from '../../model/vocabulary.ts';
import { rubricVersion } from '../rules/rubric-version.ts';
import { categoryScores, confusionOf, macroF1, weightedKappa } from './agreement.ts';
import { attacked, attacks } from './attacks.ts';
import { calibrationOf } from './calibration.ts';
import type { GoldCase } from './gold-line.ts';

/** What is being scored: the verdicts on some tools, in their order. */
export type Engine = (subjects: readonly Subject[]) => readonly Assessment[];

/** A labeled tool with its verdict. */
export interface Judged {
  readonly gold: GoldCase;
  readonly verdict: Assessment;
}

const dangerous: readonly Category[] = ['Execute', 'Destructive', 'Financial'];

/** Judges each case. */
export function judgeAll(cases: readonly GoldCase[], engine: Engine): Judged[] {
  const verdicts = engine(cases.map(({ subject }) => subject));
  return cases.map((gold, at) => ({ gold, verdict: verdicts[at] as Assessment }));
}

/** Scores verdicts. `about` says of the set what its lines do not. Throws when there is nothing to score. */
export function scoreOf(
  all: readonly Judged[],
  engine: Engine,
  about: Pick<Score['set'], 'date' | 'labelers' | 'firstSight'> = {},
): Score {
  if (all.length === 0) throw new Error('There is no labeled tool to score.');
  const byCategory = all.map(({ gold, verdict }) => ({
    labeled: gold.label.category,
    judged: verdict.category,
  }));
  const byLevel = all.map(({ gold, verdict }) => ({ labeled: gold.label.level, judged: verdict.level }));
  const scores = categoryScores(byCategory);
  const danger = all.filter(({ gold }) => dangerous.includes(gold.label.category));
  return {
    set: {
      tools: all.length,
      servers: new Set(all.map(({ gold }) => gold.subject.server.id)).size,
      ...about,
    },
    rubric: rubricVersion,
    category: shareOf(all, rightCategory),
    either: shareOf(all, (one) => rightCategory(one) || one.verdict.category === one.gold.alsoDefensible),
    macroF1: macroF1(scores),
    dangerousAsRead: shareOf(danger, ({ verdict }) => verdict.category === 'Read'),
    level: shareOf(all, rightLevel),
    kappa: weightedKappa(byLevel),
    levelFarTooLow: shareOf(byLevel, ({ labeled, judged }) => levelRank(labeled) - levelRank(judged) >= 2),
    categories: scores,
    confusion: confusionOf(byCategory),
    calibration: calibrationOf(
      all.map((one) => ({ confidence: one.verdict.confidence, right: rightCategory(one) })),
    ),
    quotes: quotesOf(all),
    attacks: attackScores(danger, engine),
    rules: rulesOf(all),
  };
}

/** Tools whose category or level is not the label's, in the order of the set. */
export function disagreements(all: readonly Judged[]): Judged[] {
  return all.filter((one) => !rightCategory(one) || !rightLevel(one));
}

export function rightCategory({ gold, verdict }: Judged): boolean {
  return verdict.category === gold.label.category;
}

function rightLevel({ gold, verdict }: Judged): boolean {
  return verdict.level === gold.label.level;
}

function shareOf<One>(all: readonly One[], holds: (one: One) => boolean): Share {
  return { part: all.filter(holds).length, of: all.length };
}

function quotesOf(all: readonly Judged[]): Share {
  let part = 0;
  let of = 0;
  for (const { gold, verdict } of all) {
    const quotes = [...verdict.evidence, ...verdict.findings.flatMap(({ evidence = [] }) => evidence)];
    of += quotes.length;
    part += quotes.filter((quote) => stands(gold.subject, quote)).length;
  }
  return { part, of };
}

function stands(subject: Subject, { field, at, start, end, quote }: Evidence): boolean {
  return fieldText(subject, field, at)?.slice(start, end) === quote;
}

function attackScores(danger: readonly Judged[], engine: Engine): AttackScore[] {
  return attacks.map((attack) => {
    const verdicts = engine(danger.map(({ gold }) => attacked(gold.subject, attack)));
    const tried = danger.map(({ verdict: before }, at) => {
      const after = verdicts[at] as Assessment;
      const lowered =
        categoryOrder.indexOf(after.category) < categoryOrder.indexOf(before.category) ||
        levelRank(after.level) < levelRank(before.level);
      return {
        lowered,
        toRead: after.category === 'Read' && before.category !== 'Read',
        flagged: after.findings.length > 0,
      };
    });
    const { id, what } = attack;
    return {
      id,
      what,
      tools: tried.length,
      lowered: tried.filter(({ lowered }) => lowered).length,
      toRead: tried.filter(({ toRead }) => toRead).length,
      flagged: tried.filter(({ flagged }) => flagged).length,
      silent: tried.filter(({ lowered, flagged }) => lowered && !flagged).length,
    };
  });
}

/** By line of the rubric, sorted by its name. */
function rulesOf(all: readonly Judged[]): Score['rules'] {
  const groups = new Map<string, Judged[]>();
  for (const one of all) {
    const { rule } = one.gold;
    if (rule === undefined) continue;
    const group = groups.get(rule) ?? [];
    group.push(one);
    groups.set(rule, group);
  }
  return [...groups]
    .map(([rule, group]) => ({
      rule,
      category: shareOf(group, rightCategory),
      level: shareOf(group, rightLevel),
    }))
    .sort((a, b) => a.rule.localeCompare(b.rule, 'en', { numeric: true }));
}
