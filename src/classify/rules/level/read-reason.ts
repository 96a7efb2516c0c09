// What makes reading worse: secrets, private text, and an address or query of the caller's choice.
import type { LevelReason } from '../lexicon/levels.ts';
import { isChosen } from './read/chosen.ts';
import { holdsPrivate } from './read/private.ts';
import { givesSecret } from './read/secret.ts';
import type { Seen } from './seen.ts';

export function readReason(seen: Seen): LevelReason | undefined {
  if (givesSecret(seen)) return 'secret';
  if (seen.decision.promise !== 'read-only' && holdsPrivate(seen)) return 'private';
  if (isChosen(seen)) return 'chosen';
  return seen.own;
}
