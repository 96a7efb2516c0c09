// The one browser script of the search fields: slash goes to one, and the first focus loads the search itself.
const fields = [...document.querySelectorAll<HTMLFormElement>('form[data-search]')];
const page = document.querySelector<HTMLElement>('[data-search-page]');

for (const form of fields) {
  const isPage = page?.contains(form) === true;
  const load = async () => {
    form.removeEventListener('focusin', load);
    try {
      if (isPage && page !== null) (await import('./browser/results-page.ts')).attachResults(page, form);
      else (await import('./browser/suggestions.ts')).attachSuggestions(form);
    } catch {
      // Without the script the field still sends its form; the next focus tries again.
      form.addEventListener('focusin', load);
    }
  };
  form.addEventListener('focusin', load);
  if (isPage || form.contains(document.activeElement)) void load();
}

document.addEventListener('keydown', (event) => {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (event.key !== '/' || !isPlain || event.defaultPrevented || takesText(event.target)) return;
  const inPage = document.querySelector<HTMLInputElement>('main form[data-search] input');
  const field = inPage ?? document.querySelector<HTMLInputElement>('form[data-search] input');
  if (field === null) return;
  event.preventDefault();
  field.focus();
  field.select();
});

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select');
}
