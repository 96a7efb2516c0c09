// Definitions in which no verb is found: arguments, then nouns, decide; else we do not know.
import type { Clause } from '../clause.ts';
import { type Decision, severity } from '../decision.ts';
import { domainBits, domainsOf } from '../lexicon/domains.ts';
import { nounClass } from '../lexicon/nouns.ts';
import { markBit } from '../lexicon/phrases.ts';
import { signalBit, signalBits } from '../lexicon/signals.ts';
import { verbs } from '../lexicon/verbs.ts';
import { type WordSet, wordSet } from '../lexicon/word-set.ts';
import type { Reading } from '../reading.ts';
import { type NameView, nameView } from '../views/name-view.ts';
import { gap, movedTo, type Word, wordsOfName } from '../words.ts';
import { labelledVerbs, rowOfVerbs } from './row-of-verbs.ts';
import { worst } from './worst.ts';

/** No verb anywhere: arguments, then nouns, decide; else we do not know. */
export function withoutVerb(
  reading: Reading,
  name: NameView,
  base: Omit<Decision, 'category' | 'rules' | 'by'>,
): Decision {
  if ((reading.marks & markBit.agent) !== 0 && (reading.signals & signalBit.prompt) !== 0) {
    return { ...base, category: 'Execute', rules: ['agent-prompt'], by: undefined };
  }
  if (name.words.some(({ text }) => codingAgents.has(text))) {
    return { ...base, category: 'Execute', rules: ['agent-prompt'], by: undefined };
  }
  if ((reading.signals & signalBit.paging) !== 0) {
    return { ...base, category: 'Read', rules: ['paging-arguments'], by: undefined };
  }
  const runsQuery = (name.bits & nounClass.query) !== 0 && (reading.signals & queryBits) !== 0;
  const isShell = shells.has(name.words.at(-1)?.text ?? '') && (reading.signals & signalBit.none) !== 0;
  if (takesCode(reading, name) || runsQuery || isShell || (reading.signals & signalBit.command) !== 0) {
    return { ...base, category: 'Execute', rules: ['raw-argument'], by: undefined };
  }
  if (namesAgent(name) && !answersOnly(reading)) {
    return { ...base, category: 'Execute', rules: ['names-agent'], by: undefined };
  }
  const row =
    name !== reading.name
      ? []
      : takesAction(reading)
        ? labelledVerbs(reading.text.words)
        : rowOfVerbs(reading.text.words);
  const listed = worst(row, reading);
  if (listed !== undefined && severity(listed.sense.category) > severity('Read')) {
    return { ...base, category: listed.sense.category, rules: ['lists-verbs', listed.sense.id], by: listed };
  }
  if (name.isReport || (name.bits & (nounClass.inquiry | nounClass.guidance | nounClass.report)) !== 0) {
    return { ...base, category: 'Read', rules: ['noun-report'], by: undefined };
  }
  if (isPlural(name.words.at(-1)?.text ?? '') && !reading.text.opensWithAct) {
    return { ...base, category: 'Read', rules: ['plural-noun'], by: undefined };
  }
  if (reading.text.opensWithAct) {
    return { ...base, category: 'Unknown', rules: ['unknown-verb'], by: undefined };
  }
  const operations = reading.text.words.filter((word) => namesOperation(word.text)).slice(0, mostOperations);
  const gravest = worst(operations.flatMap(clausesOfOperation), reading);
  if (gravest !== undefined) {
    return {
      ...base,
      category: gravest.sense.category,
      rules: ['lists-operations', gravest.sense.id],
      by: gravest,
    };
  }
  if (reading.text.words.length >= 3) {
    return { ...base, category: 'Read', rules: ['text-noun'], by: undefined };
  }
  if (name.words.length > 1 && name.words.at(-1)?.text === 'api') {
    return { ...base, category: 'Execute', rules: ['names-api'], by: undefined };
  }
  if (namesInformation(name, reading)) {
    return { ...base, category: 'Read', rules: ['names-thing'], by: undefined };
  }
  return { ...base, category: 'Unknown', rules: ['nothing-carries'], by: undefined };
}

/** `python_repl` with an argument `code`. */
export function takesCode({ signals }: Reading, { bits }: NameView): boolean {
  return (bits & nounClass.code) !== 0 && (signals & signalBit.code) !== 0;
}

