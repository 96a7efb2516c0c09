// The rubric as a reader sees it: where levels start, what moves them, and how unclear cases were settled.
import { type Category, categories, categoryOf, type Level, levelRank } from '../model/vocabulary.ts';
import { capital } from '../model/wording.ts';

/** What moves a category's level away from where it starts. */
export const levelMoves: readonly {
  readonly category: Category;
  readonly to: Level;
  readonly when: string;
}[] = [
  { category: 'Read', to: 'medium', when: 'it returns private information' },
  { category: 'Read', to: 'medium', when: 'the caller chooses the address, file or query' },
  { category: 'Read', to: 'high', when: 'it returns a secret' },
  { category: 'Write', to: 'high', when: 'it changes access or security settings' },
  { category: 'Write', to: 'high', when: 'it reaches an outside audience' },
  { category: 'Write', to: 'high', when: 'it overwrites or changes many things at once' },
  { category: 'Write', to: 'high', when: 'it acts on production or on something shared' },
  { category: 'Write', to: 'low', when: 'it only touches trivial personal or local state' },
  {
    category: 'Execute',
    to: 'critical',
    when: 'it gives unrestricted control of a shell, a command line or a control plane',
  },
  { category: 'Execute', to: 'critical', when: 'it starts a coding agent' },
  {
    category: 'Execute',
    to: 'medium',
    when: 'what it does is bounded to a view, a test, a sandbox, or generated media',
  },
  { category: 'Destructive', to: 'high', when: 'what it removes is small or can be made again' },
  { category: 'Destructive', to: 'high', when: 'it revokes a credential' },
  { category: 'Destructive', to: 'medium', when: 'what it removes is short-lived' },
  {
    category: 'Financial',
    to: 'high',
    when: 'it creates or cancels an obligation without moving money at once',
  },
  { category: 'Financial', to: 'high', when: "its definition requires a person's approval" },
];

/** How a tool comes to a level, one sentence each. */
export function waysTo(level: Level): readonly string[] {
  const starts = categories
    .filter(({ id, base }) => id !== 'Unknown' && base === level)
    .map(({ id }) => `${id} tools start here, and stay when nothing in the definition moves them.`);
  const moved = levelMoves
    .filter(({ to }) => to === level)
    .map(({ category, when }) => {
      const { article, base } = categoryOf(category);
      const verb = levelRank(level) > levelRank(base) ? 'raised' : 'lowered';
      return `${capital(article)} is ${verb} from ${base} when ${when}.`;
    });
  const unknown =
    level === 'low'
      ? []
      : ['A tool of unknown category gets the worst level that its definition still allows, and never low.'];
  return [...starts, ...moved, ...unknown];
}

