// The words of the product, once: every badge, prompt, schema, export, filter and page reads them from here.

/** What one call of a tool does, at its worst. `Unknown` is a result of its own, never a mild verdict. */
export const categories = [
  {
    id: 'Read',
    article: 'a Read tool',
    meaning: 'returns or works out information and changes nothing',
    definition:
      'One call gives back data or an answer: list, search, look at, compute, convert, check, explain. Nothing outside the conversation is different afterwards.',
    border: 'It is not Read when a file is written, a job starts, or a request with side effects leaves.',
    base: 'low',
  },
  {
    id: 'Write',
    article: 'a Write tool',
    meaning: 'creates or changes records, messages, files, settings, or access',
    definition:
      'One call adds or changes something that can be edited back or granted again. Most work of an agent is here: issues, documents, labels, messages, members.',
    border:
      'If the thing is gone afterwards it is Destructive; if arguments or a running system decide what happens it is Execute.',
    base: 'medium',
  },
  {
    id: 'Execute',
    article: 'an Execute tool',
    meaning: 'makes a system act, and the outcome depends on the arguments or on that system',
    definition:
      'One call sets something in motion: code, a command, a query that may change data, a browser or device action, starting, stopping, deploying, installing, another agent.',
    border: 'A tool that only analyzes what it is given is Read, whatever its name says.',
    base: 'high',
  },
  {
    id: 'Destructive',
    article: 'a Destructive tool',
    meaning: "removes or replaces something with no way back in the tool's own terms",
    definition:
      'After one call something of value no longer exists or its current state is replaced: delete, drop, purge, wipe, destroy, restore over live data, revoke a key.',
    border:
      'Removing a link while both things remain is Write; stopping what can be started again is Execute; archive and trash are Write.',
    base: 'critical',
  },
  {
    id: 'Financial',
    article: 'a Financial tool',
    meaning: 'moves or commits real money or tradable assets',
    definition:
      'The call itself pays, refunds, transfers, trades, orders, or creates, changes or cancels an obligation to pay.',
    border:
      'Prices, balances, histories and calculators are Read; game money is Write; a virtual machine that costs money is Write or Execute.',
    base: 'critical',
  },
  {
    id: 'Unknown',
    article: 'a tool of unknown category',
    meaning: 'cannot be placed from its definition',
    definition:
      'The name, description and schema do not carry a category, or contradict each other. Unknown is a result; it is shown, counted and filtered like the others.',
    border: 'It is not a mild verdict. Its level is never low.',
    base: 'medium',
  },
] as const;

/** How bad one wrong call can get, mildest first. */
export const levels = [
  {
    id: 'low',
    badge: 'Low risk',
    article: 'a low-risk tool',
    meaning: 'Nothing that matters is changed and nothing private is revealed.',
    advice: 'Can be left open.',
  },
  {
    id: 'medium',
    badge: 'Medium risk',
    article: 'a medium-risk tool',
    meaning: 'A nuisance: private information is read, or something changes that can be put right by hand.',
    advice: 'Can be left open with a limit.',
  },
  {
    id: 'high',
    badge: 'High risk',
    article: 'a high-risk tool',
    meaning:
      'An interruption, a message or change that others notice, a secret in the wrong place, or the loss of something that can be made again.',
    advice: 'Limit it, bound its arguments, or ask first.',
  },
  {
    id: 'critical',
    badge: 'Critical risk',
    article: 'a critical-risk tool',
    meaning: 'Valuable things destroyed, money gone, or control of a machine handed over, with no way back.',
    advice: 'Ask every time, or do not offer it.',
  },
] as const;

