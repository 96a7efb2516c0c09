// The first steps: the words of a definition, and what each view sees in them.
import { slice } from '../../kit/text.ts';
import { cleaned } from '../rules/clean-text.ts';
import { boilerplateEnd, isPlaceholder } from '../rules/lexicon/boilerplate.ts';
import { saysOnlyName, toldSignals, withoutVersion } from '../rules/reading.ts';
import { nameView } from '../rules/views/name-view.ts';
import { schemaView } from '../rules/views/schema-view.ts';
import { domainsOfAll, prefixLength, serverView } from '../rules/views/server-view.ts';
import { marksIn } from '../rules/views/text/marks.ts';
import { bitsOfMarks, bodyLength, clausesOf, opensWithAct } from '../rules/views/text/text-view.ts';
import { wordsOfName, wordsOfText } from '../rules/words.ts';
import type { Case, Step } from './case.ts';

/** What stands behind in a longer name is not read, in UTF-16 code units: judging a name takes the square of its words. */
const longestName = 1_000;

function clean(one: Case): void {
  const { name, description } = one.subject.definition;
  one.nameText = cleaned(name);
  one.descriptionText = cleaned(description);
}

function splitName(one: Case): void {
  one.nameWords = withoutVersion(wordsOfName(slice(one.nameText.text, 0, longestName)));
}

function splitDescription(one: Case): void {
  const { text } = one.descriptionText;
  one.textWords = isPlaceholder(text) ? [] : wordsOfText(text, boilerplateEnd(text));
}

function findMarks(one: Case): void {
  one.body = bodyLength(one.textWords, one.descriptionText.text);
  one.marks = marksIn(one.textWords, one.body);
  one.markBits = bitsOfMarks(one.marks);
}

function findClauses(one: Case): void {
  one.clauses = clausesOf(one.textWords, one.body, one.markBits);
}

function readSchema(one: Case): void {
  one.schema = schemaView(one.subject.definition.inputSchema);
}

function readName(one: Case): void {
  one.server = serverView(one.subject.server);
  one.name = nameView(one.nameWords, prefixLength(one.nameWords, one.server.name, one.subject.siblings));
}

function gather(one: Case): void {
  const { subject, nameText, descriptionText, name, schema, server, textWords, markBits } = one;
  const text = {
    words: textWords,
    clauses: one.clauses,
    marks: one.marks,
    opensWithAct: opensWithAct(textWords),
    bits: markBits,
  };
  one.reading = {
    subject,
    nameText,
    descriptionText,
    name,
    text,
    schema,
    domains: server.domains | domainsOfAll(one.nameWords) | domainsOfAll(textWords),
    serverDomains: server.domains,
    serverName: server.name,
    signals: schema.signals | toldSignals(schema, text),
    marks: markBits,
    hollow: textWords.length === 0 || saysOnlyName(text, name),
  };
}

export const readingSteps: readonly Step[] = [
  clean,
  splitName,
  splitDescription,
  findMarks,
  findClauses,
  readSchema,
  readName,
  gather,
];
