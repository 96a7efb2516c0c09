// What is wrong with an archive as a whole, in words that a person can act on.
import { OutsideError } from '../kit/errors.ts';

/** An archive that would take more than it is worth: `what` goes on after "The archive". */
export function refusedArchive(what: string): OutsideError {
  return new OutsideError(
    'refused',
    `The archive ${what}.`,
    'Look at it by hand, and name a smaller package or a folder instead.',
  );
}

/** An archive that cannot be read. */
export function damagedArchive(what: string, cause?: unknown): OutsideError {
  return new OutsideError(
    'unreachable',
    `The archive is damaged: ${what}.`,
    'Try again later; if it stays so, tell whoever published it.',
    cause,
  );
}

/** The same failure with the name of the package in front. */
export function failureOf(what: string, thrown: OutsideError): OutsideError {
  return new OutsideError(thrown.outcome, `${what}: ${thrown.message}`, thrown.remedy, thrown);
}
