// One tool on its way to an opinion: what was answered so far decides what is asked next. Pure, so that a run can be resumed.
import { hashOf } from '../../model/canonical.ts';
import { definitionOf } from '../../model/tool.ts';
import type { Subject, Verdict } from '../../model/verdict.ts';
import { rubricVersion } from '../rules/rubric-version.ts';
import { readAnswer } from './answer.ts';
import { needsSecondView } from './merge.ts';
import { carriesCategory, modelVerdict, type NoAnswer, type Opinion } from './opinion.ts';
import { forgesTags, promptVersion, seen, shown, type View } from './prompt.ts';
import { type CheckedQuotes, checkQuotes } from './quotes.ts';

/** A tool with the verdict of the rules on it. */
export interface Case {
  readonly subject: Subject;
  readonly rules: Verdict;
  /** Names of what is asked, by view; equal questions have equal keys. */
  readonly keys: Readonly<Record<View, string>>;
}

/** One answer as it came, or that none came. */
export type Turn =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none'; readonly reason: NoAnswer };

/** The answers to a question, in the order in which they were given; at most two. */
export type Transcripts = ReadonlyMap<string, readonly Turn[]>;

/** A question to send. */
export interface Ask {
  readonly key: string;
  readonly view: View;
  readonly subject: Subject;
  /** 1, or 2 for the only repair. */
  readonly turn: 1 | 2;
  /** The first answer and what is wrong with it. */
  readonly repair?: { readonly text: string; readonly complaint: string };
}

export type Progress =
  | { readonly kind: 'ask'; readonly ask: Ask }
  | { readonly kind: 'done'; readonly opinion: Opinion };

/** `model` names the model, and the server when it is not Anthropic's: their answers are not interchangeable. */
export function caseOf(subject: Subject, rules: Verdict, model: string): Case {
  const keyOf = (view: View) =>
    hashOf({
      definition: definitionOf(subject.definition),
      server: { title: subject.server.title, description: subject.server.description },
      ...(view === 'withheld' ? { view, siblings: subject.siblings } : {}),
      rubric: rubricVersion,
      prompt: promptVersion,
      model,
    });
  return { subject, rules, keys: { whole: keyOf('whole'), withheld: keyOf('withheld') } };
}

/** What to do next for a case. */
export function progress(one: Case, transcripts: Transcripts, model: string): Progress {
  const whole = viewProgress(one, 'whole', transcripts);
  if (whole.kind === 'ask') return whole;
  if (whole.kind === 'none') return { kind: 'done', opinion: whole };
  const { answer, quotes } = whole;
  const { cut, hidden } = shown(one.subject, 'whole');
  const opinion: Opinion = {
    kind: 'answer',
    verdict: modelVerdict(one.rules, answer, quotes.evidence, model, hidden),
    verified: carriesCategory(quotes.evidence),
    cut,
  };
  if (!needsSecondView(one.rules, opinion)) return { kind: 'done', opinion };
  const second = viewProgress(one, 'withheld', transcripts);
  if (second.kind === 'ask') return second;
  if (second.kind === 'none') return { kind: 'done', opinion };
  const { category, level } = second.answer;
  return { kind: 'done', opinion: { ...opinion, withheld: { category, level } } };
}

type ViewProgress =
  | { readonly kind: 'ask'; readonly ask: Ask }
  | { readonly kind: 'none'; readonly reason: NoAnswer }
  | {
      readonly kind: 'answer';
      readonly answer: Extract<ReturnType<typeof readAnswer>, { kind: 'answer' }>['answer'];
      readonly quotes: CheckedQuotes;
    };

function viewProgress({ subject, keys }: Case, view: View, transcripts: Transcripts): ViewProgress {
  if (forgesTags(shown(subject, view).text)) return { kind: 'none', reason: 'forged' };
  const key = keys[view];
  const ask = { key, view, subject };
  const [first, second] = transcripts.get(key) ?? [];
  if (first === undefined) return { kind: 'ask', ask: { ...ask, turn: 1 } };
  if (first.kind === 'none') return first;
  const reading = judge(subject, view, first.text);
  if (reading.kind === 'answer' && reading.quotes.invented.length === 0) return reading;
  if (second === undefined) {
    const complaint =
      reading.kind === 'invalid'
        ? reading.complaint
        : `These quotations are not in the definition:\n${reading.quotes.invented
            .slice(0, 6)
            .map((quote) => JSON.stringify(quote.slice(0, 200)))
            .join('\n')}`;
    return { kind: 'ask', ask: { ...ask, turn: 2, repair: { text: first.text, complaint } } };
  }
  const repaired: ReturnType<typeof judge> =
    second.kind === 'none' ? { kind: 'invalid', complaint: '' } : judge(subject, view, second.text);
  if (repaired.kind === 'answer') return repaired;
  // The first answer was usable but for some quotations, which are discarded.
  if (reading.kind === 'answer') return reading;
  return { kind: 'none', reason: second.kind === 'none' ? second.reason : 'invalid' };
}

function judge(subject: Subject, view: View, text: string) {
  const read = readAnswer(text);
  if (read.kind === 'invalid') return read;
  return {
    kind: 'answer' as const,
    answer: read.answer,
    quotes: checkQuotes(seen(subject, view), read.answer.quotes),
  };
}
