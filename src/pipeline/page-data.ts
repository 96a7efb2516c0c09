// What the pages are made of. Their modules read it from the environment when they are loaded.
import type { ServerId } from '../model/server.ts';

export interface PageData {
  /** Path of the index. */
  readonly index: string;
  /** Path of the classifier's score. */
  readonly accuracy: string;
  /** Path of the operator's table of decisions, which need not exist. */
  readonly policy: string;
  /** Tool and server pages of this server alone, and no lists over the whole catalog. */
  readonly only: ServerId | undefined;
}

/** Puts the data where the pages of this thread look for it. */
export function setPageData({ index, accuracy, policy, only }: PageData): void {
  process.env['TOOLRISK_INDEX'] = index;
  process.env['TOOLRISK_ACCURACY'] = accuracy;
  process.env['TOOLRISK_POLICY'] = policy;
  if (only === undefined) delete process.env['ONLY'];
  else process.env['ONLY'] = only;
}
