// What was decided about a tool, and what carried it.
import type { Category } from '../../model/vocabulary.ts';
import type { Clause } from './clause.ts';
import type { CompiledSense } from './lexicon/verbs.ts';
import { type WordSet, wordSet } from './lexicon/word-set.ts';

/** A clause with the sense that it has here. */
export interface Judged {
  readonly clause: Clause;
  readonly sense: CompiledSense;
}

export interface Decision {
  readonly category: Category;
  /** Ids of the rules that decided, the category's first. */
  readonly rules: readonly string[];
  /** What carried the category; undefined when only nouns, arguments or hints did. */
  readonly by: Judged | undefined;
  /** What the name and the text say by themselves. */
  readonly name: Judged | undefined;
  readonly text: Judged | undefined;
  readonly neighbor: Category | undefined;
  /** Lowered because the definition promises to only read, or to not carry out. */
  readonly promise: 'read-only' | 'dry-words' | undefined;
  /** The tool's name and text disagree, and the worse was taken. */
  readonly mismatch: boolean;
}

/** How bad a category is beside the others: its place in `categoryOrder`. Spelled out, since much is decided by it. */
export function severity(category: Category): number {
  switch (category) {
    case 'Read':
      return 0;
    case 'Unknown':
      return 1;
    case 'Write':
      return 2;
    case 'Execute':
      return 3;
    case 'Destructive':
      return 4;
    case 'Financial':
      return 5;
  }
}

/** Senses by which only a link between two things ends. */
export const associations: WordSet = wordSet([
  'end-link',
  'delete-link',
  'end-link-between',
  'take-tag-off',
  'keep-thing',
  'end-relation',
  'take-out',
  'take-off-any-list',
  'end-membership',
  'unlink',
]);
