// The two reasons of a verdict, in the words of the product: why this category and not its neighbor, and why this level.
import { type Category, categories, levelRank } from '../../model/vocabulary.ts';
import { writesToPath } from './combine/promises.ts';
import { storedQuery } from './combine/stored.ts';
import { associations, type Decision } from './decision.ts';
import type { LevelDecision } from './level.ts';
import { levelReasons } from './lexicon/levels.ts';
import { wordSet } from './lexicon/word-set.ts';

/** By category, then by the one that it is not. */
const sentences: Readonly<Partial<Record<Category, Readonly<Partial<Record<Category, string>>>>>> = {
  Execute: {
    Destructive:
      'It is Execute and not Destructive because what it stops or changes can be started or set again.',
    Write:
      'It is Execute and not Write because its arguments, or the system it acts on, decide what happens.',
    Read: 'It is Execute and not Read because its definition does not promise that a call only reads.',
  },
  Write: {
    Destructive: 'It is Write and not Destructive because what it removes or changes can be put back.',
    Execute:
      'It is Write and not Execute because it changes one stored thing and sets nothing else in motion.',
    Financial:
      'It is Write and not Financial because no money moves and nobody owes anything after the call.',
  },
  Read: {
    Execute: 'It is Read and not Execute because it only examines what it is given.',
    Financial: 'It is Read and not Financial because it reports on money and moves none.',
  },
  Destructive: {
    Write:
      'It is Destructive and not Write because its definition names no way to get back what is removed or replaced.',
    Execute: 'It is Destructive and not Execute because what it ends does not exist afterwards.',
  },
};
const association =
  'It is Write and not Destructive because both things still exist; only the link between them ends.';
const financial = 'It is Financial because the call itself moves money or changes what someone has to pay.';
const message =
  'It is Write and not Execute because it hands over a message and sets nothing else in motion.';
const keptQuery =
  'It is Read and not Execute because it runs a query that is already stored; the caller only names it.';
const keptResult =
  'It is Write and not Read because an argument has to say where on disk its result is kept.';
const promisedRead =
  'It is Read and not Execute because its definition, or its server, promises that a call only reads.';
const plainRead = 'It is Read because it returns or works out information and changes nothing.';

/** Why this category and not its neighbor. */
export function categoryReasonOf(decision: Decision, neighbor: Category | undefined): string {
  const { category } = decision;
  if (category === 'Financial') return financial;
  if (category === 'Unknown') return 'Its name, description, and arguments do not carry a category.';
  if (category === 'Write' && neighbor === 'Destructive' && associations.has(decision.by?.sense.id ?? ''))
    return association;
  if (
    category === 'Write' &&
    neighbor === 'Execute' &&
    decision.by?.sense.effects?.includes('sends-messages')
  )
    return message;
  if (decision.promise === 'read-only') return promisedRead;
  if (decision.rules[0] === storedQuery) return keptQuery;
  if (decision.rules[0] === writesToPath) return keptResult;
  return (neighbor === undefined ? undefined : sentences[category]?.[neighbor]) ?? plainRead;
}

/** Where the level starts and what moved it. */
export function levelReasonOf(decision: Decision, { level, base, reason }: LevelDecision): string {
  if (decision.category === 'Unknown') {
    return `We could not place this tool. Until we can, it counts as ${level}, the worst that its definition still allows.`;
  }
  if (reason === undefined || level === base) return unmoved[decision.category];
  const start = `${decision.category} tools start at ${base}`;
  const raised = levelRank(level) > levelRank(base);
  const says = levelReasons[reason].says;
  return raised
    ? `${start}. This one is ${level} because ${says}.`
    : `${start}. This one is ${level}, not ${base}, because ${says}.`;
}

/** What is said of a level that stays where its category starts. */
const unmoved = Object.fromEntries(
  categories.map(({ id, base }) => [
    id,
    `${id} tools start at ${base}, and nothing in this definition moves the level.`,
  ]),
) as Readonly<Record<Category, string>>;

/** The category that came closest and lost. */
export function neighborOf(decision: Decision): Category | undefined {
  if (decision.neighbor !== undefined) return decision.neighbor;
  const { category, by, name, text } = decision;
  if (category === 'Unknown') return undefined;
  const said = name?.sense.category;
  const other = said === undefined || said === category ? text?.sense.category : said;
  if (other !== undefined && other !== category && sentences[category]?.[other] !== undefined) return other;
  const sense = by?.sense;
  switch (category) {
    case 'Execute':
      if (sense?.id === 'control' || sense?.id === 'deploy' || sense?.id === 'redeploy') return 'Destructive';
      return sense?.id === 'run-query' ? 'Read' : 'Write';
    case 'Destructive':
      return sense?.id === 'terminate-instance' ||
        sense?.id === 'uninstall-release' ||
        by?.clause.verb.base === 'destroy'
        ? 'Execute'
        : 'Write';
    case 'Write':
      if (associations.has(sense?.id ?? '') || putsAway.has(sense?.id ?? '')) return 'Destructive';
      return changesInPlace.has(sense?.id ?? '') || isBulk(by?.clause.object) ? 'Destructive' : 'Execute';
    case 'Read':
      return readLikeRun.has(sense?.id ?? '') ? 'Execute' : undefined;
    case 'Financial':
      return 'Write';
  }
}

const changesInPlace = wordSet([
  'change',
  'change-noun',
  'call-off',
  'delete-part',
  'delete-leaf',
  'clear-choice',
  'set-default',
]);
const several = wordSet(['multiple', 'all', 'bulk', 'batch', 'many']);

function isBulk(object: readonly { readonly text: string }[] | undefined): boolean {
  return object?.some((word) => several.has(word.text)) === true;
}

const putsAway = wordSet([
  'put-away',
  'delete-into-trash',
  'untrash',
  'undelete',
  'suspend-account',
  'reset-one',
  'restore-setting',
]);
const readLikeRun = wordSet(['run-inquiry', 'generate-answer', 'test-read', 'scan', 'install-guide']);
