// Whether a look-up returns a secret: a password, a key, a token, what an environment holds.

import { holdsAny } from '../../clause.ts';
import { domainBits } from '../../lexicon/domains.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { markBit } from '../../lexicon/phrases.ts';
import { signalBit } from '../../lexicon/signals.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { envWords, isOf, leadHas, marked, objectHas, type Seen, signaled } from '../seen.ts';
import { handsOut } from './hands-out.ts';

/** The value itself is returned, not a word about it. */
export function givesSecret(seen: Seen): boolean {
  return handsOutSecret(seen) && !masks(seen);
}

function handsOutSecret(seen: Seen): boolean {
  const { decision, verb } = seen;
  const own = decision.by?.clause.headBits ?? 0;
  const hands = handsOut.has(verb);
  const hasSecret = isOf(own, nounClass.secret) || (isOf(seen.object, nounClass.secret) && endsInValue(seen));
  if (hasSecret && (hands || verb === 'extract' || objectHas(seen, lastingSecrets))) return true;
  if (alsoGivesSecret(seen) || readsKeyFile(seen)) return true;
  if (verb === 'generate' && hasSecret && objectHas(seen, keys)) return true;
  if (!hands) return false;
  if (marked(seen, markBit.secret) && objectHas(seen, envWords)) return true;
  return givesToken(seen) || givesEnvironment(seen);
}

/** "With the values masked": what is kept back is not handed out. */
function masks({ reading }: Seen): boolean {
  return reading.text.words.slice(0, longestMasking).some(({ text }) => masked.has(text));
}

const longestMasking = 24;
const masked = wordSet('redacted masked sanitized'.split(' '));

/** "Reads .env": the file in which servers keep their keys. */
function readsKeyFile({ reading: { text, descriptionText } }: Seen): boolean {
  const [lead] = text.clauses;
  if (lead === undefined || !handsOut.has(lead.verb.base)) return false;
  for (let at = 1; at < 8; at += 1) {
    const word = text.words[at];
    if (word?.text === 'env' && descriptionText.text[word.start - 1] === '.') return true;
  }
  return false;
}

/** "The secret value": the thing itself, not a word about it. */
function endsInValue({ decision }: Seen): boolean {
  return valueWords.has(decision.by?.clause.object.at(-1)?.text ?? '');
}

const valueWords = wordSet('value values string plaintext material'.split(' '));
/** A key that is made is handed out; a password that is made up opens nothing yet. */
const keys = wordSet('key keys keypair'.split(' '));
const lastingSecrets = wordSet('mnemonic seed keypair private wallet'.split(' '));

/** "Gets the anonymous API key", "Checks a login and retrieves the auth token": the text says it in full. */
function alsoGivesSecret({ reading }: Seen): boolean {
  return reading.text.clauses.some(
    ({ verb, object, headBits, strength }) =>
      (headBits & nounClass.secret) !== 0 &&
      strength === 'strong' &&
      verb.base !== 'list' &&
      handsOut.has(verb.base) &&
      !holdsAny(object, examples),
  );
}

const examples = wordSet('example examples sample samples matching'.split(' '));
const chains = domainBits(['crypto', 'trading', 'generation']);

/** `get_token` of what takes a secret to give one; a bare `get_registry_auth`. */
function givesToken(seen: Seen): boolean {
  const last = seen.decision.name?.clause.object.at(-1)?.text;
  if (last === 'auth') return seen.reading.hollow;
  if (last !== 'token' || (seen.reading.domains & chains) !== 0) return false;
  return signaled(seen, signalBit.credential) && seen.reading.text.words.length < shortText;
}

const shortText = 12;

/** `get_env`, "environment variables": where servers keep their keys. */
function givesEnvironment({ reading, decision }: Seen): boolean {
  const last = decision.name?.clause.object.at(-1)?.text ?? '';
  const second = decision.name?.clause.object.at(-2)?.text ?? '';
  const named = last === 'env' || (variables.has(last) && envWords.has(second));
  if (!named) return false;
  if (reading.hollow) return true;
  return leadHas(reading, variables);
}

const variables = wordSet('variable variables var vars'.split(' '));
