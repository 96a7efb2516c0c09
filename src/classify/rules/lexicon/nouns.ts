// The nouns that decide: what a verb acts on. A word may belong to several classes.
import { type WordMap, wordMap } from './word-set.ts';

/** Classes of things, one bit each, so that a phrase's classes are one number. */
export const nounClass = {
  /** Keys, tokens, passwords. */
  secret: 1 << 0,
  /** Who may do what: members, roles, permissions, firewall rules. */
  access: 1 << 1,
  /** Messages that leave the account: mail, text messages, social posts. */
  outside: 1 << 2,
  /** Messages in a shared space, and comments. */
  chat: 1 << 3,
  /** Small or easily made again. */
  small: 1 << 4,
  /** Short-lived. */
  ephemeral: 1 << 5,
  /** A relation between two things. */
  link: 1 << 6,
  /** Payments, invoices, orders to pay. */
  money: 1 << 7,
  /** Tradable assets. */
  asset: 1 << 8,
  /** Lights, doors, speakers, pins. */
  device: 1 << 9,
  /** A live interface: elements, pages, tabs, keys. */
  interface: 1 << 10,
  /** Pictures, video, sound. */
  media: 1 << 11,
  /** Running systems: machines, pods, jobs, services. */
  system: 1 << 12,
  /** Program text. */
  code: 1 << 13,
  /** Database queries. */
  query: 1 << 14,
  /** A look-up or a computation: search, check, analysis. */
  inquiry: 1 << 15,
  /** Settings that production, networks or others rely on. */
  production: 1 << 16,
  /** Trivial personal or session state. */
  trivial: 1 << 17,
  /** Text of people in private: mail, chats, health, accounts. */
  private: 1 << 18,
  /** Instructions or knowledge that a call returns: guides, docs, plans. */
  guidance: 1 << 19,
  /** Files and folders. */
  file: 1 << 20,
  /** Stores of data. */
  store: 1 << 21,
  /** Software packages. */
  software: 1 << 22,
  /** Agents that act by themselves. */
  agent: 1 << 23,
  /** A report on something: history, status, details. */
  report: 1 << 24,
  /** Physical openings and alarms. */
  guarded: 1 << 25,
  /** A login or a connection. */
  session: 1 << 26,
  /** Memory that an agent reads again. */
  memory: 1 << 27,
  /** Source code under version control. */
  versioned: 1 << 28,
  /** A person or an account of a person. */
  person: 1 << 29,
  /** A composed thing whose state is made of many parts. */
  composed: 1 << 30,
} as const;
export type NounClass = keyof typeof nounClass;

