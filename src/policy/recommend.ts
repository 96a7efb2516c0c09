// From a verdict to a decision: the table, what raises it, and what the schema lets a policy bound.
import type { CatalogedTool } from '../model/entry.ts';
import type { Verdict } from '../model/verdict.ts';
import { categoryOf, levelOf } from '../model/vocabulary.ts';
import { capital } from '../model/wording.ts';
import { actionBound, fillBounds, queryBounds, switchBounds } from './bounds.ts';
import { codeSpan } from './code-span.ts';
import { type Bound, type Decision, isStricter, type Stance, type Step, stricter } from './decision.ts';
import { type Preset, type Raise, stanceOf, type Table, tableInForce } from './table.ts';

/** What a recommendation needs of a tool. A tool without a verdict counts as Unknown. */
export type Judged = Pick<CatalogedTool, 'name' | 'inputSchema' | 'verdict'>;

/** The decision for a tool, with a reason for each step that led to it. */
export function recommend(
  tool: Judged,
  preset: Preset = tableInForce().preset,
  table: Table = tableInForce(),
): Decision {
  const { verdict } = tool;
  if (verdict === undefined) {
    const step: Step = { from: 'table', text: 'This tool was not judged yet, so it counts as unknown.' };
    return { ...stanceOf(table.decisions.Unknown.high, preset), bounds: [], steps: [step] };
  }
  const whole = raised(
    stanceOf(table.decisions[verdict.category][verdict.level], preset),
    verdict,
    preset,
    table,
    false,
  );
  const start: Step = {
    from: 'table',
    text: `${capital(categoryOf(verdict.category).article)} and ${levelOf(verdict.level).article}.`,
  };
  return (
    boundedToActions(tool.name, verdict, whole.stance, preset, table) ?? {
      ...withBounds(tool, verdict, whole.stance),
      steps: [start, ...whole.steps, ...argumentSteps(tool, verdict, whole.stance)],
    }
  );
}

/** When harmless and harmful actions share a tool, the harmless ones stay open and the others are kept out. */
function boundedToActions(
  name: string,
  verdict: Verdict,
  whole: Stance,
  preset: Preset,
  table: Table,
): Decision | undefined {
  if (whole.kind === 'allow') return undefined;
  const actions = (verdict.actions ?? []).map((action) => ({
    action,
    stance: stanceOf(table.decisions[action.category][action.level], preset),
  }));
  const harmless = actions.filter(({ stance }) => stance.kind === 'allow');
  const bound = actionBound(harmless.map(({ action }) => action));
  if (bound === undefined || harmless.length === actions.length) return undefined;
  const stance = harmless.map((one) => one.stance).reduce(stricter, { kind: 'allow' });
  const { stance: limited, steps } = raised(stance, verdict, preset, table, true);
  const text = `Of the actions of ${codeSpan(name)}, ${harmless.length} of ${actions.length} can stay open; the policy holds ${codeSpan(bound.argument)} to those.`;
  return { ...limited, bounds: [bound], unbounded: whole, steps: [{ from: 'action', text }, ...steps] };
}

/** Applies what raises a stance; `onlyLimits` leaves out raises that would close actions which are harmless by themselves. */
function raised(
  start: Stance,
  verdict: Verdict,
  preset: Preset,
  table: Table,
  onlyLimits: boolean,
): { readonly stance: Stance; readonly steps: readonly Step[] } {
  let stance = start;
  const steps: Step[] = [];
  for (const raise of table.raises) {
    const atLeast = stanceOf(raise.atLeast, preset);
    if (!applies(raise, verdict) || !isStricter(atLeast, stance)) continue;
    if (onlyLimits && atLeast.kind !== 'allow') continue;
    stance = atLeast;
    steps.push({
      from: raise.effects === undefined ? 'factors' : 'effect',
      text: `It is treated more strictly because ${raise.because}.`,
    });
  }
  return { stance, steps };
}

function applies(raise: Raise, verdict: Verdict): boolean {
  if (raise.effects !== undefined) return raise.effects.some((effect) => verdict.effects.includes(effect));
  return Object.entries(raise.factors ?? {}).every(
    ([factor, value]) => verdict.factors[factor as keyof NonNullable<Raise['factors']>] === value,
  );
}

function withBounds(tool: Judged, verdict: Verdict, stance: Stance): Omit<Decision, 'steps'> {
  const own = argumentBounds(tool, verdict, stance);
  if (stance.kind === 'allow') return { ...stance, bounds: own };
  return own.length === 0
    ? { ...stance, bounds: [] }
    : { ...stance, bounds: [], instead: { limit: few, bounds: own } };
}

/** Calls that may pass where nobody can be asked. */
const few = { max: 10, window: 'minute' } as const;

/** A person who is asked sees the arguments; a reading tool is not made worse by a switch. */
function argumentBounds(tool: Judged, verdict: Verdict, { kind }: Stance): readonly Bound[] {
  if (verdict.category === 'Unknown' || kind === 'deny' || kind === 'hide') return [];
  const switches = verdict.category === 'Read' ? [] : switchBounds(tool);
  const queries = verdict.category === 'Read' ? [] : queryBounds(tool, verdict);
  if (kind === 'allow') return [...switches, ...queries];
  const held = [...queries, ...fillBounds(tool, verdict)];
  return held.length === 0 ? [] : [...held, ...switches];
}

function argumentSteps(tool: Judged, verdict: Verdict, stance: Stance): readonly Step[] {
  return argumentBounds(tool, verdict, stance).map(({ kind, argument }) => ({
    from: kind === 'switch' || kind === 'action' ? 'switch' : 'argument',
    text: `${codeSpan(argument)} ${because[kind]}.`,
  }));
}

const because: Readonly<Record<Bound['kind'], string>> = {
  action: 'chooses what a call does, so the policy can hold it to the harmless choices',
  switch: 'makes a call worse, so the policy can hold it to false',
  query: 'decides what a call does, so the policy can hold it to one SELECT',
  address: 'decides where a call goes, so you can hold it to your hosts',
  path: 'decides what a call reaches, so you can hold it to your folder',
  amount: 'decides what a call can cost, so you can hold it to a cap',
};
