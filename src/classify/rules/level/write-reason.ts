// What makes a change worse or trivial: access, audience, overwriting, production, personal state.

import { type LevelReason, levelReasons } from '../lexicon/levels.ts';
import { nounClass } from '../lexicon/nouns.ts';
import { isOf, type Seen } from './seen.ts';
import { changesAccess, changesMembership, opensByText, opensToPublic } from './write/access.ts';
import { alsoSendsOut, reachesPublic, sends, speaksOutside, staysInside } from './write/audience.ts';
import { overwrites, toMany } from './write/overwrite.ts';
import { changesProduction } from './write/production.ts';
import { isTrivial } from './write/trivial.ts';

export function writeReason(seen: Seen): LevelReason | undefined {
  const { own, sense } = seen;
  if (staysInside(seen)) return toMany(seen) ? 'overwrite' : undefined;
  if (own !== undefined && levelReasons[own].level === 'high') return own;
  if (own === 'trivial' && (sense === 'mark-trivially' || !isOf(seen.object, nounClass.access))) return own;
  // A session goes on as before.
  if (sense === 'refresh-session') return undefined;
  if (speaksOutside(seen)) return 'audience';
  if (changesAccess(seen)) return 'access';
  if (reachesPublic(seen)) return 'audience';
  if (changesMembership(seen)) return 'access';
  if (sends.has(sense) && toMany(seen)) return 'overwrite';
  if (opensToPublic(seen)) return 'access';
  if (changesProduction(seen)) return 'production';
  if (alsoSendsOut(seen)) return 'audience';
  if (opensByText(seen)) return 'access';
  if (isTrivial(seen)) return 'trivial';
  return overwrites(seen) ? 'overwrite' : own;
}
