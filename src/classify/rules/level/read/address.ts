// Whether the caller names an address: anything, not an item of one service.
import { holdsAny } from '../../clause.ts';
import { domainBits } from '../../lexicon/domains.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { markBit } from '../../lexicon/phrases.ts';
import { signalBit } from '../../lexicon/signals.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import {
  isOf,
  leadHas,
  leadPairs,
  longestLead,
  marked,
  objectHas,
  type Seen,
  saysEarly,
  signaled,
} from '../seen.ts';
import { aboutFiles, anyPage, isTold } from './file.ts';

/** Verbs after which one has what stands at an address. */
export const fetching = wordSet(
  'process fetch read download extract get scrape crawl visit browse open view load parse convert summarize retrieve curl'.split(
    ' ',
  ),
);

/** Works on whatever stands at an address that must be given; an address that is only spelled otherwise is not visited. */
export function visitsAddress(seen: Seen): boolean {
  const address = seen.reading.schema.bySignal(signalBit.url);
  if (address?.required !== true || !address.free || address.name === 'endpoint') return false;
  if (spells.has(seen.verb)) return false;
  if ((seen.reading.serverDomains & hosts) !== 0 || asksForOneKind(seen)) return false;
  return !saysEarly(seen.reading, things) && !saysEarly(seen.reading, published);
}

const hosts = domainBits(['social', 'editor']);

/** "Requires a valid shop URL": the address is one of a kind. */
function asksForOneKind({ reading: { text } }: Seen): boolean {
  return text.words.some(({ text: word }, at) => {
    if (word !== 'valid') return false;
    const url = text.words.findIndex(
      (other, index) => index > at + 1 && index < at + 6 && other.text === 'url',
    );
    return url > 0;
  });
}

const spells = wordSet('encode decode shorten format normalize normalise build generate search'.split(' '));

const scraping = domainBits(['scraping']);

/** A server that fetches pages: where the schema says nothing, what it makes of one comes from any address. */
export function scrapes(seen: Seen): boolean {
  if ((seen.reading.serverDomains & scraping) === 0 && seen.sense !== 'web-look') return false;
  if (!signaled(seen, signalBit.none) && !signaled(seen, signalBit.url)) return false;
  const object = seen.decision.by?.clause.object ?? [];
  if (itemWords.some((items) => holdsAny(object, items)) || isOfOneService(seen)) return false;
  if (seen.sense === 'web-look') return true;
  if (seen.verb === 'map' || object.length === 0) return fetching.has(seen.verb) || seen.verb === 'map';
  return fetching.has(seen.verb) && object.length > 0 && object.every(({ text }) => pageForms.has(text));
}

const services = domainBits(['social', 'browser', 'commerce']);

/** Posts, profiles and products of one service, or the page that is open. */
function isOfOneService({ reading }: Seen): boolean {
  if ((reading.serverDomains & services) !== 0) return true;
  return leadHas(reading, ofThisPage);
}

const ofThisPage = wordSet(['current', 'enabled']);

const pageForms = wordSet(
  'markdown md html content contents text page url links webpage website raw clean'.split(' '),
);

/** The caller names any address or file, not an item of one service. */
export function takesAddress(seen: Seen): boolean {
  if (signaled(seen, signalBit.url)) return isGeneric(seen);
  if (signaled(seen, signalBit.path)) {
    const isFile = isOf(seen.object, nounClass.file) || isOf(seen.beyond, nounClass.file);
    return isFile && isGeneric(seen) && !objectHas(seen, aboutFiles);
  }
  if (seen.sense === 'web-look' || (seen.verb === 'extract' && marked(seen, markBit.weblook)))
    return isGeneric(seen);
  return signaled(seen, signalBit.none) && isGeneric(seen) && (namesPage(seen) || namesAddress(seen));
}

const pageWords = wordSet('webpage webpages website html'.split(' '));

/** Pages and files as such, or nothing but the product's name. */
function isGeneric({ reading, decision }: Seen): boolean {
  const clause = decision.by?.clause;
  const last = clause?.object.at(-1)?.text;
  if (clause === undefined || last === undefined) return true;
  return (
    anyPage.has(last) ||
    holdsAny(clause.object, urlWords) ||
    (clause.field === 'name' &&
      clause.tail === undefined &&
      clause.object.every(({ text }) => reading.serverName.includes(text))) ||
    (parts.has(last) && holdsAny(clause.beyond, anyPage))
  );
}

const urlWords = wordSet(['url', 'urls']);

/** "Content of a webpage", "web content". */
function namesPage(seen: Seen): boolean {
  if (objectHas(seen, pageWords)) return true;
  const { by, text } = seen.decision;
  if (by !== undefined && holdsAny(by.clause.beyond, pageWords)) return true;
  if (text !== undefined && holdsAny(text.clause.beyond, pageWords)) return true;
  return leadPairs(seen.reading, webWords, webThings);
}

const webWords = wordSet(['web']);
const webThings = wordSet('content page pages'.split(' '));

/** `convert_pdf_url`, `get_url_content`, "a local file": where the schema says nothing, the words say that the caller names it. */
function namesAddress({ reading, verb }: Seen): boolean {
  const { words } = reading.name;
  if (kinds.has(words.at(-1)?.text ?? '')) return false;
  const url = words.findIndex(({ text }) => urlWords.has(text));
  if (url >= 0 && (url < words.length - 1 || opening.has(verb))) return true;
  if (isTold(reading, toldAddresses) && !itemWords.some((items) => saysEarly(reading, items))) return true;
  if (!leadHas(reading, localWords)) return false;
  const lead = reading.text.words.slice(0, longestLead);
  return lead.some(({ text }, at) => text === 'local' && holdsAny(lead.slice(at + 1, at + 3), fileWords));
}

/** Verbs whose address is what is read: `read_url`. */
const opening = wordSet('convert scrape fetch read crawl visit browse open load'.split(' '));

const localWords = wordSet(['local']);
const fileWords = wordSet(['file', 'files', 'path', 'url']);

/** `get_url_rule`, `get_url_report`: what is known about addresses. */
const kinds = wordSet(
  'rule rules category categories policy policies report reports history status stats analysis scan'.split(
    ' ',
  ),
);

const toldAddresses = wordSet('url urls website_url page_url pdf_url target_url webpage_url'.split(' '));
const published = wordSet('video videos youtube earnings podcast episode'.split(' '));

/** Things of one service that have an address there. */
const things = wordSet(
  'post posts tweet tweets profile profiles repository repo product products channel playlist job jobs comments hashtag place places review reviews note notes linkedin instagram tiktok twitter facebook reddit youtube amazon pinterest store listing listings property spreadsheet'.split(
    ' ',
  ),
);
const notPages = wordSet('company companies search status result results docs documentation'.split(' '));

/** What names an item of a service. */
const itemWords = [things, published, notPages];

/** "The last lines from a file". */
const parts = wordSet('line lines part section range chunk lines-of bytes fragment text'.split(' '));
