// The document as the page shows it: its text as it is, what it does, what its format cannot say.
import type { Composed } from '../compose.ts';
import { colored } from './colored.ts';
import { element, partOf, sentence } from './element.ts';

export interface DocumentView {
  show(composed: Composed | undefined): void;
}

/** Finds its parts in the page; the text stays exactly what is copied and downloaded. */
export function documentView(page: HTMLElement): DocumentView {
  const text = partOf(page, 'text');
  const scroller = partOf(page, 'scroller');
  const file = partOf(page, 'file');
  const copy = partOf<HTMLButtonElement>(page, 'copy');
  const download = partOf<HTMLButtonElement>(page, 'download');
  const said = partOf(page, 'said');
  const result = partOf(page, 'result');
  const placeholder = partOf(page, 'placeholder');
  const problem = partOf(page, 'problem');
  let shown: Extract<Composed, { kind: 'document' }> | undefined;

  download.addEventListener('click', () => {
    if (shown === undefined) return;
    const address = URL.createObjectURL(new Blob([shown.text], { type: shown.mime }));
    element('a', { href: address, download: shown.file }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });

  return {
    show: (composed) => {
      shown = composed?.kind === 'document' ? composed : undefined;
      result.hidden = shown === undefined;
      placeholder.hidden = composed !== undefined;
      problem.hidden = composed?.kind !== 'problem';
      if (composed?.kind === 'problem') {
        problem.replaceChildren(element('p', {}, [composed.message]), element('p', {}, [composed.remedy]));
      }
      if (shown === undefined) return;
      if (text.textContent !== shown.text) {
        text.replaceChildren(...colored(shown.text, shown.mime === 'application/json'));
      }
      file.textContent = shown.file;
      scroller.setAttribute('aria-label', shown.file);
      copy.textContent = `Copy ${shown.file}`;
      said.replaceChildren(
        element('h3', {}, ['What it does']),
        ...shown.effects.map((effect) => element('p', {}, sentence(effect.text))),
        ...(shown.gaps.length === 0
          ? []
          : [
              element('h3', {}, ['What this format cannot say']),
              element(
                'ul',
                {},
                shown.gaps.map((gap) => element('li', {}, sentence(gap))),
              ),
            ]),
        element('h3', {}, ['Where it goes']),
        element(
          'ol',
          { class: 'steps' },
          shown.steps.map((step) => element('li', {}, sentence(step))),
        ),
      );
    },
  };
}