/** Unclear cases and how they are settled, so that equal tools get equal verdicts. */
export const settledCases: readonly { readonly question: string; readonly answer: string }[] = [
  {
    question: 'Stopping against destroying',
    answer:
      'What can be started or set again is not Destructive. Stopping a machine is Execute, high; destroying it is Destructive, critical; suspending a user is Write, high.',
  },
  {
    question: 'A link against the thing itself',
    answer:
      'Removing something from a list, group or label while both survive is Write. When the thing itself is gone afterwards, it is Destructive. Who works on a card is Write, medium; who belongs to a team is Write, high; deleting a group or a policy of access is Destructive, critical.',
  },
  {
    question: 'A part against the whole',
    answer:
      'Deleting lines, a section, a slide or a block is Write, medium: the document stays. Deleting one element of a drawing is Destructive, high. Emptying all of it is Destructive, high.',
  },
  {
    question: 'Going back',
    answer:
      'Putting an old state over a live one is Destructive. Bringing back what was deleted or archived is Write. Deploying an earlier release is Execute.',
  },
  {
    question: 'Archive and trash',
    answer:
      'Write, medium, because the definition names a way back; where only a sentence beside a deleting name does, it is flagged. A switch that makes it permanent makes it Destructive.',
  },
  {
    question: 'Keys and passwords',
    answer:
      'Rotating one is Write, high, since a working one remains. Revoking one is Destructive, high. Returning one is Read, high, and so is making a key that is only handed back, reading a .env file, or returning environment variables or a connection string. What the definition says is masked is not returned.',
  },
  {
    question: 'Raw queries and code',
    answer:
      'With a promise to only read it is Read, medium, also when the server’s own description gives it; without one it is Execute, high. A name that says what kind of statement is taken, such as “run select query”, is a promise; another reading word in it is not, and a mode that may be off is none. Queries of metrics and logs only read.',
  },
  {
    question: 'Whose data',
    answer:
      'Talk, mail and its drafts, browsing history, health, and the money of a person or a merchant are private: accounts, payments, invoices, subscriptions, and what is ordered at a broker. What is ordered in a shop, records of work, calendars, contacts and public data are not.',
  },
  {
    question: 'What the caller chooses',
    answer:
      'An address that is visited, a file whose content is read or examined, a query in a language of its own: Read, medium. Ids, keywords, listings of a folder, addresses of one service’s own things, and a contract on a public chain leave it low. A fetch that also takes a method and a body is Execute, high.',
  },
  {
    question: 'Networks, directories and clouds',
    answer:
      'Changing an object of a firewall or router, a user or group of a directory, or a resource of a cloud is Write, high. A note or a label on one is Write, medium, and so is creating an empty environment. Rebuilding a machine from an image is Destructive, critical; muting its alerts is Write, high. Deleting a rule, a category or a group of a firewall is Destructive, critical.',
  },
  {
    question: 'Several actions in one tool',
    answer:
      'Each listed action is judged by itself, whether the schema lists it or only the text, and the tool is named after the worst. “Manage” without a list is Write. A choice by which a look-up filters is no action, and neither is the operation of a calculator. Where several things are named, the largest counts.',
  },
  {
    question: 'Messages',
    answer:
      'Mail, posts and invitations are Write, high, because they cannot be called back. A comment or chat message in a closed space is Write, medium, also to one person, and so is a draft. A phone call is Execute, high.',
  },
  {
    question: 'Overwriting',
    answer:
      'Full replacement is Write, high, and so is a change that has to name every field again. Appending and editing are Write, medium.',
  },
  {
    question: 'Files on disk',
    answer:
      'What is downloaded, converted or rendered and handed back is Read. When an argument must say where it is kept, or the text does, it is Write, medium.',
  },
  {
    question: 'For this session',
    answer:
      'Choosing a working folder, a path for downloads, the active project or the log level is Write, low.',
  },
  {
    question: 'Run and execute',
    answer: '“Run” that only examines what it is given is Read. A fixed test or check is Execute, medium.',
  },
  {
    question: 'Money words',
    answer:
      'Prices, balances, histories, quotes and unsigned transactions are Read. Game money is Write. Only a call that itself moves or commits money is Financial. Registering a domain buys it. Changing an open order at a broker is as bad as placing one.',
  },
  {
    question: 'Browsers and devices',
    answer:
      'Clicking, typing and navigating are Execute, high; scrolling, resizing, going back and recording the page Execute, medium; a screenshot is Read, and so is waiting for something to appear. Stepping through a program in a debugger is Execute, medium. An app on a simulator is Execute, medium, to open or to stop. A lamp is Execute, medium; a door lock Execute, high.',
  },
  {
    question: 'Other models and agents',
    answer:
      'Answering, summarizing and translating are Read. Making media with a paid model is Execute, medium, and so are a research job for pay and “generate” without a word of what. Handing work to an agent is Execute, high, and critical when it is a coding agent. An agent that only hands back an answer is Read.',
  },
  {
    question: 'Name against text',
    answer:
      'When the name is clear and the text is milder, the name counts and the difference is flagged. When the text is worse, the text counts.',
  },
  {
    question: 'Nothing but nouns',
    answer:
      'A name such as “bus arrival” without a description is Read, with little confidence. A bare product name is Unknown.',
  },
  {
    question: 'What the author declares',
    answer:
      'A hint raises a verdict that no verb carries, and never lowers one. A hint that contradicts the rest is flagged.',
  },
  {
    question: 'What we do not use',
    answer:
      'Knowledge of the product beyond the definition and the server’s own description, and text that addresses the reader or a model. Such text is flagged.',
  },
];
