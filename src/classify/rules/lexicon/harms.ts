// What a misled agent could cause: the clause behind "Called wrongly, it could", by level reason, sense, verb and category.
// {thing} stands for what is acted on; a clause with it is used only when that is known.
import type { Category } from '../../../model/vocabulary.ts';
import type { LevelReason } from './levels.ts';

/** By reason of the level: these say why it is worse or milder than its kind. */
export const harmsByReason: Readonly<Partial<Record<LevelReason, readonly string[]>>> = {
  secret: ['put a working secret into a conversation, a log, or the hands of whoever asked for it'],
  private: [
    'bring {thing} into a conversation that it was not meant for',
    'bring private information into a conversation where it does not belong',
  ],
  chosen: ['fetch whatever the caller names, including what was never meant to be read'],
  access: ['let the wrong person in, or shut the right one out'],
  audience: ['reach people outside under the account of the user, with words that cannot be called back'],
  overwrite: ['replace good content, or many records at once, before anyone looks'],
  production: [
    'leave {thing} in a state that breaks what others rely on, until someone notices and sets it back',
    'break what others rely on until someone notices and sets it back',
  ],
  trivial: ['leave a wrong mark that nothing else depends on'],
  unrestricted: ['do anything that the account behind the server may do'],
  agent: ['set another agent to work on a task that nobody approved'],
  credential: ['cut off everything that still uses the credential'],
  ephemeral: ['lose short-lived state while someone still looks at it'],
};

const takesAway = [
  'take away {thing} that someone still needs',
  'take away something that someone still needs',
];
const interrupts = [
  'interrupt whatever depends on {thing}, or leave it in the wrong state, until someone notices',
  'interrupt whatever depends on it until someone notices',
];
const atQuery = ['change or delete rows, since the query decides what happens'];
const atAnotherModel = ['pass text on to another model and spend quota on its answer'];
const atAnotherAgent = ['set another agent to work on a task that nobody approved'];
const atAddress = ['send a request with side effects to an address that nobody meant'];
const inSession = [
  'press or fill in the wrong thing in a live session, and so trigger any action that the page offers',
];
const onDisk = ['fill the disk, or write over a file of the same name'];
const unlinks = ['take away a link that people or systems rely on, until it is set again'];
const cutsOut = ['cut out a part that the rest still needs'];
const bringsBack = ['bring back what someone meant to be gone'];
const costsTime = ['cost time and computing power for a run that nobody needed'];

/** The clauses that several senses share. */
const shared: readonly (readonly [string, readonly string[]])[] = [
  ['delete crud delete-value', takesAway],
  [
    'control pause-queue pause-system resize-machine move-workload set-capacity set-running-state isolate-machine make-anew compose-containers',
    interrupts,
  ],
  ['run-query query-alone write-query query-by-text query-by-statement send-statement query-graph', atQuery],
  [
    'chat-with-model complete-chat ask-model generate-text answer-as-model chat-of-model model-thinks let-model-think send-to-model talk-to-model chat-by-prompt',
    atAnotherModel,
  ],
  ['message-agent delegate-agent hand-to-agent talk-to-agent chat-with-agent assign-agent', atAnotherAgent],
  [
    'http-change api-request change-by-http send-request proxy-requests send-alone post-to-address fetch-by-method http-call',
    atAddress,
  ],
  ['interface-hand fill-field', inSession],
  ['save-export save-generated save-download save-converted save-from-address export-to-path', onDisk],
  ['end-relation end-link take-tag-off end-issue-link end-link-between delete-link', unlinks],
  ['delete-part delete-leaf delete-cells delete-rows-of-sheet delete-range', cutsOut],
  ['untrash undelete bring-back-deleted', bringsBack],
  ['run-test try-out page-audit', costsTime],
];

