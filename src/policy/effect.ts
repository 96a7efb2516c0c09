// What a document does, in sentences made by evaluating it: for one tool, for the rest of the server, for later tools.
// Names stand between backticks (see `codeSpan`), which HTML and plain text can both render.
import type { Verdict } from '../model/verdict.ts';
import { capital, count, listOf, serverPhrase } from '../model/wording.ts';
import { codeSpan } from './code-span.ts';
import type { Decision } from './decision.ts';
import { type Capabilities, express } from './gaps.ts';
import { type Enforced, type FoundLimit, laterTool, type Outcome } from './outcome.ts';

/** A document over one server. */
export interface EffectSubject {
  /** The document, as its format read it back from the emitted text. */
  readonly enforced: Enforced;
  readonly server: { readonly id: string; readonly title: string };
  /** The name that the document knows the server by; any text for formats without one. */
  readonly alias: string;
  /** Names of all tools of the server that the catalog knows. */
  readonly tools: readonly string[];
  /** Definitions of the server that could not be read (see `unreadTools`). */
  readonly unread: number;
}

/** What "for each grant" means; printed once beside a sentence with a limit. */
export const grantNote = 'A grant is the token that one agent uses at the gateway.';

/** First half: what happens to calls of this tool. */
export function toolEffect(tool: string, { enforced, alias }: EffectSubject): string {
  return `${sentence(codeSpan(tool), enforced.outcome(alias, tool))}.`;
}

/** Second half: the rest of the server, definitions that could not be read, tools that come later. */
export function restEffect(tool: string, subject: EffectSubject): string {
  const { enforced, alias, tools, server } = subject;
  const others = tools.filter((name) => name !== tool);
  const phrase = serverPhrase(server);
  const outcomes = others.map((name) => enforced.outcome(alias, name));
  const [only] = others;
  const first =
    only === undefined
      ? `The catalog knows no other tool of ${phrase}.`
      : others.length === 1
        ? oneOther(only, outcomes[0] ?? enforced.outcome(alias, only), phrase)
        : othersText(outcomes, phrase);
  return [first, ...outsideText(subject)].join(' ');
}

/** Both halves, as a page prints them under a document. */
export function effectText(tool: string, subject: EffectSubject): string {
  return `${toolEffect(tool, subject)} ${restEffect(tool, subject)}`;
}

/** What a document does with a whole server. */
export function serverEffect(subject: EffectSubject): string {
  const { enforced, alias, tools, server } = subject;
  const phrase = serverPhrase(server);
  const outcomes = tools.map((name) => enforced.outcome(alias, name));
  const first =
    tools.length === 0
      ? `The catalog knows no tool of ${phrase}.`
      : tools.every((_, index) => isOpen(outcomes[index]))
        ? `${tools.length === 1 ? 'The one tool' : `All ${count(tools.length, 'tool')}`} of ${phrase} can be called without limit.`
        : `Of ${count(tools.length, 'tool')} of ${phrase}, ${tally(outcomes)}.`;
  return [first, ...outsideText(subject)].join(' ');
}

/** Counts of outcomes as `can be called`, `are limited`, … ; for badges and headings. */
interface Tally {
  readonly open: number;
  readonly limited: number;
  readonly bounded: number;
  readonly asked: number;
  readonly denied: number;
  readonly hidden: number;
}

/** How many tools fare how. A tool that is limited and bounded counts as bounded. */
function tallyOf(outcomes: readonly Outcome[]): Tally {
  const number = (test: (outcome: Outcome) => boolean) => outcomes.filter(test).length;
  return {
    open: number(isOpen),
    limited: number((one) => one.kind === 'allow' && one.limits.length > 0 && one.conditions.length === 0),
    bounded: number((one) => one.kind === 'allow' && one.conditions.length > 0),
    asked: number((one) => one.kind === 'ask'),
    denied: number((one) => one.kind === 'deny'),
    hidden: number((one) => one.kind === 'hide'),
  };
}

