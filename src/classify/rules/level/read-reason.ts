// What makes reading worse: secrets, private text, and an address or query of the caller's choice.
import type { LevelReason } from '../lexicon/levels.ts';
import { isChosen } from './read/chosen.ts';
import { handsOut } from './read/hands-out.ts';
import { holdsPrivate } from './read/private.ts';
import { envWords, isOf, marked, objectHas, type Seen } from './seen.ts';

export function readReason(seen: Seen): LevelReason | undefined {
  const { decision, verb } = seen;
  const own = decision.by?.clause.headBits ?? 0;
  const hasSecret = isOf(own, 'secret') || (isOf(seen.object, 'secret') && endsInValue(seen));
  if (hasSecret && (handsOut.has(verb) || verb === 'extract' || objectHas(seen, lastingSecrets)))
    return 'secret';
  if (decision.promise !== 'read-only' && holdsPrivate(seen)) return 'private';
  if (isChosen(seen)) return 'chosen';
  if (handsOut.has(verb) && marked(seen, 'secret') && objectHas(seen, envWords)) return 'secret';
  return seen.own;
}

/** "The secret value": the thing itself, not a word about it. */
function endsInValue({ decision }: Seen): boolean {
  return valueWords.has(decision.by?.clause.object.at(-1)?.text ?? '');
}

const valueWords = new Set('value values string plaintext material'.split(' '));
const lastingSecrets = new Set('mnemonic seed keypair private wallet'.split(' '));
