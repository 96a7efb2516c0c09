// The engine `anthropic`: asks a model about each tool and merges its opinion with the verdict of the rules.
import { join } from 'node:path';
import { AnthropicError } from '@anthropic-ai/sdk';
import { InputError } from '../../kit/errors.ts';
import type { Talk } from '../../kit/talk.ts';
import type { Subject, Verdict } from '../../model/verdict.ts';
import { askInBatches, resumeBatches } from './batch.ts';
import { budgetOf } from './budget.ts';
import { canaries, canarySubject } from './canaries.ts';
import { type Ask, type Case, caseOf, progress, type Turn } from './case.ts';
import { connect, isOfficial, normalized, officialBaseUrl, stopped } from './client.ts';
import { askDirectly, probe } from './direct.ts';
import { estimate } from './estimate.ts';
import { openJournal } from './journal.ts';
import { takeLock } from './lock.ts';
import type { NoAnswer } from './opinion.ts';
import { paceOf } from './pace.ts';
import { modelRow, models, noTokens, pricesDated } from './prices.ts';
import { longestShown, type View } from './prompt.ts';
import { type JudgeResult, resultOf } from './report.ts';
import { answerTokens, requestOf, roughTokens } from './request.ts';
import { askId, type Edges, type Run, realEdges } from './run.ts';
import { openStore, readAnswers } from './store.ts';

/** The model that is asked when none is named. */
export const defaultModel = 'claude-haiku-5-5';

export interface JudgeOptions {
  /** Id of the model, as its server calls it. */
  readonly model: string;
  /** Another server that speaks the messages API; without it Anthropic's. */
  readonly baseUrl?: string | undefined;
  /** Needed for Anthropic's server. */
  readonly apiKey?: string | undefined;
  /** Ask in batches: half the price, answers within a day. */
  readonly batch: boolean;
  /** Hard cap in US dollars for this run. */
  readonly budgetUsd?: number | undefined;
  /** Only work out what a run would ask and cost. */
  readonly dryRun?: boolean | undefined;
  readonly signal: AbortSignal;
  readonly talk: Talk;
  /** The verdict of the rules, the floor of every merged verdict. */
  rulesVerdictOf(subject: Subject): Verdict;
  /** Root of the project; answers and journal are kept in its `.toolrisk` folder. */
  readonly root: string;
  /** For tests. */
  readonly edges?: Partial<Edges> | undefined;
}

/**
 * Judges tools with a model. Definitions that were judged before cost nothing; a run that was killed is taken up again.
 * Throws `InputError` for options that cannot work and `OutsideError` when the server cannot be used.
 */
export async function judgeWithModel(
  subjects: readonly Subject[],
  options: JudgeOptions,
): Promise<JudgeResult> {
  const baseUrl = normalized(options.baseUrl ?? officialBaseUrl);
  const official = isOfficial(baseUrl);
  const row = official ? modelRow(options.model) : undefined;
  checkBudget(options, official, row !== undefined);
  const model = official ? options.model : `${options.model} at ${new URL(baseUrl).host}`;
  const cases = subjects.map((subject) => caseOf(subject, options.rulesVerdictOf(subject), model));
  const tests = canaries.map((canary) => {
    const subject = canarySubject(canary);
    return caseOf(subject, options.rulesVerdictOf(subject), model);
  });
  const folder = join(options.root, '.toolrisk');
  const wanted = new Set([...cases, ...tests].flatMap(({ keys }) => [keys.whole, keys.withheld]));
  const transcripts = await readAnswers(folder, wanted);
  const known = cases.filter((one) => progress(one, transcripts, model).kind === 'done').length;
  const outcome = { cases, tests, transcripts, model, known, unanswered: new Map<string, NoAnswer>() };
  if (options.dryRun === true) {
    const asks = pendingOf(cases, transcripts, model, outcome.unanswered);
    const plan = { model: options.model, row, batch: options.batch };
    return { ...resultOf(outcome, undefined), estimate: estimate(asks, plan) };
  }
  const edges: Edges = { ...realEdges, ...options.edges };
  const client = connect({ baseUrl, apiKey: options.apiKey, timeoutMs: edges.timeoutMs, fetch: edges.fetch });
  const free = takeLock(folder);
  const store = openStore(folder, transcripts, wanted);
  const run: Run = {
    client,
    baseUrl,
    official,
    plan: { model: options.model, row, batch: options.batch },
    store,
    budget: budgetOf(options.budgetUsd),
    pace: paceOf(edges, needsOf(edges, answerTokens(row))),
    edges,
    signal: options.signal,
    talk: options.talk,
    unanswered: outcome.unanswered,
    prefix: undefined,
    mode: 'schema',
    tokens: noTokens,
    answered: 0,
    stopped: undefined,
  };
  try {
    await ask(run, cases, tests, model, folder);
  } catch (thrown) {
    if (!run.signal.aborted) throw thrown instanceof AnthropicError ? stopped(thrown, options.model) : thrown;
    run.stopped ??= 'aborted';
  } finally {
    store.close();
    free();
  }
  return resultOf(outcome, run);
}

