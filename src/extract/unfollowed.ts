// The net under all extractors: files that speak of a list of tools, out of which nothing was read.
import type { SourceFile } from '../model/source.ts';
import type { Skip } from '../model/tool.ts';

const telling = /["'`]tools\/list["'`]|["'`:]input_?[sS]chema\b/;

/** One skip for files that an extractor found neither a tool nor a reason in, at the first that should hold some. */
export function unfollowed(files: readonly SourceFile[]): readonly Skip[] {
  const [first, ...more] = files.filter(
    (file) => /mcp|modelcontextprotocol/i.test(file.text) && telling.test(file.text),
  );
  if (first === undefined) return [];
  const line = first.text.slice(0, first.text.search(telling)).split('\n').length;
  const detail = `Tools are described here${more.length === 0 ? '' : ` and in ${more.length} more files`} in a way that could not be followed.`;
  return [{ reason: 'list-not-constant', place: { path: first.path, line }, detail }];
}
