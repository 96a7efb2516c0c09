// Verbs as a sentence says them, where the word of the name is no word of prose; and nouns that names shorten.
import { endsWith, startsWith } from '../../../kit/text.ts';
import { wordMap, wordSet } from './word-set.ts';

const thirdPersons = wordMap(
  Object.entries({
    login: 'logs in to',
    signin: 'signs in to',
    logout: 'logs out of',
    signup: 'signs up for',
    checkout: 'checks out',
    checkin: 'checks in',
    'give-back': 'gives back',
    'put-back': 'puts back',
    'take-off': 'takes off',
    'take-over': 'takes over',
    'hand-over': 'hands over',
    setup: 'sets up',
    rollback: 'rolls back',
    rollout: 'rolls out',
    lookup: 'looks up',
    looksup: 'looks up',
    shutdown: 'shuts down',
    poweroff: 'powers off',
    poweron: 'powers on',
    power: 'changes the power state of',
    cleanup: 'cleans up',
    backup: 'backs up',
    init: 'initializes',
    exec: 'executes',
    eval: 'evaluates',
    del: 'deletes',
    rm: 'removes',
    rmdir: 'removes',
    ls: 'lists',
    cat: 'prints',
    calc: 'calculates',
    compute: 'works out',
    tts: 'speaks',
    goto: 'goes to',
    goback: 'goes back',
    whois: 'looks up the owner of',
    retrive: 'retrieves',
    echo: 'echoes',
    exists: 'checks for',
    is: 'checks',
    has: 'checks for',
    curl: 'requests',
    http: 'sends a request to',
    ssh: 'opens a shell on',
    sms: 'sends a text message to',
    mail: 'sends mail to',
    email: 'sends an email to',
    chat: 'chats with a model about',
    completion: 'asks a model to complete',
    nmap: 'scans',
    nikto: 'scans',
    nuclei: 'scans',
    masscan: 'scans',
    dirb: 'scans',
    gobuster: 'scans',
    ffuf: 'scans',
    sqlmap: 'attacks',
    hydra: 'attacks',
    hashcat: 'attacks',
    status: 'reports the state of',
    info: 'describes',
  }),
);

const nounsInFull = wordMap(
  Object.entries({
    info: 'information',
    vm: 'VM',
    vms: 'VMs',
    id: 'ID',
    ids: 'IDs',
    url: 'URL',
    urls: 'URLs',
    api: 'API',
    sql: 'SQL',
    dns: 'DNS',
    ip: 'IP',
    pdf: 'PDF',
    csv: 'CSV',
    json: 'JSON',
    html: 'HTML',
    nft: 'NFT',
    db: 'database',
    env: 'environment variable',
    config: 'configuration',
    repo: 'repository',
    repos: 'repositories',
    pr: 'pull request',
    docs: 'documentation',
    auth: 'stored login',
    acl: 'ACL',
    ssh: 'SSH',
    cpu: 'CPU',
    ui: 'UI',
  }),
);

const massNouns = wordSet(
  'information data liquidity metadata content status history documentation text usage news weather feedback traffic music access code sql json csv html help advice memory stored'.split(
    ' ',
  ),
);

/** Nouns in -s that are one thing. */
const singular = wordSet('alias canvas atlas bias series gas kubernetes'.split(' '));

/** "removes" for "rm": the third person as prose says it. */
export function spokenVerb(base: string, regular: string): string {
  return thirdPersons.get(base) ?? regular;
}

/** Words that say how many, not what. */
const amounts = wordSet('bulk batch multi mass'.split(' '));

/** The words of a name as prose: "vm id" is "VM ID". */
export function spokenNouns(words: readonly string[]): string {
  let said = '';
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (amounts.has(word) || (index > 0 && words[index - 1] === 'env' && startsWith(word, 'var'))) continue;
    const noun =
      word === 'env' && words[index + 1] === 'vars'
        ? 'environment variables'
        : (nounsInFull.get(word) ?? word);
    said = said === '' ? noun : `${said} ${noun}`;
  }
  return said;
}

/** With "a", "an", "the", or nothing before plurals and what cannot be counted. */
export function withArticle(words: string, isNew: boolean): string {
  const last = words.slice(words.lastIndexOf(' ') + 1).toLowerCase();
  if (isPlural(last)) return words;
  if (!isNew) return `the ${words}`;
  if (massNouns.has(last)) return words;
  return beginsWithVowel(words) ? `an ${words}` : `a ${words}`;
}

function isPlural(noun: string): boolean {
  if (!endsWith(noun, 's')) return false;
  return !/(ss|us|is|news)$/.test(noun) && !singular.has(noun);
}

const vowels = [...'aeiouAEIOU'];

/** As it is spoken: "an item", but "a user". */
function beginsWithVowel(words: string): boolean {
  return vowels.includes(words.charAt(0)) && !/^(user|uni|use|url|euro|one)/i.test(words);
}
