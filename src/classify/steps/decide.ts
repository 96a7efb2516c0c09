// The steps that decide: category, level and actions, each with what carried it.
import { instructionFindings } from '../guard.ts';
import { actionsOf, type JudgedAction, worstAction } from '../rules/actions.ts';
import { declared } from '../rules/combine/promises.ts';
import { combine } from '../rules/combine.ts';
import { type Decision, severity } from '../rules/decision.ts';
import { levelOfDecision } from '../rules/level.ts';
import type { Case, Step } from './case.ts';

function lookForInstructions(one: Case): void {
  one.instructions = instructionFindings(one.reading);
  one.steered = one.instructions.length > 0;
}

function decideCategory(one: Case): void {
  const { reading, steered } = one;
  one.decision = declared(reading, combine(reading, reading.name, !steered));
}

function decideLevel(one: Case): void {
  one.level = levelOfDecision(one.reading, one.decision, !one.steered);
}

/** The whole gives way to an action that says more. */
function decideActions(one: Case): void {
  one.actions = actionsOf(one.reading, one.decision, !one.steered);
  const worst = decidingAction(one.actions, one.decision);
  if (worst === undefined) return;
  one.worstAction = worst;
  one.decision = worst.decision;
  one.level = worst.level;
}

/** The worst action where it is worse than what the definition says as a whole, or says what "change" or "manage" means. */
function decidingAction(actions: readonly JudgedAction[], whole: Decision): JudgedAction | undefined {
  const worst = worstAction(actions);
  if (worst === undefined || severity(worst.decision.category) > severity(whole.category)) return worst;
  const changes = whole.by?.sense.id === 'change';
  return changes && (worst.closed || whole.by.clause.verb.base === 'manage') ? worst : undefined;
}

export const decidingSteps: readonly Step[] = [
  lookForInstructions,
  decideCategory,
  decideLevel,
  decideActions,
];
