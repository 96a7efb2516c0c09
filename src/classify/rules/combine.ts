// From what the views saw to one category, by the rubric's order; each decision names its rule.
import { general, textCarries } from './combine/carries.ts';
import { keptOnDisk, lasting, promised, saysItWrites, wholeManagement } from './combine/promises.ts';
import { stored } from './combine/stored.ts';
import {
  captions,
  isDeep,
  isGuide,
  isNamedThing,
  isSaidInFull,
  isSpecific,
  isToldByText,
  namesThing,
  readsOnly,
  saysLess,
  takesOut,
} from './combine/weigh.ts';
import { introducesAgent, namesAgent, takesCode, withoutVerb } from './combine/without-verb.ts';
import { firstOf, worst } from './combine/worst.ts';
import { associations, type Decision, type Judged, severity } from './decision.ts';
import { markBit } from './lexicon/phrases.ts';
import { signalBit } from './lexicon/signals.ts';
import type { Reading } from './reading.ts';
import type { NameView } from './views/name-view.ts';

/** Decides the category. `lowering` is false when the definition tries to talk its reader into a verdict. */
export function combine(reading: Reading, name: NameView, lowering: boolean): Decision {
  const byText = worst(reading.text.clauses, reading);
  const byName =
    shared(name, byText, reading) ?? worst(name.clauses, reading) ?? firstOf(name.spare(), reading);
  const first = wholeManagement(reading, choose(reading, name, byName, byText, lowering));
  const reads = stored(reading, promised(reading, first, lowering), lowering);
  return lasting(reading, keptOnDisk(reading, saysItWrites(reading, reads)));
}

/** The clause of the name that the text leads with as well: both mean that one. */
function shared(name: NameView, text: Judged | undefined, reading: Reading): Judged | undefined {
  if (text === undefined || name.clauses[0]?.verb === text.clause.verb) return undefined;
  const spare = name.spare();
  const same = firstOf(
    spare.filter((clause) => clause.verb === text.clause.verb),
    reading,
  );
  if (same !== undefined) return same;
  // `deploy_rules_get`, "Retrieves the rules for deploying": the plain verb at the end is the one that is meant.
  const last = spare.find((clause) => clause.strength === 'strong' && clause.word === name.words.at(-1));
  const ending = last === undefined ? undefined : firstOf([last], reading);
  return ending?.sense.category === text.sense.category ? ending : undefined;
}

function choose(
  reading: Reading,
  name: NameView,
  byName: Judged | undefined,
  byText: Judged | undefined,
  lowering: boolean,
): Decision {
  const base = { name: byName, text: byText, neighbor: undefined, promise: undefined, mismatch: false };
  if (
    introducesAgent(reading) &&
    (byName === undefined || severity(byName.sense.category) < severity('Execute'))
  )
    return { ...base, category: 'Execute', rules: ['names-agent'], by: undefined };
  const by = (judged: Judged, rule: string, mismatch = false): Decision => ({
    category: judged.sense.category,
    rules: [rule, judged.sense.id],
    by: judged,
    name: byName,
    text: byText,
    neighbor: undefined,
    promise: undefined,
    mismatch,
  });
  if (byName !== undefined && byText !== undefined) {
    const nameRank = severity(byName.sense.category);
    const textRank = severity(byText.sense.category);
    if (nameRank === textRank) return by(byName, 'name-and-text');
    if (textRank > nameRank) {
      return textCarries(byName, byText, reading) ? by(byText, 'text-worse') : by(byName, 'name');
    }
    if (lowering && byName.sense.id === 'session' && byText.sense.id === 'exchange-for-secret')
      return by(byText, 'text-over-noun');
    if (lowering && isToldByText(byName, byText)) return by(byText, 'text-over-noun');
    if (lowering && byText.clause.listed && byName.clause.verb.base === 'manage')
      return by(byText, 'text-lists');
    if (lowering && (isNamedThing(name, byName, byText) || isSaidInFull(byName, byText)))
      return by(byText, 'text-over-noun');
    if (lowering && byName.clause.verb.base === 'manage' && readsOnly(byText, reading))
      return by(byText, 'text-lists');
    if (!lowering || saysLess(byName, byText)) return by(byName, 'name-worse', nameRank >= 3);
    if (isGuide(byText, reading) && nameRank <= severity('Execute')) return by(byText, 'guide');
    if (associations.has(byText.sense.id) && takesOut.has(byName.clause.verb.base))
      return by(byText, 'text-association');
    if (byName.clause.strength === 'strong' || (isSpecific(byName.sense) && nameRank >= 3))
      return by(byName, 'name-worse', nameRank >= 3);
    const telling = !general.has(byName.sense.id) || byName.clause.word.start === 0;
    return by(byText, 'text-over-noun', telling && nameRank >= severity('Execute'));
  }
  if (byName !== undefined && namesThing(name, byName, reading))
    return { ...base, category: 'Read', rules: ['noun-report'], by: undefined };
  if (byName?.sense.category === 'Read' && byName.clause.strength === 'noun' && namesAgent(name))
    return withoutVerb(reading, name, base);
  if (byName !== undefined) return by(byName, 'name');
  if (byText !== undefined && captions(name, byText, reading))
    return { ...base, category: 'Read', rules: ['noun-report'], by: undefined };
  // A report that a caption describes: what stands deep in the sentence is not its act.
  if (byText !== undefined && name.isReport && isDeep(byText, reading))
    return { ...base, category: 'Read', rules: ['noun-report'], by: undefined };
  // `deck_agent`, "Works on its own": the tool is the agent, whatever verb the sentence begins with.
  const actsAlone =
    namesAgent(name) && ((reading.marks & markBit.agent) !== 0 || (reading.signals & signalBit.prompt) !== 0);
  // A name of code with an argument for it says more than a verb deep in the sentence.
  if (byText?.clause.strength === 'weak' && takesCode(reading, name)) return withoutVerb(reading, name, base);
  if (byText !== undefined && !(actsAlone && severity(byText.sense.category) < severity('Execute')))
    return by(byText, 'text');
  return withoutVerb(reading, name, base);
}
