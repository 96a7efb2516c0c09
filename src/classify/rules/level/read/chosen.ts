// Whether the caller names the address, the file or the query: anything, not an item of one service.

import { holdsAny } from '../../clause.ts';
import { storedQuery } from '../../combine/stored.ts';
import { domainBits } from '../../lexicon/domains.ts';
import { nounClass } from '../../lexicon/nouns.ts';
import { markBit } from '../../lexicon/phrases.ts';
import { signalBit } from '../../lexicon/signals.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import { gap } from '../../words.ts';
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

const fetching = new Set(
  'process fetch read download extract get scrape crawl visit browse open view load parse convert summarize retrieve curl'.split(
    ' ',
  ),
);
const anyPage = wordSet(
  'url urls feed rss sitemap page pages webpage webpages website websites web content html json xml csv yaml txt markdown link site article text file files document pdf image contents screenshot'.split(
    ' ',
  ),
);

/** The caller chooses what is read. */
export function isChosen(seen: Seen): boolean {
  const { decision, verb, sense } = seen;
  if (decision.rules[0] === storedQuery) return false;
  if (decision.promise === 'read-only') return !callsContract(seen);
  if (queries(seen)) return true;
  if (fetching.has(verb) && takesAddress(seen)) return true;
  if (readsFile(seen) || scrapes(seen) || visitsAddress(seen)) return true;
  if (plansQuery(seen) || mapsSite(seen)) return true;
  if (verb === 'explain' && isOf(seen.object, nounClass.query) && signaled(seen, signalBit.query))
    return true;
  return sense === 'run-forensic' && signaled(seen, signalBit.path);
}

/** A call of a contract that only reads: what stands on a chain is public. */
function callsContract(seen: Seen): boolean {
  return objectHas(seen, contracts) || holdsAny(seen.reading.name.words, contracts);
}

const contracts = wordSet(['contract', 'contracts']);

/** "Maps a website": it visits whatever the caller names. */
function mapsSite({ verb, reading }: Seen): boolean {
  const maps = verb === 'map' || reading.name.words.at(-1)?.text === 'map';
  return maps && leadHas(reading, sites);
}

const sites = wordSet('website websites urls sitemap'.split(' '));

/** "The execution plan of a SQL query". */
function plansQuery(seen: Seen): boolean {
  return isOf(seen.beyond, nounClass.query) && objectHas(seen, plans);
}

const plans = wordSet(['plan', 'plans']);

const databases = domainBits(['database']);
const series = domainBits(['monitoring']);

/** A query in a language of its own, over data that is not the tool's. */
function queries(seen: Seen): boolean {
  if (signaled(seen, signalBit.statement) && !respells.has(seen.verb) && !objectHas(seen, accounts))
    return true;
  if (asksInLanguage(seen)) return true;
  if (!asking.has(seen.verb)) return false;
  const text = seen.decision.text?.clause;
  // "Answers natural language queries": said of what is asked, not of a language of queries.
  const asks = text === undefined || asking.has(text.verb.base) || text.verb.base === 'search';
  if (isOf(asks ? seen.object : (seen.decision.by?.clause.objectBits ?? 0), nounClass.query)) return true;
  if (seen.verb !== 'query' || signaled(seen, signalBit.paging) || leadHas(seen.reading, listing))
    return false;
  if ((seen.reading.domains & series) !== 0 && signaled(seen, signalBit.query)) return true;
  return (seen.reading.domains & databases) !== 0;
}

/** "With optional filtering and pagination": a listing, and no language. */
const listing = wordSet(['filtering', 'pagination', 'paging']);
const asking = new Set(['query', 'read', 'select', 'run', 'execute']);
/** `search(jql)`: the field takes a language of queries, and is more than one filter among others. */
function asksInLanguage({ reading, verb }: Seen): boolean {
  if (verb === 'search' && isAskedIn(reading)) return true;
  const field = reading.schema.bySignal(signalBit['query-language']);
  return field?.free === true && (field.required || verb === 'search' || asking.has(verb));
}

/** "Searches issues using JQL": the text says so where the schema has but a "query", or nothing. */
function isAskedIn(reading: Seen['reading']): boolean {
  return leadPairs(reading, via, spokenLanguages);
}

