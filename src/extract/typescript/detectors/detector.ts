// What a detector is: one idiom by which servers define tools.

import type { SourceFile } from '../../../model/source.ts';
import type { Machine } from '../evaluator/machine.ts';
import type { Module } from '../modules/module.ts';
import type { Report } from '../report.ts';

/** One file here, one line in detectors.ts. */
export interface Detector {
  /** Second part of the detector id of a tool. */
  readonly id: string;
  /** Words without which a file cannot hold this idiom; files without any are not parsed for it. */
  readonly words: readonly string[];
  /** Asked of files that hold one of the words, where a closer look at the text spares parsing the file in vain. */
  readonly mayMatter?: (file: SourceFile) => boolean;
  detect(machine: Machine, module: Module, report: Report): void;
}

/** True for files that may hold the idiom, so that they are parsed. */
export function mayHold({ words, mayMatter }: Detector, file: SourceFile): boolean {
  return words.some((word) => file.text.includes(word)) && (mayMatter?.(file) ?? true);
}
