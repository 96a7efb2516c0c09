// The one script of every page: the reader's choice of theme, and copying. Nothing depends on it.
(() => {
  const root = document.documentElement;
  const read = () => {
    try {
      return localStorage.getItem('theme');
    } catch {
      return null;
    }
  };
  const chosen = read();
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
  root.classList.add('scripted');

  const isDark = () =>
    (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) ===
    'dark';
  const toggleTheme = () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('theme', root.dataset.theme);
    } catch {
      // Without storage the choice lasts for this page.
    }
  };
  const copy = async (button) => {
    const source = document.getElementById(button.dataset.copy);
    const label = button.textContent;
    let said = 'Copied';
    try {
      await navigator.clipboard.writeText(source.textContent);
    } catch {
      getSelection().selectAllChildren(source);
      said = 'Selected: copy it now';
    }
    button.textContent = said;
    setTimeout(() => {
      button.textContent = label;
    }, 2000);
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button');
    if (button?.dataset.copy) copy(button);
    else if (button?.classList.contains('theme')) toggleTheme();
  });
})();