async function ask(
  run: Run,
  cases: readonly Case[],
  tests: readonly Case[],
  model: string,
  folder: string,
): Promise<void> {
  const journal = await openJournal(folder);
  try {
    // Also in direct mode: what was paid for in a batch is not asked again.
    await resumeBatches(run, journal);
    const pending = () => pendingOf(cases, run.store.transcripts, model, run.unanswered);
    const [first] = pending();
    if (first === undefined || run.stopped !== undefined) return;
    await measurePrefix(run, first);
    await probe(run, first);
    const total = pending().length;
    // Their answers are kept like all others, so that a model is tested once, and again with a new prompt.
    if (total >= run.edges.canariesFrom) await askDirectly(run, tests, () => {});
    const progressBar = run.talk.progress('asking the model', total);
    if (run.plan.batch) await askInBatches(run, journal, pending);
    else await askDirectly(run, cases, (one) => progressBar.step(one.subject.definition.name));
    progressBar.done();
  } finally {
    journal.close();
  }
}

/** The questions that are open, each once. */
function pendingOf(
  cases: readonly Case[],
  transcripts: ReadonlyMap<string, readonly Turn[]>,
  model: string,
  unanswered: ReadonlyMap<string, NoAnswer>,
): Ask[] {
  const asks = new Map<string, Ask>();
  for (const one of cases) {
    const step = progress(one, transcripts, model);
    if (step.kind === 'ask' && !unanswered.has(step.ask.key)) asks.set(askId(step.ask), step.ask);
  }
  return [...asks.values()];
}

/** With a budget, the shared prefix is counted by the server, so that less has to be set aside than bytes would ask for. */
async function measurePrefix(run: Run, ask: Ask): Promise<void> {
  if (run.plan.row === undefined) return;
  const empty: Ask = {
    ...ask,
    turn: 1,
    view: 'whole' satisfies View,
    subject: {
      definition: { name: 'x', description: '', inputSchema: {} },
      server: { id: '', title: '', description: '' },
      siblings: [],
    },
  };
  const { repair: _, ...question } = empty;
  const request = requestOf(question, run.plan, run.mode, run.edges.random(8));
  if (request === undefined) return;
  const { max_tokens: __, ...counted } = request;
  try {
    const { input_tokens: tokens } = await run.client.messages.countTokens(counted, { signal: run.signal });
    // The count is called an estimate; a tenth more covers what it may miss.
    if (Number.isInteger(tokens) && tokens > 0) {
      run.prefix = { bytes: Buffer.byteLength(JSON.stringify(request)), tokens: Math.ceil(tokens * 1.1) };
    }
  } catch {
    // Bytes are an upper bound too, only a wider one.
  }
}

/** What all requests that run at once may take of the server's limits. */
function needsOf(edges: Edges, answer: number) {
  const { concurrency } = edges;
  const prompt = roughTokens(longestShown / 4 + 9_000);
  return {
    requests: concurrency,
    tokens: concurrency * (prompt + answer),
    'input-tokens': concurrency * prompt,
    'output-tokens': concurrency * answer,
  };
}

function checkBudget(options: JudgeOptions, official: boolean, priced: boolean): void {
  const { budgetUsd } = options;
  if (budgetUsd === undefined) return;
  if (!(budgetUsd > 0) || !Number.isFinite(budgetUsd)) {
    throw new InputError('A budget is an amount of US dollars above zero.', 'Write it like --budget 2.50.');
  }
  if (!official) {
    throw new InputError(
      'No budget can be kept on this server: its prices are not known.',
      'Leave out --budget or --base-url.',
    );
  }
  if (!priced) {
    throw new InputError(
      `No budget can be kept: the price table of ${pricesDated} has no model "${options.model}".`,
      `Models with a price: ${models.map((known) => known.id).join(', ')}.`,
    );
  }
}