/** Words by class, singular, lower case. Two words joined by `+` count only side by side. */
const nouns: Readonly<Record<NounClass, string>> = {
  secret:
    'secret password passwd passphrase credential kubeconfig mnemonic apikey api+key private+key access+key secret+key ssh+key encryption+key aes+key rsa+key symmetric+key signing+key key+pair keypair auth+token access+token api+token bearer+token refresh+token personal+token webhook+secret client+secret vault+value seed+phrase keyring keychain totp otp+secret deploy+key license+key vault+key vault+secret pat jwt sas+token connection+string db+credential deployment+token registration+token join+token service+token',
  access:
    'permission role member membership acl access privilege invite invitation collaborator delegate admin administrator owner ownership firewall policy grant share sharing collaboration scope sso saml mfa 2fa authentication authorization visibility security+group user+group access+rule ip+allowlist allowlist whitelist blacklist blocklist denylist rbac iam oauth application+access seat security two-factor mfa protection identity password credential secret domain+whitelist group+member risk+action binding rolebinding clusterrole provisioning+key segment+group access+policy service+account trust encryption auth smime',
  outside:
    'email mail sms tweet newsletter invitation invite press+release whatsapp telegram gmail outlook fax campaign+email push+notification toot linkedin+post instagram+post facebook+post social+post reel story retweet e-mail mailing broadcast voice+message text+message template+message direct+message dm announcement x+post',
  chat: 'message comment reply chat thread+reply reaction discussion note+comment review+comment response conversation notification mention prompt+message',
  small:
    'tweet coupon promo+code network+mock mock autoreply autoresponder forwarder service+binding cron+trigger cron watching foreign+key project+update workspace+update status+update initiative+update execution execution+output contact+profile whois+profile release invitation invite review formatting rating area floor memory memories setting preference pod automation post message comment tag label draft filter webhook note task event reaction bookmark favorite favourite alias env reminder todo subtask highlight annotation shortcut snippet saved+search view widget hook emoji entry memo checklist checklist+item notification variable environment+variable watchlist mapping logging+category repo+reference chart+repository dns+record dns+rewrite prompt component link redirect redirect+rule favicon localstorage timer+entry time+entry worklog story attachment bullet cell row+entry shape slide step node+edge relation edge subscription+filter rewrite category list+item menu+item wishlist cart+item report feed stage milestone iteration sticky+note card checkitem check+item action+item meeting template session+record observation relation sandbox shelf playlist column validation+rule format style watermark header footer topic flag cookie rule+draft cache+all alert+rule issue alert investment list+entry cart anime myanimelist+item reminder+list saved+item helm+repo monitor downtime documentation+source data+source datasource',
  ephemeral:
    'console buffer cache thought clipboard history+buffer terminal log+buffer network+log console+log console+message browser+log canvas selection scratchpad browser+tab session browser+session telemetry temp temporary temp+file breakpoint highlight+overlay overlay thinking+history filter+selection screen debug+log event+log+buffer',
  link: 'association membership assignment relation relationship dependency member tag label assignee watcher follower parent subscriber reviewer link mapping participant attendee collaborator connection playlist+item reaction favorite bookmark star vote like cart watch blocker sibling+link guest contributor association+link delegate track song item_from follow attachment+link',
  money:
    'payment invoice refund payout charge billing payment+link checkout price+plan subscription deposit withdrawal purchase payment+intent transfer+money money fund funds donation tip order bill card+payment credit+note purchase+order ad+budget budget settlement remittance salary payroll fee credit+memo debit mandate installment payment+method quote+acceptance estimate+invoice gift+card coupon+payout escrow topup top-up ach wire booking+payment offer+acceptance bank+transfer',
  asset:
    'token eth ether btc bitcoin sol solana erc20 erc721 erc1155 nft coin crypto stock share+order position trade swap liquidity stake wallet tx transaction option+order asset leverage margin perp future order satoshi usdc usdt native+token lamport bridge inscription rune domain+purchase allowance spl airdrop collateral limit+order market+order stop+order option futures+order brc20 dai weth vault+deposit lp',
  device:
    'light lamp led thermostat lock door garage temperature heating cooling humidity alarm speaker tv television vacuum fan heater sensor pin gpio pwm relay motor servo robot camera printer plug switch climate blind curtain cover drone playback volume media+player scene music song track radio device smart+home phone+device wifi bluetooth flashlight torch hotspot emulator simulator brightness entity',
  interface:
    'element selector button mouse keyboard key+press keypress tab browser window dialog viewport cursor coordinate dropdown checkbox url+bar link+text input+field touch gesture ui scroll popup file+chooser menu+item webpage',
  media:
    'image picture photo video audio speech voice song music sound icon logo avatar animation illustration podcast 3d+model sprite thumbnail+image tts svg gif clip artwork wallpaper poster drawing voiceover portrait meme',
  system:
    'vm instance server container pod cluster service deployment process job pipeline workflow build machine node daemon app application stack function replica runner task+run container+group droplet host dyno task workload sandbox environment rollout release run tunnel stream recording scan simulation experiment training sync crawl execution virtual+machine network+interface statefulset daemonset replicaset cronjob queue+consumer worker listener trace profiler debugger test suite campaign automation scenario zap flow dag virtual+environment monitor proxy recording+session emulator timer+service virtualmachine endpoint+service connector ingestion space compute compute+instance site backend program backup migration import upgrade',
  code: 'code script python javascript js typescript ruby lua groovy applescript powershell bash shell luau expression snippet+code program jxa macro notebook+cell console+command osascript r+script matlab jq+program php java kotlin rust+code golang function+code cell',
  query:
    'sql query cypher graphql mongodb+query aggregation pipeline+aggregation statement kql promql logql dql sparql dax soql jql cql mdx aql surql flux influxql spl gremlin mql',
  inquiry:
    'screener classifier classification detector detection calculator estimator predictor prediction evaluator validator analyzer analyser checker solver recognition segmentation clustering monte+carlo eval search lookup check query calculation analysis audit scan validation inspection comparison evaluation assessment diagnosis diagnostic lint test+report web+search report research review forecast simulation+result backtest math computation inference estimation summary health+check healthcheck heartbeat translation conversion similarity+search semantic+search vector+search retrieval regression anova statistic correlation investigation triage reasoning thinking',
  production:
    'dns firewall route routing feature+flag flag alert silence production production+config prod maintenance maintenance+mode webhook gateway load+balancer vpc subnet security+group vlan nat proxy certificate ssl tls domain nameserver network+policy ip+address waf cdn cache+rule taint cordon env environment+variable subdomain branch+protection ruleset alert+rule alarm on-call oncall registry configmap forwarding forwarding+rule forwarding+gateway destination export+destination interface+config ntp dhcp vpn bgp acl cluster+config sync+service server+config deployment+config isolation+policy policy+rule sql+firewall network monitor+rule log+drain origin ingress egress host+config system+setting dns+zone hosted+zone zone+setting zone+file tenant+setting replication monitor uptime+monitor downtime db+connection database+connection notification+policy contact+point remote+config app+config pipeline+config pipeline+configuration traefik+config edge+config nginx+config',
  trivial:
    'like star follow favorite favourite read+status unread bookmark active+project log+level mode theme preference language+setting current+project workspace+selection default+project default+workspace current+directory working+directory cwd color+scheme cursor+position local+setting display+setting active+workspace context+selection session+id output+format zoom camera+view selection unit timezone vote reaction emoji watchlist wishlist watched seen read unread active+environment nickname pet verbosity default+connector',
  private:
    'payment+method saved+card lifelog lifelogs bank+statement account+statement card+statement email mail inbox message chat conversation dm direct+message medical patient diagnosis prescription sleep heart+rate glucose payslip salary payroll bank+account transaction+history transcript meeting+transcript call+recording sms call+log voicemail diary recording meeting+note thread whatsapp browsing+history browser+history customer+payment credit+report tax account+balance card+transaction bank+transaction expense budget workout fitness ssn passport salary+data menstruation menstrual+cycle http+traffic https+traffic live+traffic network+traffic captured+traffic proxy+traffic proxy+history unapproved+transaction voicemails order+message whatsapp+message health+data health+record health+metric call+transcript wellness+data wellness body+composition blood+pressure',
  guidance:
    'guide documentation docs doc+page help instruction tutorial example sample best+practice template+text boilerplate checklist+text tip advice recommendation suggestion idea prompt+text plan outline explanation overview usage cheatsheet reference migration+guide requirement strategy roadmap commit+message snippet query+text regex schema+text hint steps',
  file: 'file directory folder path document disk drive filesystem attachment archive zip spreadsheet workbook pdf epub blob object csv worksheet',
  store:
    'database table collection index bucket schema namespace volume queue topic dataset catalog keyspace repository repo storage warehouse vault db row record registry column datastore container+registry partition shard knowledge+base view+table entry',
  software:
    'package dependency plugin extension module library app chart npm pip software driver addon add-on skill update package+manager mod brew apt server+package apk app+package model+weights',
  agent:
    'agent subagent sub-agent swarm claude codex devin copilot+agent assistant+run crew coding+agent ai+agent autonomous',
  report:
    'breakdown history list detail details info information status stat stats statistic statistics count summary overview log logs metric metrics report analytics score price quote quotes rate data result results state version versions schema type types feed activity usage chart rankings ranking insight insights trend trends events balance balances portfolio positions metadata health availability name names id ids value values performance finder calculator viewer reader lookup searcher explorer forecast calendar catalog menu',
  guarded: 'door lock garage gate alarm siren valve relay gpio hardware output',
  session:
    'session login connection auth authentication oauth account browser database server device websocket ssh',
  memory:
    'memory memories knowledge+graph observation entity+memory long+term+memory recollection insight+memory context+memory lesson fact',
  versioned:
    'commit branch file+contents repository+file pull+request merge+request git tag release code repo',
  person:
    'user person customer contact patient employee candidate member account profile subscriber guest lead student',
  composed:
    'layout board database device cluster workspace canvas design project scene form theme+settings dashboard application environment world page configuration config all+settings repository repo index system factory',
};