/** By sense of the verb. */
export const harmsBySense: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    shared.flatMap(([senses, harms]) => senses.split(' ').map((sense) => [sense, harms])),
  ),
  'clear-data': ['empty {thing} while the content is still needed', 'remove content that is still needed'],
  'terminate-instance': ['end {thing} together with everything that was only stored there'],
  'rebuild-machine': ['wipe {thing} together with everything that was only stored there'],
  'uninstall-release': ['take down everything that the release runs'],
  'put-back-old': ['put an old state over the present one and lose what came after it'],
  'reset-hard': ['throw away the present state of {thing}', 'throw away the present state'],
  'cancel-running': ['break off {thing} halfway and leave its work undone', 'break off work halfway'],
  deploy: ['put the wrong version into service'],
  'set-image': ['put the wrong version into service'],
  'sync-application': ['put the wrong version into service'],
  redeploy: ['put the wrong version back into service'],
  'promote-release': ['put a version into service before it is ready'],
  apply: ['change running infrastructure in ways that only its input decides'],
  'stored-query': ['return the wrong rows, and change nothing'],
  'run-code': ['do whatever the supplied code says, with the rights of the server'],
  'run-shell': ['run commands that nobody checked, with the rights of the server'],
  run: ['set {thing} in motion when nobody asked for it', 'set something in motion that nobody asked for'],
  'call-service': ['trigger {thing} with arguments that nobody checked'],
  'interface-act': ['act on the wrong thing in a live session, with all that follows from it'],
  'interface-choose': ['act on the wrong thing in a live session, with all that follows from it'],
  'interface-view': ['move the view of a live session away from what the next step expects'],
  'interface-history': ['move the view of a live session away from what the next step expects'],
  'interface-upload': ['hand a file over to a page that was not meant to have it'],
  'record-view': ['keep a recording of what was not meant to be kept'],
  'use-computer': ['do anything on the screen that the user could do'],
  'interface-tab': ['switch or close the wrong view, so that the next step acts on the wrong page'],
  'open-app': ['open something that acts as soon as it is open'],
  'play-media': ['play, pause, or skip at the wrong moment'],
  play: ['play, pause, or skip at the wrong moment'],
  'line-up-media': ['play, pause, or skip at the wrong moment'],
  'sound-alarm': ['alarm people without a cause'],
  'switch-device': ['switch a device while people depend on it'],
  'guarded-device': ['open what should stay shut, or shut people out'],
  device: ['operate a device at the wrong moment'],
  session: ['open or close a session under the wrong account'],
  'start-login': ['begin a sign-in that the user did not ask for'],
  'connection-alone': ['attach the server to the wrong account or system'],
  'session-end': ['end a session in which someone is still working'],
  'close-browser': ['end a session in which someone is still working'],
  'open-anything': ['open or end something while someone is at work with it'],
  'load-project': ['put the session to work on the wrong project'],
  'refresh-session': ['keep a session alive that should have ended'],
  'stop-clock': ['book time to the wrong work'],
  'session-start': ['leave sessions open that nobody watches'],
  'session-create': ['leave sessions open that nobody watches'],
  install: ['bring software onto the machine that nobody reviewed'],
  'apply-updates': ['bring software onto the machine that nobody reviewed'],
  'forward-port': ['open a way into the machine that should stay closed'],
  'switch-debugging': ['slow a running program down, or show what goes on in it'],
  'leave-debugger': ['stop a running program halfway, or let it run on unwatched'],
  'make-media': ['spend quota on output that nobody wanted'],
  'generate-media': ['spend quota on output that nobody wanted'],
  'create-media': ['spend quota on output that nobody wanted'],
  speak: ['spend quota on output that nobody wanted'],
  attack: ['strike systems that the operator does not own'],
  'active-scan': ['probe systems that the operator does not own'],
  build: ['use up time and computing power on the wrong input'],
  train: ['use up time and computing power on the wrong input'],
  phone: ['ring people who did not want a call'],
  'create-call': ['ring people who did not want a call'],
  dial: ['ring people who did not want a call'],
  pay: ['send money to the wrong place or in the wrong amount'],
  trade: ['trade the wrong asset or amount at the price of that moment'],
  'trade-anything': ['trade the wrong asset or amount at the price of that moment'],
  'transfer-asset': ['move assets to the wrong address, from which they may not return'],
  'transfer-coins': ['move coins to the wrong address, from which they may not return'],
  'place-order': [
    'commit money to {thing} that nobody wanted',
    'commit money to something that nobody wanted',
  ],
  'plain-order': ['commit money to an order that nobody wanted'],
  'change-order': ['change or call off an order that was meant to stand'],
  'call-off-order': ['change or call off an order that was meant to stand'],
  'transfer-money': ['send money to the wrong recipient or in the wrong amount'],
  'spend-approval': ['let another party spend assets'],
  'make-payment': ['send money to the wrong party or in the wrong amount'],
  payment: ['send money to the wrong party or in the wrong amount'],
  'make-invoice': ['bill or bind the wrong party, or end an agreement that was wanted'],
  bet: ['stake money that nobody meant to stake'],
  'make-obligation': ['bill or bind the wrong party, or end an agreement that was wanted'],
  'make-payment-link': ['ask the wrong party for money, or for the wrong amount'],
  'ad-spend': ['spend an advertising budget on the wrong thing'],
  'book-paid': ['commit to a purchase that nobody wanted'],
  charge: ['take money from the wrong party'],
  'send-in': ['put words into a shared space under the account of the user'],
  send: ['send something in the name of the user to the wrong place'],
  'publish-on-bus': ['set off whatever listens for such a message'],
  'publish-event': ['set off whatever listens for such a message'],
  remember: ['plant a wrong statement that later runs take for true'],
  'put-away': ['hide {thing} from people who still need it, until someone brings it back'],
  'delete-into-trash': ['hide {thing} from people who still need it, until someone brings it back'],
  'take-out': ['take {thing} out of where it is needed, until someone puts it back'],
  unlink: ['undo a link that people or systems rely on, until it is set again'],
  'format-document': ['spoil the look of what others read, until someone sets it right'],
  'complete-entry': ['count {thing} as done before the work is', 'count work as done before it is'],
  'convert-entry': ['turn {thing} into something that nobody asked for'],
  'convert-record': ['turn {thing} into something that nobody asked for'],
  'reset-one': ['put back a setting that someone had chosen'],
  'commit-code': ['record unwanted changes in the history of the code'],
  create: [
    'leave {thing} behind that nobody wanted and someone has to clean up',
    'leave entries behind that nobody wanted and someone has to clean up',
  ],
  'create-noun': ['leave {thing} behind that nobody wanted and someone has to clean up'],
  change: [
    'put wrong values into {thing} where others expect right ones, until someone sets them back',
    'put wrong values where others expect right ones, until someone sets them back',
  ],
  'change-noun': ['leave {thing} in the wrong state until someone sets it back'],
  'web-look': ['bring pages into the conversation that outsiders wrote, with any orders hidden in them'],
};

