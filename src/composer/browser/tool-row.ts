// One tool of a chosen server: its verdict, and the decision about it that one can change.
import { capital, listOf, visible } from '../../model/wording.ts';
import { boundText, decisionLabel } from '../../policy/decision-words.ts';
import { limitWindows } from '../../policy/document.ts';
import { recommend } from '../../policy/recommend.ts';
import type { Preset } from '../../policy/table.ts';
import type { LoadedTool } from '../catalog.ts';
import { type ChoiceKind, choiceLabels } from '../choice.ts';
import { type Choice, limitOf } from '../state.ts';
import { element, sentence } from './element.ts';

export interface ToolRow {
  readonly element: HTMLElement;
  /** Shows another preset's recommendation, or another choice. */
  show(preset: Preset, choice: Choice | undefined): void;
}

const kinds = Object.keys(choiceLabels) as readonly ChoiceKind[];
const firstLimit = { max: 10, window: 'minute' } as const;

/** Draws a tool; `choose` hears of each change. */
export function toolRow(
  tool: LoadedTool,
  address: string,
  choose: (choice: Choice | undefined) => void,
): ToolRow {
  const name = visible(tool.name, 80);
  const recommended = element('option', { value: '' });
  const select = element('select', { 'aria-label': `Decision for ${name}` }, [
    recommended,
    ...kinds.map((kind) => element('option', { value: kind }, [choiceLabels[kind]])),
  ]);
  const max = element('input', {
    type: 'number',
    min: '1',
    max: '1000000',
    step: '1',
    inputmode: 'numeric',
    'aria-label': `Calls of ${name}`,
  });
  const window = element(
    'select',
    { 'aria-label': `Window for ${name}` },
    limitWindows.map((one) => element('option', { value: one }, [`per ${one}`])),
  );
  const limit = element('span', { class: 'limit' }, [max, window]);
  const bounds = element('span', { class: 'bounds small muted' });
  const { verdict } = tool;
  const row = element('li', {}, [
    element('span', { class: `risk ${verdict?.level ?? 'unjudged'}` }, [
      verdict === undefined ? 'Not judged' : capital(verdict.level),
    ]),
    element('span', { class: 'what-tool' }, [
      element('a', { href: address }, [element('code', {}, [name])]),
      element('span', { class: 'small muted' }, [verdict?.category ?? 'Unknown']),
    ]),
    element('span', { class: 'decide' }, [select, limit, bounds]),
  ]);

  const numbers = () => {
    const choice = limitOf(max.valueAsNumber, limitWindows.find((one) => one === window.value) ?? 'minute');
    if (choice !== undefined) choose(choice);
  };
  max.addEventListener('input', numbers);
  // What was typed may be no number, or too large: the field ends up with what counts.
  max.addEventListener('blur', () => {
    max.value = String(counted);
  });
  window.addEventListener('change', numbers);
  select.addEventListener('change', () => {
    const kind = kinds.find((one) => one === select.value);
    if (kind === undefined) choose(undefined);
    else if (kind !== 'limit') choose({ kind });
    else choose({ kind, ...(recommend(tool, presetShown).limit ?? firstLimit) });
  });

  let presetShown: Preset = 'balanced';
  let counted: number = firstLimit.max;
  return {
    element: row,
    show: (preset, choice) => {
      presetShown = preset;
      const decision = recommend(tool, preset);
      const text = `${decisionLabel(decision)} (recommended)`;
      if (recommended.textContent !== text) recommended.textContent = text;
      const value = choice?.kind ?? '';
      if (select.value !== value) select.value = value;
      row.classList.toggle('changed', choice !== undefined);
      limit.hidden = choice?.kind !== 'limit';
      // Bounds stay under the recommendation and under a limit.
      const clauses = limit.hidden && choice !== undefined ? [] : decision.bounds.map(boundText);
      bounds.hidden = clauses.length === 0;
      bounds.replaceChildren(...(clauses.length === 0 ? [] : sentence(`Only with ${listOf(clauses)}.`)));
      if (choice?.kind === 'limit') {
        counted = choice.max;
        // What is being typed stays as it is.
        if (max.valueAsNumber !== choice.max && document.activeElement !== max)
          max.value = String(choice.max);
        if (window.value !== choice.window) window.value = choice.window;
      }
    },
  };
}