const single = new Map<string, number>();
const double = new Map<string, Map<string, number>>();
for (const [name, words] of Object.entries(nouns)) {
  const bit = nounClass[name as NounClass];
  for (const word of words.split(' ')) {
    const [first = '', second] = word.split('+');
    if (second === undefined) {
      for (const form of [first, plural(first)]) single.set(form, (single.get(form) ?? 0) | bit);
      continue;
    }
    const after = double.get(first) ?? new Map<string, number>();
    for (const form of [second, plural(second)]) after.set(form, (after.get(form) ?? 0) | bit);
    double.set(first, after);
  }
}

/** Every word with a class, and every first word of a pair with one. */
export const nounWords: Iterable<string> = new Set([...single.keys(), ...double.keys()]);

/** The classes of a word by itself. */
export function classesOf(word: string): number {
  return single.get(word) ?? 0;
}

/** The classes of the pairs that a word makes, by the word behind it. */
export function classesAfter(word: string): WordMap<number> | undefined {
  const after = double.get(word);
  return after === undefined ? undefined : wordMap(after);
}

/** The bits of several classes. */
export function bitsOf(classes: readonly NounClass[]): number {
  let bits = 0;
  for (const name of classes) bits |= nounClass[name];
  return bits;
}

/** Plural of an English noun, by rule. */
function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
