// The rationale: what one call does to what, why this category, what a misled agent could cause, and what is missing.
import type { Told } from './rationale/told.ts';

/** Below this, the rationale says what the definition leaves out. */
const unsure = 0.7;

/** Two to four sentences: what a call does and what a wrong one could cause, with what stands between and behind them. */
export function rationaleOf(told: Told, act: string, harm: string): string {
  const sentences = `${act} ${told.categoryReason} ${harm}`;
  const missing = whatIsMissing(told);
  return missing === '' ? sentences : `${sentences} ${missing}`;
}

function whatIsMissing({ reading, confidence, decision }: Told): string {
  if (reading.hollow) {
    const bare = reading.schema.arguments.length === 0;
    const text =
      reading.text.words.length === 0
        ? `The definition gives no description${bare ? ' and no arguments' : ''}`
        : `The description only says the name again${bare ? ', and there are no arguments' : ''}`;
    return `${text}, so this rests on the name${bare ? '' : ' and the arguments'}.`;
  }
  if (confidence >= unsure || decision.category === 'Unknown') return '';
  return 'The definition does not say plainly what is different after a call.';
}