/** By verb, for tools that only read: what a wrong answer looks like. */
export const harmsByVerb: Readonly<Record<string, readonly string[]>> = {
  list: [
    'list more or other {thing} than was asked for, and change nothing',
    'list more than was asked for, and change nothing',
  ],
  search: ['bring up the wrong matches, and change nothing'],
  find: ['bring up the wrong matches, and change nothing'],
  lookup: ['bring up the wrong entry, and change nothing'],
  query: ['return the wrong rows, and change nothing'],
  check: ['report the wrong state, and change nothing'],
  validate: ['pass something that is wrong, or the reverse, and change nothing'],
  verify: ['pass something that is wrong, or the reverse, and change nothing'],
  analyze: ['draw the wrong conclusion, and change nothing'],
  compare: ['draw the wrong conclusion, and change nothing'],
  calculate: ['work out a wrong number, and change nothing'],
  convert: ['return a wrong conversion, and change nothing'],
  translate: ['return a wrong translation, and change nothing'],
  generate: ['produce text or data that is wrong, and change nothing'],
  export: ['hand over more than was asked for, and change nothing'],
  download: ['hand over more than was asked for, and change nothing'],
  think: ['waste a step, and change nothing'],
};

/** By verb, for tools that write: what the wrong one leaves behind. */
export const harmsByChange: Readonly<Record<string, readonly string[]>> = {
  assign: ['give {thing} to the wrong person or place, until someone notices'],
  attach: ['tie things together that do not belong together, until someone takes them apart'],
  associate: ['tie things together that do not belong together, until someone takes them apart'],
  bind: ['tie things together that do not belong together, until someone takes them apart'],
  link: ['tie things together that do not belong together, until someone takes them apart'],
  move: ['put {thing} where nobody looks for it, until someone moves it back'],
  rename: ['give {thing} a name under which nobody looks for it'],
  cancel: ['call off {thing} that people count on', 'call off something that people count on'],
  import: [
    'bring in wrong or unwanted data through {thing}, for someone to sort out',
    'bring in wrong or unwanted data',
  ],
  upload: [
    'leave {thing} behind that nobody wanted and someone has to clean up',
    'leave something behind that nobody wanted and someone has to clean up',
  ],
};

/** When nothing finer fits. */
export const harmsByCategory: Readonly<Record<Category, readonly string[]>> = {
  Read: [
    'return the wrong {thing}, and change nothing',
    'give a wrong or needless answer, and change nothing',
  ],
  Write: ['leave wrong content that someone has to find and put right'],
  Execute: ['set something in motion that nobody asked for'],
  Destructive: ['lose something that the definition names no way to bring back'],
  Financial: ['move money or assets where nobody meant them to go'],
  Unknown: ['do something that the definition does not tell'],
};

/** What reading the words of outsiders can bring in. */
export const outsideWords =
  'bring text that outsiders wrote into the conversation, with any orders hidden in it';
