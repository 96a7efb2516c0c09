// Reads tools out of Kotlin sources: registrations of the SDK, annotated methods, and tool classes.
import type { SourceFile } from '../../model/source.ts';
import type { Extraction, Skip, ToolDraft } from '../../model/tool.ts';
import { annotatedMethods } from '../_declarations/annotated-methods.ts';
import { classesByName } from '../_declarations/declarations.ts';
import type { Extractor } from '../extractor.ts';
import { registrations } from './registrations.ts';
import { readKotlin } from './syntax.ts';
import { toolClasses } from './tool-classes.ts';
import { kotlinRules } from './types.ts';

export const kotlin: Extractor = {
  id: 'kotlin',
  grammars: ['kotlin'],
  reads: (path) => path.endsWith('.kt') && !/(^|\/)src\/(test|it|[a-z]\w*Test)\//.test(path),
  extract,
};

const telling = /Tool\b/;

function extract(files: readonly SourceFile[]): Extraction {
  if (!files.some((file) => /mcp|modelcontextprotocol/i.test(file.text))) return { tools: [], skips: [] };
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const read = sorted.map(({ path, text }) => readKotlin(path, text, (name) => /tools?$/i.test(name)));
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const classes = classesByName(read.flatMap((file) => file.classes));
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  const take = (found: Extraction): void => {
    tools.push(...found.tools);
    skips.push(...found.skips);
  };
  for (const file of read) {
    if (file.damaged !== undefined && telling.test(texts.get(file.path) ?? '')) {
      const detail = 'Tools that are defined near this line may be missing.';
      skips.push({ reason: 'syntax-error', place: { path: file.path, line: file.damaged }, detail });
    }
    for (const cls of file.classes)
      take(annotatedMethods(cls, file.imports, classes, { id: 'kotlin', rules: kotlinRules }));
  }
  const declared = toolClasses(read, classes);
  take(declared);
  take(registrations(read, sorted, classes, declared.tools.length > 0));
  return { tools, skips };
}