/** What a call does beyond its category, worst first. Several may hold at once; each needs evidence of its own. */
export const effects = [
  {
    id: 'moves-money',
    label: 'Moves money',
    clause: 'It moves money, or creates or ends an obligation to pay.',
  },
  { id: 'deletes-data', label: 'Deletes data', clause: 'It deletes something.' },
  { id: 'runs-code', label: 'Runs code', clause: 'It runs code or commands that the caller supplies.' },
  { id: 'changes-access', label: 'Changes access', clause: 'It changes who may do what.' },
  {
    id: 'reads-secrets',
    label: 'Reads secrets',
    clause: 'It returns secrets such as keys, tokens, or passwords.',
  },
  { id: 'overwrites-data', label: 'Overwrites data', clause: 'It replaces existing content.' },
  {
    id: 'controls-systems',
    label: 'Controls systems',
    clause: 'It changes the state of a running system or job.',
  },
  { id: 'deploys', label: 'Deploys', clause: 'It puts a version of something into service.' },
  {
    id: 'controls-devices',
    label: 'Operates a device',
    clause: 'It operates a browser, a desktop, or a physical device.',
  },
  { id: 'installs-software', label: 'Installs software', clause: 'It downloads and installs software.' },
  {
    id: 'delegates-to-agents',
    label: 'Starts an agent',
    clause: 'It hands work to another agent that acts by itself.',
  },
  {
    id: 'calls-any-address',
    label: 'Calls any address',
    clause: 'It sends a request to an address that the caller chooses.',
  },
  { id: 'sends-messages', label: 'Sends messages', clause: 'It sends a message to people.' },
  { id: 'publishes', label: 'Publishes', clause: 'It makes something visible to an outside audience.' },
  { id: 'changes-code', label: 'Changes code', clause: 'It changes source code or its history.' },
  {
    id: 'changes-settings',
    label: 'Changes settings',
    clause: 'It changes settings that other things rely on.',
  },
  { id: 'writes-memory', label: 'Writes memory', clause: 'It saves text that an agent reads again later.' },
  { id: 'incurs-cost', label: 'Incurs cost', clause: 'A call can cost money or use up a quota.' },
  {
    id: 'reads-local-files',
    label: 'Reads local files',
    clause: 'It reads files on the machine where the server runs.',
  },
  { id: 'reads-private-data', label: 'Reads private data', clause: 'It returns data that is not public.' },
  {
    id: 'reads-untrusted-content',
    label: 'Reads outside content',
    clause: 'It returns text that people outside your control may have written.',
  },
] as const;

/** The factors behind a level: each value with the phrase a page prints for it. */
export const factors = {
  reversibility: {
    label: 'Reversibility',
    values: {
      'nothing-to-undo': 'nothing changes',
      undoable: 'another call can put it back',
      'costly-to-undo': 'can be put back with work or a backup',
      permanent: 'cannot be put back',
      unknown: 'not stated',
    },
  },
  blastRadius: {
    label: 'Blast radius',
    values: {
      one: 'one item a call',
      bulk: 'many items a call',
      account: 'a whole account, project, cluster, or machine',
      unknown: 'not stated',
    },
  },
  reach: {
    label: 'Reach',
    values: {
      local: 'this machine',
      service: 'the connected account',
      outside: 'people outside the account',
      public: 'anyone',
      unknown: 'not stated',
    },
  },
  data: {
    label: 'Data',
    values: {
      public: 'public',
      internal: 'not public',
      personal: 'about people',
      source: 'source code',
      secret: 'keys, tokens, passwords',
      unknown: 'not stated',
    },
  },
  arguments: {
    label: 'Arguments',
    values: {
      none: 'takes none',
      choice: 'fixed choices and numbers within bounds',
      identifier: 'names what to act on',
      free: 'accepts any text, path or address',
      code: 'accepts code, commands or queries',
      unknown: 'not stated',
    },
  },
} as const;

/** What a definition says that keeps harm down. */
export const guards = {
  'dry-run': 'can be tried without effect',
  'confirm-argument': 'asks for an explicit confirmation',
  'human-approval': 'waits for a person',
  'read-only': 'promises to read only',
  trash: 'keeps what is removed for a time',
  bounded: 'confined to listed folders, hosts or projects',
} as const;

/** Kinds of arguments, with the phrase used in lists. */
export const argumentKinds = {
  identifier: 'an identifier',
  choice: 'one of a fixed list',
  text: 'free text',
  number: 'a number',
  switch: 'a switch',
  path: 'a file path',
  url: 'an address',
  query: 'a query',
  command: 'a command',
  code: 'code',
  recipient: 'a recipient',
  amount: 'an amount',
  credential: 'a credential',
  other: 'a value',
} as const;

