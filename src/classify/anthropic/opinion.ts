// From the model's answer to a verdict in our own form: quotations checked, words cleaned, reasons put in our sentences.
import type { Evidence, Finding, Verdict } from '../../model/verdict.ts';
import {
  type Category,
  categoryOf,
  categoryOrder,
  type Effect,
  effects,
  type FindingKind,
  findingKinds,
  type Level,
  levelRank,
} from '../../model/vocabulary.ts';
import { invisibleCharacters } from '../../model/wording.ts';
import { rubricVersion } from '../rules/rubric-version.ts';
import type { Answer } from './answer.ts';
import { promptVersion } from './prompt.ts';
import { add } from './quotes.ts';

/** Why the model gave no usable answer. */
export const noAnswers = {
  refused: 'the model refused to answer',
  truncated: 'the answer was cut off',
  invalid: 'two answers did not have the form that was asked for',
  forged: 'the definition imitates the marks that we put around it, so the model was not asked',
  rejected: 'the server did not accept the request',
  unreachable: 'the server did not answer',
  expired: 'the request expired or failed in its batch',
} as const;
export type NoAnswer = keyof typeof noAnswers;

/** What the model thinks of a tool. */
export type Opinion =
  | {
      readonly kind: 'answer';
      /** The model's verdict by itself, in our form. */
      readonly verdict: Verdict;
      /** A quotation that carries the category stands in the definition. */
      readonly verified: boolean;
      /** The definition was longer than what the model was shown. */
      readonly cut: boolean;
      /** What it said when the author's prose was withheld, where that was asked. */
      readonly withheld?: { readonly category: Category; readonly level: Level } | undefined;
    }
  | { readonly kind: 'none'; readonly reason: NoAnswer };

/** The rubric's range of levels in each category. */
const ranges: Readonly<Record<Category, readonly [Level, Level]>> = {
  Read: ['low', 'high'],
  Write: ['low', 'high'],
  Execute: ['medium', 'critical'],
  Destructive: ['medium', 'critical'],
  Financial: ['high', 'critical'],
  Unknown: ['medium', 'critical'],
};

/** The nearest level that the rubric knows for the category. */
export function withinRange(category: Category, level: Level): Level {
  const [lowest, highest] = ranges[category];
  if (levelRank(level) < levelRank(lowest)) return lowest;
  return levelRank(level) > levelRank(highest) ? highest : level;
}

export function severity(category: Category): number {
  return categoryOrder.indexOf(category);
}

/** Shares of right answers that we assume; no labelled set was run through a model yet. */
const assumed = { high: 0.85, medium: 0.7, low: 0.5 } as const;

/** The model's answer as a verdict. What it does not cover comes from the rules. `hidden` tells of invisible characters. */
export function modelVerdict(
  rules: Verdict,
  answer: Answer,
  quotes: readonly Evidence[],
  model: string,
  hidden = false,
): Verdict {
  const { category } = answer;
  const level = withinRange(category, answer.level);
  const milder = severity(category) < severity(rules.category);
  const carried = new Set(quotes.flatMap((quote) => quote.carries));
  const kept = new Set<Effect>(milder ? [] : rules.effects);
  for (const effect of answer.effects) if (carried.has(effect)) kept.add(effect);
  const evidence = quotes.map((quote) => ({ ...quote }));
  const wanted = new Set<string>([...kept, ...rules.factors.guards]);
  for (const item of rules.evidence) {
    const carries = item.carries.filter((id) => wanted.has(id));
    if (carries.length > 0) add(evidence, { ...item, carries });
  }
  const neighbor = answer.neighbor === 'none' || answer.neighbor === category ? undefined : answer.neighbor;
  const same = category === rules.category;
  const { neighbor: ruled, ...rest } = rules;
  const beside = neighbor ?? (same ? ruled : undefined);
  return {
    ...rest,
    category,
    level,
    ...(beside === undefined ? {} : { neighbor: beside }),
    categoryReason: categoryReason(rules, category, neighbor, clause(answer.categoryBecause)),
    levelReason: levelReason(rules, category, level, clause(answer.levelBecause)),
    effects: effects.map((row) => row.id).filter((id) => kept.has(id)),
    factors: { ...rules.factors, reversibility: reversibility(rules, answer, carried) },
    rationale: prose(answer.rationale) || spareRationale(rules, category),
    evidence,
    findings: findings(rules, answer, hidden),
    confidence: assumed[answer.confidence],
    decidedBy: { kind: 'model', rubric: rubricVersion, model, prompt: promptVersion },
  };
}

