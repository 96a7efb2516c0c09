// The two kinds of failure that are not our own bugs. Everything else is a plain throw and exit 2.

/** The outside failed: a host, a registry, a disk. */
export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  /** `unreachable` teaches nothing, the old entry stays; `gone` is a clear "does not exist"; `refused` is our own limit or the user's stop. */
  readonly outcome: 'unreachable' | 'gone' | 'refused';
  /** What the person can do, one sentence. */
  readonly remedy: string;
  constructor(outcome: OutsideError['outcome'], message: string, remedy: string, cause?: unknown) {
    super(message, { cause });
    this.outcome = outcome;
    this.remedy = remedy;
  }
}

/** What a person typed or wrote by hand is wrong: an argument, a source, a file of catalog/. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** What to write instead, one sentence. */
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** A full or read-only disk in words, with what to do; undefined for any other failure. */
export function diskError(thrown: unknown): OutsideError | undefined {
  const text = messageOf(thrown);
  if (/ENOSPC|EDQUOT|database or disk is full/.test(text)) {
    const remedy = 'Make room and run the same command again. What was there before is still there.';
    return new OutsideError('refused', `The disk is full: ${text}.`, remedy, thrown);
  }
  if (/EROFS|EACCES|EPERM|readonly database/.test(text)) {
    const remedy = 'Make the folder writable and run the same command again.';
    return new OutsideError('refused', `The disk cannot be written: ${text}.`, remedy, thrown);
  }
  return undefined;
}