const spokenLanguages = wordSet('jql cql wiql soql spl lucene gaql'.split(' '));
const via = wordSet('using with custom via or a in raw'.split(' '));

/** Statements of money, not of a language. */
const accounts = wordSet('financial income bank balance cash account statements'.split(' '));
/** Verbs that only spell a given statement anew, or write one. */
const respells = new Set(
  'format generate build beautify convert translate parse lint optimize minify prettify compose suggest'.split(
    ' ',
  ),
);

/** Hands out or works on what stands in a file that the caller names by its path. */
function readsFile(seen: Seen): boolean {
  const worksOut = seen.sense === 'work-out';
  if (!worksOut && seen.verb !== 'get' && !contentVerbs.has(seen.verb)) return false;
  const partOf = seen.verb === 'get' && objectHas(seen, cellWords);
  if ((seen.verb === 'get' && !worksOut && !partOf) || objectHas(seen, aboutFiles)) return false;
  if (signaled(seen, signalBit.none)) {
    if (seen.verb === 'read' && isFileAlone(seen)) return true;
    return (
      isTold(seen.reading, toldFiles) &&
      (isOf(seen.object, nounClass.file) || isOf(seen.beyond, nounClass.file))
    );
  }
  const path = seen.reading.schema.bySignal(signalBit.path);
  if (path?.free !== true || !namesFile(path.name) || (partOf && path.name.length < 6)) return false;
  // What it works on is handed in beside the path.
  if (worksOut) return path.required && !signaled(seen, signalBit.content);
  return path.required || isOf(seen.object, nounClass.file) || objectHas(seen, anyPage);
}

/** `readFile`: no file of one kind. */
function isFileAlone({ decision }: Seen): boolean {
  const object = decision.name?.clause.object ?? [];
  return object.length === 1 && (object[0]?.text === 'file' || object[0]?.text === 'files');
}

const contentVerbs = new Set(
  'read pull tail cat head extract convert parse load open ocr transcribe decode view'.split(' '),
);
const cellWords = wordSet(
  'value values cell cells text content contents frontmatter row rows page pages'.split(' '),
);
const aboutFiles = wordSet(
  'directory directories folder folders metadata info information structure outline properties size count names statistics stats schema list documentation docs'.split(
    ' ',
  ),
);
/** "filePath", "pdf_path", not "directory". */
function namesFile(name: string): boolean {
  const lower = name.slice(-12).toLowerCase();
  return (
    lower.endsWith('path') || lower.endsWith('file') || lower.endsWith('filename') || lower.endsWith('paths')
  );
}

/** Works on whatever stands at an address that must be given; an address that is only spelled otherwise is not visited. */
function visitsAddress(seen: Seen): boolean {
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

const spells = new Set('encode decode shorten format normalize normalise build generate search'.split(' '));

const scraping = domainBits(['scraping']);

/** A server that fetches pages: where the schema says nothing, what it makes of one comes from any address. */
function scrapes(seen: Seen): boolean {
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

const pageForms = new Set(
  'markdown md html content contents text page url links webpage website raw clean'.split(' '),
);

/** The caller names any address or file, not an item of one service. */
function takesAddress(seen: Seen): boolean {
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
const opening = new Set('convert scrape fetch read crawl visit browse open load'.split(' '));

const localWords = wordSet(['local']);
const fileWords = wordSet(['file', 'files', 'path', 'url']);

/** `get_url_rule`, `get_url_report`: what is known about addresses. */
const kinds = new Set(
  'rule rules category categories policy policies report reports history status stats analysis scan'.split(
    ' ',
  ),
);

/** "Args: url (str)": the argument stands in the text alone. */
function isTold({ text }: Seen['reading'], names: ReadonlySet<string>): boolean {
  return text.words.some((word) => word.gap >= gap.clause && names.has(word.text));
}

const toldAddresses = new Set('url urls website_url page_url pdf_url target_url webpage_url'.split(' '));
const toldFiles = new Set(
  'path epub_path file_path filepath filename file_paths pdf_path csv_path image_path input_path audio_path doc_path docx_path excel_path'.split(
    ' ',
  ),
);

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
const parts = new Set('line lines part section range chunk lines-of bytes fragment text'.split(' '));
