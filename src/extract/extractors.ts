// The list of extractors: adding a language or a kind of manifest is one line here.

import { csharp } from './csharp/csharp.ts';
import { elixir } from './elixir/elixir.ts';
import type { Extractor } from './extractor.ts';
import { go } from './go/go.ts';
import { java } from './java/java.ts';
import { kotlin } from './kotlin/kotlin.ts';
import { php } from './php/php.ts';
import { python } from './python/python.ts';
import { ruby } from './ruby/ruby.ts';
import { rust } from './rust/rust.ts';
import { typescript } from './typescript/typescript.ts';

/** Sorted by id. */
export const extractors: readonly Extractor[] = [
  csharp,
  elixir,
  go,
  java,
  kotlin,
  php,
  python,
  ruby,
  rust,
  typescript,
];
