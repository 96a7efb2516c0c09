// The main language of a server: the one that most of its tools are written in.

const languages = new Map(
  Object.entries({
    cjs: 'javascript',
    cs: 'csharp',
    cts: 'typescript',
    dart: 'dart',
    ex: 'elixir',
    exs: 'elixir',
    go: 'go',
    java: 'java',
    js: 'javascript',
    jsx: 'javascript',
    kt: 'kotlin',
    kts: 'kotlin',
    mjs: 'javascript',
    mts: 'typescript',
    php: 'php',
    py: 'python',
    rb: 'ruby',
    rs: 'rust',
    swift: 'swift',
    ts: 'typescript',
    tsx: 'typescript',
  }),
);

/** The language of most of the files; undefined when none is a program. The first in the alphabet wins a tie. */
export function languageOf(paths: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const language = languages.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}
