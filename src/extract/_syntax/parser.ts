// The one syntax layer: text in, syntax tree out, for every language that has a grammar.
import { createRequire } from 'node:module';
import { Language, Parser, type Tree } from 'web-tree-sitter';

const packaged = '@vscode/tree-sitter-wasm/wasm/tree-sitter-';

/** Grammar files by the language's name; adding a language is one line. */
const grammars = {
  csharp: `${packaged}c-sharp.wasm`,
  elixir: 'tree-sitter-elixir/tree-sitter-elixir.wasm',
  go: `${packaged}go.wasm`,
  java: `${packaged}java.wasm`,
  javascript: `${packaged}javascript.wasm`,
  kotlin: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  php: `${packaged}php.wasm`,
  python: `${packaged}python.wasm`,
  ruby: `${packaged}ruby.wasm`,
  rust: `${packaged}rust.wasm`,
  tsx: `${packaged}tsx.wasm`,
  typescript: `${packaged}typescript.wasm`,
} as const;

export type LanguageName = keyof typeof grammars;

const require = createRequire(import.meta.url);
const loaded = new Map<LanguageName, Promise<Language>>();
const ready = new Map<LanguageName, Parser>();
let started: Promise<void> | undefined;

/** Loads grammars; must have resolved before `parse` is called with one of these languages. */
export async function loadLanguages(names: Iterable<LanguageName>): Promise<void> {
  started ??= Parser.init();
  await started;
  for (const name of names) {
    let language = loaded.get(name);
    if (language === undefined) {
      language = Language.load(require.resolve(grammars[name]));
      loaded.set(name, language);
    }
    if (!ready.has(name)) ready.set(name, new Parser().setLanguage(await language));
  }
}

/**
 * Longest that one text may take to parse, in microseconds of this thread's processor time, which unlike the clock does
 * not depend on what else the machine does; a text of usual code takes a thousandth of that.
 */
const timeLimit = 20_000_000;
/** What stands for a text that took longer: nothing but an error. */
const unreadable = ')\u0001(';

/**
 * Parses a text. The tree lives in wasm memory: call `tree.delete()` when done. A text that takes too long gives the
 * tree of a damaged file. Throws when the grammar is not loaded.
 */
export function parse(name: LanguageName, text: string): Tree {
  const parser = ready.get(name);
  if (parser === undefined) throw new Error(`The grammar for ${name} is not loaded.`);
  const until = processorTime() + timeLimit;
  let asked = 0;
  const isLate = () => {
    asked += 1;
    // Asking the system is dear, and the parser asks some ten thousand times a megabyte.
    return asked % 16 === 0 && processorTime() > until;
  };
  const tree = parser.parse(text, null, { progressCallback: isLate });
  if (tree !== null) return tree;
  parser.reset();
  const damaged = parser.parse(unreadable);
  if (damaged === null) throw new Error(`The ${name} parser gave no tree.`);
  return damaged;
}

function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
