// Files in languages that no extractor reads: told, when they speak of tools of a server.
import type { SourceFile } from '../model/source.ts';
import type { Skip } from '../model/tool.ts';

const languages = new Map([
  ['swift', 'Swift'],
  ['dart', 'Dart'],
  ['scala', 'Scala'],
  ['cpp', 'C++'],
  ['cc', 'C++'],
  ['hpp', 'C++'],
]);

/** One skip a language, at the first of its files that may define a tool. */
export function unparsed(files: readonly SourceFile[]): readonly Skip[] {
  const byLanguage = new Map<string, SourceFile[]>();
  for (const file of files) {
    const language = languages.get(file.path.slice(file.path.lastIndexOf('.') + 1));
    if (language === undefined || !/mcp|ModelContextProtocol/i.test(file.text) || !/tool/i.test(file.text))
      continue;
    byLanguage.set(language, [...(byLanguage.get(language) ?? []), file]);
  }
  return [...byLanguage].map(([language, all]) => ({
    reason: 'no-parser',
    place: { path: all[0]?.path ?? '' },
    detail: `${all.length === 1 ? 'One file' : `${all.length} files`} in ${language} may define tools, and we cannot read that language yet.`,
  }));
}
