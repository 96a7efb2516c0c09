// The document as the page shows it: its text as it is, what it does, what its format cannot say.
import type { Draft, Effects, Problem } from '../compose.ts';
import { colored } from './colored.ts';
import { element, partOf, sentence } from './element.ts';

export interface DocumentView {
  /** Undefined when there is nothing to show yet. */
  show(draft: Draft | undefined): void;
  effects(effects: Effects): void;
}

/** Finds its parts in the page; the text stays exactly what is copied and downloaded. */
export function documentView(page: HTMLElement): DocumentView {
  const text = partOf(page, 'text');
  const scroller = partOf(page, 'scroller');
  const file = partOf(page, 'file');
  const copy = partOf<HTMLButtonElement>(page, 'copy');
  const download = partOf<HTMLButtonElement>(page, 'download');
  const does = partOf(page, 'does');
  const gaps = partOf(page, 'gaps');
  const gapsHeading = partOf(page, 'gaps-heading');
  const steps = partOf(page, 'steps');
  const result = partOf(page, 'result');
  const placeholder = partOf(page, 'placeholder');
  const problem = partOf(page, 'problem');
  let shown: Extract<Draft, { kind: 'document' }> | undefined;

  download.addEventListener('click', () => {
    if (shown === undefined) return;
    const address = URL.createObjectURL(new Blob([shown.text], { type: shown.mime }));
    element('a', { href: address, download: shown.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });

  const complain = ({ message, remedy }: Problem) => {
    result.hidden = true;
    problem.hidden = false;
    problem.replaceChildren(element('p', {}, [message]), element('p', {}, [remedy]));
  };

  return {
    show: (draft) => {
      shown = draft?.kind === 'document' ? draft : undefined;
      placeholder.hidden = draft !== undefined;
      problem.hidden = true;
      result.hidden = shown === undefined;
      if (draft?.kind === 'problem') complain(draft);
      if (shown === undefined) return;
      if (text.textContent !== shown.text) {
        text.replaceChildren(...colored(shown.text, shown.mime === 'application/json'));
      }
      file.textContent = shown.file;
      scroller.setAttribute('aria-label', shown.file);
      copy.textContent = `Copy ${shown.file}`;
      gaps.replaceChildren(...shown.gaps.map((gap) => element('li', {}, sentence(gap))));
      gaps.hidden = gapsHeading.hidden = shown.gaps.length === 0;
      steps.replaceChildren(...shown.steps.map((step) => element('li', {}, sentence(step))));
    },
    effects: (effects) => {
      if (effects.kind === 'problem') complain(effects);
      else does.replaceChildren(...effects.servers.map((one) => element('p', {}, sentence(one.text))));
    },
  };
}
