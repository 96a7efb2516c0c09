// From a verdict to a decision: the table, what raises it, and what the schema lets a policy bound.
import type { CatalogedTool } from '../model/entry.ts';
import type { Verdict } from '../model/verdict.ts';
import { categoryOf, levelOf } from '../model/vocabulary.ts';
import { capital } from '../model/wording.ts';
import { actionBound, switchBounds } from './bounds.ts';
import { codeSpan } from './code-span.ts';
import { type Decision, isStricter, type Stance, type Step, stricter } from './decision.ts';
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
      ...withSwitches(tool, verdict, whole.stance),
      steps: [start, ...whole.steps, ...switchSteps(tool, verdict, whole.stance)],
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

function withSwitches(tool: Judged, verdict: Verdict, stance: Stance): Omit<Decision, 'steps'> {
  return { ...stance, bounds: boundable(verdict, stance) ? switchBounds(tool) : [] };
}

function switchSteps(tool: Judged, verdict: Verdict, stance: Stance): readonly Step[] {
  if (!boundable(verdict, stance)) return [];
  return switchBounds(tool).map(({ argument }) => ({
    from: 'switch',
    text: `${codeSpan(argument)} makes a call worse, so the policy can hold it to false.`,
  }));
}

/** A person who is asked sees the arguments; a reading tool is not made worse by a switch. */
function boundable({ category }: Verdict, { kind }: Stance): boolean {
  return kind === 'allow' && category !== 'Read' && category !== 'Unknown';
}