/**
 * Why the policy decides as it does, one sentence; depends on category, level and decision. With the capabilities of a
 * format it speaks of the document in that format: a format that cannot ask "denies it".
 */
export function whySentence(verdict: Verdict | undefined, meant: Decision, can?: Capabilities): string {
  const { decision, gaps } = can === undefined ? { decision: meant, gaps: [] } : express(meant, can);
  const uncounted = gaps.some(({ cannot }) => cannot === 'count') && decision.bounds.length === 0;
  const does = `${deedOf(decision)}${uncounted ? ', since calls cannot be counted here' : ''}`;
  if (verdict === undefined || verdict.category === 'Unknown') {
    return `We do not know what it does, so the policy ${does}${decision.kind === 'allow' ? '' : ' until someone does'}.`;
  }
  if (decision.bounds.some(({ kind }) => kind === 'action')) {
    return `Its actions differ in what they can do, so the policy ${does}.`;
  }
  const { category, level } = verdict;
  switch (category) {
    case 'Read':
      if (level === 'low') {
        return decision.kind === 'allow' && isPlain(decision)
          ? 'It changes nothing and reveals nothing private, so the policy leaves it open.'
          : `It changes nothing and reveals nothing private; still the policy ${does}${becauseOf(decision)}.`;
      }
      return `It changes nothing, but what it returns is ${returned(verdict)}, so the policy ${does}.`;
    case 'Write':
      if (level === 'low' || level === 'medium') {
        if (decision.limit !== undefined && decision.bounds.length === 0) {
          return 'What it changes can be put right, so the policy leaves it open and limits how fast changes can pile up.';
        }
        return decision.kind === 'allow'
          ? `What it changes can be put right, so the policy ${does}.`
          : `What it changes can be put right; still the policy ${does}${becauseOf(decision)}.`;
      }
      return `Its changes reach further than a record${reasonClause(verdict)}. The policy ${does}.`;
    case 'Execute':
      return `What a call does depends on its arguments, so the policy ${does}.`;
    case 'Destructive':
      return `What it removes stays removed, so the policy ${does}.`;
    case 'Financial':
      return `A call moves or commits money, so the policy ${does}.`;
  }
}

function isPlain({ limit, bounds }: Decision): boolean {
  return limit === undefined && bounds.length === 0;
}

function deedOf({ kind, limit, bounds }: Decision): string {
  switch (kind) {
    case 'allow': {
      const deeds = [
        ...(bounds.length === 0 ? [] : ['bounds its arguments']),
        ...(limit === undefined ? [] : ['limits how often it runs']),
      ];
      return deeds.length === 0 ? 'leaves it open' : listOf(deeds);
    }
    case 'ask':
      return 'asks first';
    case 'deny':
      return 'denies it';
    case 'hide':
      return 'removes it from the tool list';
  }
}

/** The clause of the step that made a decision stricter than its category asks for. */
function becauseOf({ steps }: Decision): string {
  const reason = steps.findLast(({ from }) => from === 'effect' || from === 'factors')?.text;
  const because = reason?.match(/ (because .*)\.$/)?.[1];
  return because === undefined ? '' : `, ${because}`;
}

function returned({ effects, factors }: Verdict): string {
  if (effects.includes('reads-secrets') || factors.data === 'secret') return 'secret';
  if (effects.includes('reads-private-data') || factors.data === 'personal' || factors.data === 'internal') {
    return 'private';
  }
  return factors.arguments === 'free' || factors.arguments === 'code'
    ? 'chosen by the caller'
    : 'not for everyone';
}

function reasonClause({ levelReason }: Verdict): string {
  const because = levelReason.match(/ because ([^.]+)\.$/)?.[1];
  return because === undefined ? '' : `: ${because}`;
}

