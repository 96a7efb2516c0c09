// What the search says about its results. Pure text.
import { count } from '../../model/wording.ts';
import type { Answer, Count } from '../client/client.ts';

/** "12", or "1,500+" when there may be more. */
export function numberText({ n, exact }: Count): string {
  return `${n.toLocaleString('en-US')}${exact ? '' : '+'}`;
}

/** A number beside a choice: nothing where it is not known at all. */
export function choiceText(found: Count): string {
  return found.n === 0 && !found.exact ? '' : numberText(found);
}

/** The line above the hits, also read out by screen readers. */
export function statusText(query: string, answer: Answer, narrowed: boolean): string {
  const { total, match } = answer;
  if (answer.hits.length === 0) {
    if (narrowed) return 'No tool passes these choices.';
    return `No tool found for “${query}”.`;
  }
  const number = total.exact ? count(total.n, 'tool') : `${numberText(total)} tools`;
  if (match === 'some') return `No tool has all of these words. ${number} with some of them.`;
  return narrowed ? `${number} with these choices` : number;
}

/** What to do when there is nothing, or when there is more than the list holds; empty otherwise. */
export function hintText(answer: Answer, narrowed: boolean, more: boolean): string {
  if (answer.hits.length === 0) {
    return narrowed
      ? 'Take one of the choices away to see more.'
      : 'Search looks at the words of tool names, server names, and descriptions. Try fewer or other words.';
  }
  if (more || (answer.total.exact && answer.total.n === answer.hits.length)) return '';
  return 'The list ends here; there may be more. Add a word or choose a risk level to reach them.';
}

/** The last line of the suggestions. */
export function allText({ total }: Answer): string {
  return total.exact ? `All ${count(total.n, 'result')}` : `All results, ${numberText(total)}`;
}

/** Said when the index cannot be read. */
export const unavailableText = 'The search index could not be read.';
