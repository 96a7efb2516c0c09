// What a detector is: one idiom by which servers define tools.

import type { Machine } from '../machine.ts';
import type { Module } from '../module.ts';
import type { Report } from '../report.ts';

/** One file here, one line in detectors.ts. */
export interface Detector {
  /** Second part of the detector id of a tool. */
  readonly id: string;
  /** Words without which a file cannot hold this idiom; files without any are not parsed for it. */
  readonly words: readonly string[];
  detect(machine: Machine, module: Module, report: Report): void;
}