/** When nothing of the model's text could be kept. */
function spareRationale(rules: Verdict, category: Category): string {
  return category === rules.category
    ? rules.rationale
    : `By its definition, one call ${categoryOf(category).meaning}.`;
}

function categoryReason(
  rules: Verdict,
  category: Category,
  neighbor: Category | undefined,
  because: string,
): string {
  if (because === '') {
    return category === rules.category
      ? rules.categoryReason
      : `It is ${category} because it ${categoryOf(category).meaning}.`;
  }
  return neighbor === undefined
    ? `It is ${category} because ${because}.`
    : `It is ${category} and not ${neighbor} because ${because}.`;
}

/** Where the level starts and what moved it, in the sentences of the product. */
export function levelReason(rules: Verdict, category: Category, level: Level, because: string): string {
  if (category === rules.category && level === rules.level) return rules.levelReason;
  if (category === 'Unknown') {
    return `We could not place this tool. Until we can, it counts as ${level}, the worst that its definition still allows.`;
  }
  const { base } = categoryOf(category);
  const start = `${category} tools start at ${base}`;
  if (level === base) return `${start}, and nothing in this definition moves the level.`;
  const reason = because === '' ? 'the quoted text supports no other level' : because;
  return levelRank(level) > levelRank(base)
    ? `${start}. This one is ${level} because ${reason}.`
    : `${start}. This one is ${level}, not ${base}, because ${reason}.`;
}

function reversibility(
  rules: Verdict,
  answer: Answer,
  carried: ReadonlySet<string>,
): Verdict['factors']['reversibility'] {
  if (answer.category === 'Read') return 'nothing-to-undo';
  const said = answer.reversible;
  const unsupported = said === 'nothing-to-undo' || (said === 'permanent' && !carried.has('level'));
  if (!unsupported && said !== 'unknown') return said;
  const ruled = rules.factors.reversibility;
  return ruled === 'nothing-to-undo' ? 'unknown' : ruled;
}

function findings(rules: Verdict, answer: Answer, hidden: boolean): Finding[] {
  const list = rules.findings.flatMap((finding) => restated(finding, rules.category, answer.category));
  const add = (id: FindingKind, detail: string) => {
    if (!list.some((finding) => finding.id === id)) list.push({ id, detail });
  };
  if (answer.instructionsInText) {
    add(
      'instruction-like-text',
      'The model that judged this definition reports text in it that speaks to its reader.',
    );
  }
  if (hidden) add('hidden-characters', 'The definition holds characters that a person does not see.');
  return list;
}

/** A finding of the rules, in words that stay true when the published category is another than theirs. */
function restated(finding: Finding, ruled: Category, published: Category): Finding[] {
  if (ruled === published) return [finding];
  const about = (id: FindingKind, hint: string) =>
    finding.id === id && (finding.evidence ?? []).some((item) => item.at === hint);
  const settled = about('annotation-contradiction', 'readOnlyHint') || finding.id === 'claims-read-only';
  if (published === 'Read' && settled) return [];
  const names = finding.id === 'annotation-contradiction' || finding.id === 'name-text-mismatch';
  return [names ? { ...finding, detail: findingKinds[finding.id] } : finding];
}

/** What a definition may talk a model into writing, and what must not appear as our own words. */
const unwanted = /:\/\/|www\.|\bsafe\b|\bharmless\b|\bignore\b.*\binstructions\b/i;

/** At most four sentences of plain text; sentences with addresses or assurances are left out. */
export function prose(text: string): string {
  const sentences = plain(text)
    .slice(0, 2_000)
    .split(/(?<=[.!?])\s+/);
  const kept: string[] = [];
  let length = 0;
  for (const sentence of sentences) {
    length += sentence.length + 1;
    if (kept.length === 4 || length > 900) break;
    if (/[.!?]$/.test(sentence) && !unwanted.test(sentence)) kept.push(sentence);
  }
  return kept.join(' ');
}

/** Half a sentence that can stand behind "because". */
export function clause(text: string): string {
  const words = plain(text)
    .replace(/^because\s+/i, '')
    .replace(/[.\s]+$/, '');
  if (words.length > 240 || unwanted.test(words)) return '';
  return /^[A-Z][a-z]/.test(words) && !/^[A-Z][a-z]*[A-Z_]/.test(words)
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words;
}

function plain(text: string): string {
  return text.slice(0, 4_000).replace(/\s+/g, ' ').replace(invisibleCharacters, '').trim();
}

/** True when the model is to be trusted on its quotations. */
export function carriesCategory(evidence: readonly Evidence[]): boolean {
  return evidence.some((item) => item.carries.includes('category'));
}