function sentence(subject: string, outcome: Outcome): string {
  switch (outcome.kind) {
    case 'allow': {
      const { limits, conditions } = outcome;
      if (limits.length === 0 && conditions.length === 0) return `${subject} can be called without limit`;
      const often = listOf(limits.map(limitText));
      if (conditions.length === 0) return `${subject} can be called ${often}; ${furtherText(limits)}`;
      const when = `${subject} can be called only when ${listOf(conditions)}`;
      return limits.length === 0
        ? `${when}; any other call is denied`
        : `${when}, and ${often}; any other call is denied`;
    }
    case 'ask':
      return `A person has to approve each call of ${subject}`;
    case 'deny':
      return `${subject} stays in the tool list, but every call is denied`;
    case 'hide':
      return `${subject} is removed from the tool list, and a call to it is denied`;
  }
}

function limitText({ max, window, shared }: FoundLimit): string {
  const often = max === 1 ? 'once' : `up to ${max.toLocaleString('en-US')} times`;
  return `${often} per ${window} for each grant${shared ? ', counted together with other tools' : ''}`;
}

function furtherText(limits: readonly FoundLimit[]): string {
  const windows = [...new Set(limits.map(({ window }) => window))];
  return `further calls in that ${listOf(windows, undefined, 'or')} are denied`;
}

function oneOther(name: string, outcome: Outcome, phrase: string): string {
  const start = `The other tool of ${phrase}, ${codeSpan(name)},`;
  switch (outcome.kind) {
    case 'allow':
      if (isOpen(outcome)) return `${start} is not restricted by this file.`;
      return outcome.conditions.length > 0 ? `${start} has its arguments bounded.` : `${start} is limited.`;
    case 'ask':
      return `${start} needs approval.`;
    default:
      return outcome.unlisted
        ? `${start} is denied, because this file denies what it does not list.`
        : `${start} is denied.`;
  }
}

function othersText(outcomes: readonly Outcome[], phrase: string): string {
  const start = `The other ${count(outcomes.length, 'tool')} of ${phrase}`;
  if (outcomes.every(isOpen)) return `${start} are not restricted by this file.`;
  if (outcomes.every(({ kind }) => kind === 'ask')) return `${start} need approval.`;
  if (outcomes.every((one) => one.kind === 'deny' || one.kind === 'hide')) {
    const unlisted = outcomes.every((one) => 'unlisted' in one && one.unlisted);
    return `${start} are denied${unlisted ? ', because this file denies what it does not list' : ''}.`;
  }
  return `Of the other ${count(outcomes.length, 'tool')} of ${phrase}, ${tally(outcomes)}.`;
}

function tally(outcomes: readonly Outcome[]): string {
  const found = tallyOf(outcomes);
  const part = (n: number, one: string, many: string) =>
    n === 0 ? [] : [`${n.toLocaleString('en-US')} ${n === 1 ? one : many}`];
  return listOf([
    ...part(found.open, 'can be called', 'can be called'),
    ...part(found.limited, 'is limited', 'are limited'),
    ...part(found.bounded, 'has its arguments bounded', 'have their arguments bounded'),
    ...part(found.asked, 'needs approval', 'need approval'),
    ...part(found.denied + found.hidden, 'is denied', 'are denied'),
  ]);
}

function outsideText({ enforced, alias, tools, unread }: EffectSubject): readonly string[] {
  const later = enforced.outcome(alias, laterTool(tools));
  const fate = later.kind === 'allow' ? 'allowed' : later.kind === 'ask' ? 'asked about' : 'denied';
  return [
    ...(unread === 0
      ? []
      : [
          `${capital(count(unread, 'definition'))} of this server could not be read; under this file such a tool is ${fate}.`,
        ]),
    `A tool that the server adds later is ${fate} until you list it.`,
  ];
}

function isOpen(outcome: Outcome | undefined): boolean {
  return outcome?.kind === 'allow' && outcome.limits.length === 0 && outcome.conditions.length === 0;
}
