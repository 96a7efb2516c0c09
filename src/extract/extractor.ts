// What an extractor is: all files of one language in, tool drafts and skips out.
import type { SourceFile } from '../model/source.ts';
import type { Extraction } from '../model/tool.ts';
import type { LanguageName } from './_syntax/parser.ts';

/** One language or one kind of manifest: one file or folder here, one line in extractors.ts, fixtures under test/fixtures/extract/<id>. */
export interface Extractor {
  /** Folder or file name, first part of every detector id, such as `typescript`. */
  readonly id: string;
  /** Grammars to load before `extract` is called. */
  readonly grammars: readonly LanguageName[];
  /** True for the files it reads; decided by path alone. */
  reads(path: string): boolean;
  /** Pure and synchronous. Never throws on any text: what cannot be read comes back as a skip. */
  extract(files: readonly SourceFile[]): Extraction;
}