/** Suspicions about a definition, shown as "suspicious definition". They never lower a verdict. */
export const findingKinds = {
  'instruction-like-text': 'The description tells the reader or the model how to behave.',
  'hidden-characters': 'The definition holds invisible or direction-changing characters.',
  'claims-read-only': 'The definition claims to only read, and the rest of it does not bear that out.',
  'annotation-contradiction': "The author's declared hints contradict the assessment.",
  'name-text-mismatch': 'The name and the description point to different effects.',
  'hollow-definition': 'The definition says little more than a name.',
} as const;

/** How a model and the rules differed over a tool. Such a verdict is marked for review by a person. */
export const disagreements = {
  'llm-higher': 'The model judged it worse than the rules did, and quoted why; the worse verdict stands.',
  'llm-lower': 'The model judged it milder than the rules did, on grounds that allow it.',
  review: 'The model and the rules disagree; the verdict of the rules stands.',
} as const;
export type Disagreement = keyof typeof disagreements;

/** Why something could not be read. Closed: a new reason is a new line here. */
export const skipReasons = {
  'too-large': 'The file or definition is larger than we read.',
  'too-many-files': 'The source holds more files than we read.',
  'not-text': 'The file is not text in an encoding that we read.',
  'syntax-error': 'Part of the file could not be parsed.',
  'no-parser': 'We have no parser for this language yet.',
  'name-not-constant': 'The name of a tool is made at run time.',
  'schema-not-constant': 'The arguments of a tool are made at run time.',
  'list-not-constant': 'A list of tools is made at run time.',
  'made-at-run-time': 'Tools come from a place that exists only when the server runs.',
  'dependency-not-read': 'A package that may hold tools of this server could not be read.',
  'never-registered': 'The code defines a tool, but nothing in it registers that tool.',
  'budget-exhausted': 'Reading stopped at a limit of time, steps or memory.',
  'unsafe-path': 'The archive or repository names a path that we refuse.',
  'missing-blob': 'The repository does not hold the content of this file.',
  'invalid-definition': 'The definition breaks the rules of the protocol.',
  'duplicate-name': 'Two definitions share a name; one is kept.',
  'manifest-disagrees': 'A manifest and the code name different tools.',
  'needs-account': 'The server lists its tools only with an account or a key.',
  'not-reached': 'The server did not answer.',
  'no-tools-found': 'No tool definition was found.',
} as const;

export type Category = (typeof categories)[number]['id'];
export type Level = (typeof levels)[number]['id'];
export type Effect = (typeof effects)[number]['id'];
export type Guard = keyof typeof guards;
export type ArgumentKind = keyof typeof argumentKinds;
export type FindingKind = keyof typeof findingKinds;
export type SkipReason = keyof typeof skipReasons;

/** Reasons by which nothing stayed unread: the source contradicts itself, and that is told. */
export const contradictions: ReadonlySet<SkipReason> = new Set([
  'never-registered',
  'duplicate-name',
  'manifest-disagrees',
]);

/** Order in which the rubric's rules are tried, mildest first: when several categories apply, the later one wins. */
export const categoryOrder: readonly Category[] = [
  'Read',
  'Unknown',
  'Write',
  'Execute',
  'Destructive',
  'Financial',
];

/** The row of the category table. */
export function categoryOf(id: Category): (typeof categories)[number] {
  return entryOf(categories, id);
}

/** The row of the level table. */
export function levelOf(id: Level): (typeof levels)[number] {
  return entryOf(levels, id);
}

/** The row of the effect table. */
export function effectOf(id: Effect): (typeof effects)[number] {
  return entryOf(effects, id);
}

/** 0 for low to 3 for critical. */
export function levelRank(id: Level): number {
  return levels.findIndex((level) => level.id === id);
}

/** The worse of two levels. */
export function worseLevel(a: Level, b: Level): Level {
  return levelRank(a) >= levelRank(b) ? a : b;
}

function entryOf<Row extends { readonly id: string }>(rows: readonly Row[], id: Row['id']): Row {
  const row = rows.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`The vocabulary has no "${id}".`);
  return row;
}
