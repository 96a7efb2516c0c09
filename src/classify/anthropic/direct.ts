// Direct mode: one request a question, several at a time, as fast as the server allows.
import type { Message, MessageCreateParamsNonStreaming } from '@anthropic-ai/sdk/resources/messages';
import pLimit from 'p-limit';
import { readAnswer } from './answer.ts';
import { BudgetReached, type Reservation } from './budget.ts';
import { type Ask, type Case, progress, type Turn } from './case.ts';
import { failureOf, isAmbiguous, stopped } from './client.ts';
import { type Mode, modes, requestOf, tokensOf, turnOf } from './request.ts';
import { askId, charge, type Run, worstOf } from './run.ts';

/** After so many failures in a row the server is taken to be down. */
const failuresInARow = 5;
const nonceBytes = 8;

/** Asks what is left to ask for the cases, each question once. `judged` is called when a case is done. */
export async function askDirectly(
  run: Run,
  cases: readonly Case[],
  judged: (one: Case) => void,
): Promise<void> {
  const limit = pLimit(run.edges.concurrency);
  const sent = new Map<string, Promise<void>>();
  let failures = 0;
  const once = (ask: Ask): Promise<void> => {
    const id = askId(ask);
    const known = sent.get(id);
    if (known !== undefined) return known;
    const sending = limit(async () => {
      if (run.stopped !== undefined) return;
      const turn = await sendOne(run, ask, run.mode);
      failures = turn?.kind === 'none' && turn.reason === 'unreachable' ? failures + 1 : 0;
      if (failures >= failuresInARow) run.stopped ??= 'unreachable';
      if (turn !== undefined) keep(run, ask, turn);
    });
    sent.set(id, sending);
    return sending;
  };
  await Promise.all(
    cases.map(async (one) => {
      for (let step = progress(one, run.store.transcripts, run.plan.model); step.kind === 'ask'; ) {
        if (run.stopped !== undefined || run.unanswered.has(step.ask.key)) break;
        await once(step.ask);
        step = progress(one, run.store.transcripts, run.plan.model);
      }
      judged(one);
    }),
  );
}

/**
 * Finds out how this server can be made to answer in our form, by asking a real question. The answer is kept.
 * Throws `OutsideError` when the server cannot be used at all.
 */
export async function probe(run: Run, ask: Ask): Promise<void> {
  for (const mode of modes) {
    run.mode = mode;
    const last = mode === modes.at(-1);
    const turn = await sendOne(run, ask, mode);
    if (turn === undefined) return;
    if (turn.kind === 'none' && turn.reason === 'unreachable') {
      throw stopped(new Error('It did not answer the first request.'), run.plan.model);
    }
    const fits =
      turn.kind === 'none'
        ? turn.reason !== 'rejected' && (run.official || turn.reason !== 'invalid')
        : // Anthropic's server enforces the schema: what does not fit is the model's slip, for the repair.
          run.official || readAnswer(turn.text).kind === 'answer';
    if (fits || last) {
      keep(run, ask, turn);
      return;
    }
  }
}

function keep(run: Run, ask: Ask, answer: Turn): void {
  run.store.put([{ key: ask.key, turn: ask.turn, answer }]);
  if (!run.store.has(ask.key, ask.turn)) {
    run.unanswered.set(ask.key, answer.kind === 'none' ? answer.reason : 'invalid');
  }
}

/** Sends one question; undefined when the run was stopped instead. Throws when no request can succeed. */
async function sendOne(run: Run, ask: Ask, mode: Mode): Promise<Turn | undefined> {
  const request = requestOf(ask, { ...run.plan, batch: false }, mode, run.edges.random(nonceBytes));
  if (request === undefined) return { kind: 'none', reason: 'forged' };
  try {
    const message = await paid(run, request);
    run.answered += 1;
    return turnOf(message);
  } catch (thrown) {
    if (run.signal.aborted) {
      run.stopped ??= 'aborted';
      return undefined;
    }
    if (thrown instanceof BudgetReached) {
      run.stopped ??= 'budget';
      return undefined;
    }
    const failure = failureOf(thrown);
    if (failure === 'hopeless' || failure === 'missing') throw stopped(thrown, run.plan.model);
    return { kind: 'none', reason: failure };
  }
}

/** One request with the SDK's retries. Money is set aside for every attempt before it leaves. */
async function paid(run: Run, request: MessageCreateParamsNonStreaming): Promise<Message> {
  const worst = worstOf(run, request, false);
  let held: Reservation | undefined;
  try {
    const message = await run.client.messages.create(request, {
      signal: run.signal,
      middleware: [
        async (attempt, next) => {
          await run.pace.ready(run.signal);
          const reservation = await run.budget.acquire(worst);
          try {
            const response = await next(attempt);
            run.pace.saw(response.status, response.headers);
            if (response.ok) held = reservation;
            else reservation.settle(0);
            return response;
          } catch (thrown) {
            // Whoever did not hear the answer may still have to pay for it.
            reservation.settle(isAmbiguous(thrown) ? worst : 0);
            throw thrown;
          }
        },
      ],
    });
    held?.settle(charge(run, tokensOf(message, false), worst, false));
    return message;
  } finally {
    held?.settle(worst);
  }
}
