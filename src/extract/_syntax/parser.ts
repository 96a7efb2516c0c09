// The one syntax layer: text in, syntax tree out, for every language that has a grammar.
import { createRequire } from 'node:module';
import { Language, Parser, type Tree } from 'web-tree-sitter';

const packaged = '@vscode/tree-sitter-wasm/wasm/tree-sitter-';

/** Grammar files by the language's name; adding a language is one line. */
const grammars = {
  csharp: `${packaged}c-sharp.wasm`,
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

/** Longest that one text may take to parse, in milliseconds; a text of usual code takes a thousandth of that. */
const timeLimit = 20_000;
/** What stands for a text that took longer: nothing but an error. */
const unreadable = ')\u0001(';

/**
 * Parses a text. The tree lives in wasm memory: call `tree.delete()` when done. A text that takes too long gives the
 * tree of a damaged file. Throws when the grammar is not loaded.
 */
export function parse(name: LanguageName, text: string): Tree {
  const parser = ready.get(name);
  if (parser === undefined) throw new Error(`The grammar for ${name} is not loaded.`);
  const until = performance.now() + timeLimit;
  const tree = parser.parse(text, null, { progressCallback: () => performance.now() > until });
  if (tree !== null) return tree;
  parser.reset();
  const damaged = parser.parse(unreadable);
  if (damaged === null) throw new Error(`The ${name} parser gave no tree.`);
  return damaged;
}
