// Whether a change acts on what others rely on: production, networks, clouds, settings of running systems.

import { holdsAny } from '../../clause.ts';
import type { Judged } from '../../decision.ts';
import { domainBits } from '../../lexicon/domains.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { domainsOfAll } from '../../views/server-view.ts';
import { envWords, isOf, objectHas, type Seen } from '../seen.ts';

/** Production settings, an environment, a live site, a cloud, or network gear. */
export function changesProduction(seen: Seen): boolean {
  if (
    isOf(seen.object, nounClass.production) &&
    !isOf(seen.head, nounClass.chat) &&
    !isRemark(seen) &&
    !flagsMail(seen)
  )
    return true;
  if (seen.verb === 'approve' && objectHas(seen, releases)) return true;
  if (objectHas(seen, envWords) && !(seen.sense === 'create' && endsInEnvironment(seen))) return true;
  if (seen.sense !== 'create' && seen.verb === 'put' && isOf(seen.beyond, nounClass.production)) return true;
  return goesLive(seen) || changesCloud(seen) || setsUpNetwork(seen);
}

/** Flags of a mail are no flags of a product. */
const flagsMail = (seen: Seen) => objectHas(seen, flags) && objectHas(seen, mail);

const flags = wordSet(['flag', 'flags']);
const mail = wordSet('email emails mail message messages'.split(' '));
const releases = wordSet('deployment deployments release rollout'.split(' '));

/** A new environment is empty; nothing runs in it yet. */
function endsInEnvironment({ decision }: Seen): boolean {
  return decision.by?.clause.object.at(-1)?.text === 'environment';
}

/** "Commits the changes to the live site". */
function goesLive({ decision }: Seen): boolean {
  return putsLive(decision.by) || putsLive(decision.text);
}

function putsLive(judged: Judged | undefined): boolean {
  return (
    judged?.sense.category === 'Write' &&
    judged.clause.beyond.length > 0 &&
    onto.has(judged.clause.preposition ?? '') &&
    holdsAny(judged.clause.beyond, live)
  );
}

const onto = wordSet('to into onto on'.split(' '));
const live = wordSet('live production prod'.split(' '));
const clouds = domainBits(['infrastructure']);
const reconfigures = wordSet('update patch edit modify change configure replace'.split(' '));

/** A service, a store or any resource of a cloud or a cluster is set up anew. */
function changesCloud(seen: Seen): boolean {
  const sets = seen.verb === 'set' && objectHas(seen, parameters);
  if (!(sets || reconfigures.has(seen.verb)) || !isOfCloud(seen)) return false;
  if (sets) return true;
  return (
    (isOf(seen.head, nounClass.system) || isOf(seen.head, nounClass.store) || objectHas(seen, resources)) &&
    !isRemark(seen) &&
    !objectHas(seen, derived)
  );
}

/** The server is one for clouds, or the definition begins with one: "... of a web app in its resource group". */
function isOfCloud({ reading }: Seen): boolean {
  if ((reading.serverDomains & clouds) !== 0) return true;
  const lead = reading.text.words.slice(0, longestLead);
  return (
    (domainsOfAll(lead.slice(0, 16)) & clouds) !== 0 ||
    lead.some(({ text }, at) => text === 'group' && lead[at - 1]?.text === 'resource')
  );
}

const longestLead = 60;
const derived = wordSet('index indexes indices cache'.split(' '));
const parameters = wordSet('parameter param parameters configuration config'.split(' '));
const resources = wordSet('resource resources group groups configmap ingress nodepool'.split(' '));

/** "Adds a note to an incident": what is written about it changes nothing in it. */
function isRemark({ decision }: Seen): boolean {
  return remarks.has(decision.by?.clause.object.at(-1)?.text ?? '');
}

const remarks = wordSet(
  'note notes comment comments label labels tag tags attribute attributes column columns field fields'.split(
    ' ',
  ),
);

const gear = domainBits(['gear']);

/** Objects of a firewall, a router or a load balancer, on a server for one; not the words written about them. */
function setsUpNetwork({ reading, sense, object }: Seen): boolean {
  if (!setsUp.has(sense)) return false;
  if (
    isOf(object, nounClass.chat) ||
    isOf(object, nounClass.device) ||
    isOf(object, nounClass.report) ||
    reading.name.words.some(({ text }) => aboutGear.has(text))
  )
    return false;
  return (reading.serverDomains & gear) !== 0 || reading.serverName.includes('firewall');
}

const setsUp = wordSet([
  'create',
  'create-noun',
  'change',
  'change-noun',
  'take-out',
  'take-off-any-list',
  'end-link',
  'delete-link',
]);
const aboutGear = wordSet('label labels tag tags note notes ticket comment description case name'.split(' '));
