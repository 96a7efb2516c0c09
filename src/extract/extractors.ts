// The list of extractors: adding a language or a kind of manifest is one line here.
import type { Extractor } from './extractor.ts';
import { go } from './go/go.ts';
import { python } from './python/python.ts';
import { typescript } from './typescript/typescript.ts';

/** Sorted by id. */
export const extractors: readonly Extractor[] = [go, python, typescript];