/** An argument chooses which of several actions is meant. */
function takesAction({ schema }: Reading): boolean {
  return schema.arguments.some(({ plain }) => choosing.has(plain));
}

const choosing = wordSet(['action', 'operation', 'op', 'subcommand', 'mode']);

/** `segmented-revenue`, `bus_arrival`: nouns and no act. A single word is as often a product's name as a thing's. */
function namesInformation(name: NameView, reading: Reading): boolean {
  if (name.words.some(({ text }) => tidings.has(text))) return true;
  if ((name.bits & (nounClass.agent | nounClass.device | nounClass.money)) !== 0) return false;
  if ((reading.domains & agentDomain) !== 0) return false;
  const own = name.words.filter(({ text }) => text.length > 2 && !frames.has(text));
  if (own.length === 1 && domainsOf(own[0]?.text ?? '') !== 0) return false;
  return own.some(({ text }) => !reading.serverName.includes(text));
}

/** What is told, also where it is the product's name. */
const tidings = wordSet(
  'weather news forecast time quote quotes definition dictionary horoscope joke trivia'.split(' '),
);

/** `harbor_agent`: the tool is the agent, and a call hands work over to it. */
export function namesAgent(name: NameView): boolean {
  if (!agentWords.has(name.words.at(-1)?.text ?? '')) return false;
  return !name.words.some(
    ({ text, known }) => answers.has(text) || (known.classes & nounClass.inquiry) !== 0,
  );
}

/** "Harbor Agent - plans the day": the text calls the tool an agent before it says what for. */
export function introducesAgent({ text: { words }, domains }: Reading): boolean {
  if ((domains & agentDomain) === 0) return false;
  for (let at = 1; at < 5; at += 1) {
    if (words[at]?.text !== 'agent') continue;
    const before = words.slice(0, at);
    return (
      words[at + 1]?.gap === gap.clause &&
      before.every(({ text, known }) => !answers.has(text) && (known.classes & nounClass.inquiry) === 0)
    );
  }
  return false;
}

/** "Specialized agent for financial statement analysis": it looks something up, and nothing says that it acts by itself. */
function answersOnly({ text, marks }: Reading): boolean {
  if ((marks & markBit.agent) !== 0) return false;
  return text.words
    .slice(0, longestLead)
    .some(({ text: word, known }) => (known.classes & nounClass.inquiry) !== 0 || asking.has(word));
}

const longestLead = 16;
const asking = wordSet(
  'looking searching retrieving researching querying analyzing analysing answering summarizing'.split(' '),
);

/** `search_agent`, `translator_agent`: what it hands back is an answer. */
const answers = wordSet(
  'researcher translator summarizer summary analyst analyzer financials transcripts qa answer answers knowledge docs documentation news weather'.split(
    ' ',
  ),
);

/** Agents that write and run code. */
export const codingAgents: WordSet = wordSet(['aider', 'codex', 'devin', 'opencode']);

const queryBits = signalBits(['query', 'statement']);
/** A bare name of a shell. */
const shells = wordSet(['terminal', 'bash', 'powershell', 'zsh', 'cmd']);

const agentWords = wordSet('agent subagent swarm'.split(' '));
const agentDomain = domainBits(['agents']);
/** Words that say only that it is a tool. */
const frames = wordSet('tool tools mcp api server service function helper agent demo test new my'.split(' '));

/** "create_server" in running text: an operation that the tool offers and that we do not judge by itself. */
function namesOperation(word: string): boolean {
  const first = word.indexOf('_');
  if (first <= 0) return false;
  return isPlain(word.slice(0, first)) || isPlain(word.slice(word.lastIndexOf('_') + 1));
}

const isPlain = (word: string) => verbs.get(word)?.noun === false;

const mostOperations = 40;

/** The clauses of such an operation, with their places in the description. */
function clausesOfOperation(operation: Word): readonly Clause[] {
  const { start } = operation;
  const words = wordsOfName(operation.text).map((word) =>
    movedTo(word, word.start + start, word.end + start),
  );
  return nameView(words, 0, 'description').clauses;
}

/** By its form. */
export function isPlural(word: string): boolean {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss');
}
