// "How to control X": documents, and what they do, found by evaluating the very text that the page shows.

import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { Decision } from '../policy/decision.ts';
import { type Recommended, type ToolFile, toolDocument, toolPolicy } from '../policy/documents.ts';
import { grantNote, restEffect, serverEffect, toolEffect, whySentence } from '../policy/effect.ts';
import type { Format } from '../policy/format.ts';
import { policyJson } from '../policy/formats/policy-json.ts';
import { fileNameOf, formats } from '../policy/formats.ts';
import { gapText } from '../policy/gaps.ts';
import { aliasOf, intentOf, unreadTools } from '../policy/intent.ts';
import { jsonTokens, type Token } from '../policy/json-tokens.ts';
import { recommend } from '../policy/recommend.ts';
import { formatUrl, serverPolicyFileUrl, toolPolicyUrl } from './address.ts';
import { code, fromBackticks, type Prose, prose, sentences } from './prose.ts';

/** A policy file as a page shows it. */
export interface PolicyFile {
  /** Unique on its page, for the copy button. */
  readonly id: string;
  readonly label: string;
  readonly file: string;
  readonly href: string;
  /** The text in pieces; empty when it is too long to stand on a page. */
  readonly tokens: readonly Token[];
  readonly lines: number;
  /** What the file does. */
  readonly effect: Prose;
  /** What the format could not say. */
  readonly gaps: readonly Prose[];
  readonly steps: readonly Prose[];
}

/** What a format can do, for the answers. */
export interface FormatFacts {
  readonly label: string;
  readonly counts: boolean;
  readonly asks: boolean;
}

export interface Control {
  readonly decision: Decision;
  /** Why the policy decides so. */
  readonly why: Prose;
  /** What the file does to this tool. */
  readonly effectOnTool: Prose;
  readonly file: PolicyFile;
  /** The file that also holds switches such as `force` to false, when there are any. */
  readonly stricter?: PolicyFile;
  readonly formats: readonly FormatFacts[];
  /** What the whole server's policy does with this tool, format by format. */
  readonly elsewhere: readonly FormatEffect[];
}

type ToolDecision = Pick<Control, 'decision' | 'why' | 'effectOnTool' | 'file'>;
const decisionsByEntry = new WeakMap<Entry, WeakMap<CatalogedTool, ToolDecision>>();

/** The decision on a tool, why, and the file that holds it. */
export function toolDecision(entry: Entry, tool: CatalogedTool, slug: string): ToolDecision {
  // A page and its twins ask for the same; evaluating the file against every tool of a server is dear.
  const made = decisionsByEntry.get(entry) ?? new WeakMap<CatalogedTool, ToolDecision>();
  decisionsByEntry.set(entry, made);
  const decision = made.get(tool) ?? decide(entry, tool, slug);
  made.set(tool, decision);
  return decision;
}

function decide(entry: Entry, tool: CatalogedTool, slug: string): ToolDecision {
  const plainDocument = toolDocument(tool);
  const decision = plainDocument.intent.servers[0]?.tools[0]?.decision ?? recommend(tool);
  const file = toolFile(entry, tool, slug, 'policy.json', plainDocument);
  return {
    decision,
    // The file beside it is a policy.json, which cannot do everything that was decided.
    why: fromBackticks(whySentence(tool.verdict, decision, policyJson.can)),
    effectOnTool: file.effectOnTool,
    file,
  };
}

/** Everything that the control section of a tool page shows. */
export function toolControl(entry: Entry, tool: CatalogedTool, slug: string): Control {
  const stricter = toolPolicy(tool, 'policy-strict.json');
  return {
    ...toolDecision(entry, tool, slug),
    ...(stricter === undefined
      ? {}
      : { stricter: toolFile(entry, tool, slug, 'policy-strict.json', stricter) }),
    formats: formats.map(({ label, can }) => ({ label, counts: can.count, asks: can.ask })),
    elsewhere: formatEffects(entry, tool),
  };
}

/** The line that shuts a tool, in clients and gateways that have one. */
export function blockLines(
  entry: Entry,
  tool: CatalogedTool,
): readonly { readonly label: string; readonly line: string }[] {
  return formats.flatMap((format) => {
    const line = format === policyJson ? undefined : format.block?.(aliasOf(entry.server.id), tool.name);
    return line === undefined ? [] : [{ label: format.label, line }];
  });
}

function toolFile(
  entry: Entry,
  tool: CatalogedTool,
  slug: string,
  file: ToolFile,
  { text, gaps }: Recommended,
): PolicyFile & { readonly effectOnTool: Prose } {
  const about = subject(entry, text);
  const first = fromBackticks(toolEffect(tool.name, about));
  return {
    effectOnTool: first,
    id: file.replace('.', '-'),
    label: policyJson.label,
    file,
    href: toolPolicyUrl(entry.server.id, slug, file),
    tokens: jsonTokens(text),
    lines: linesIn(text),
    effect: sentences(
      first,
      text.includes('"limits"') ? [grantNote] : undefined,
      fromBackticks(restEffect(tool.name, about)),
    ),
    gaps: gaps.map((gap) => fromBackticks(gapText(gap, policyJson.label))),
    steps: stepsFor(policyJson, entry, file),
  };
}

/** Documents besides policy.json that are longer, in characters, are offered as files alone. */
const longestShown = 6_000;

function tokensOf(format: Format, text: string): readonly Token[] {
  return format.language === 'json' ? jsonTokens(text) : [{ kind: 'plain', text }];
}

function linesIn(text: string): number {
  return text.split('\n').length - 1;
}

/** A server's document in one format, and what it was found to do when it was read back. */
interface ServerDocument {
  readonly format: Format;
  readonly text: string;
  readonly gaps: ReturnType<Format['emit']>['gaps'];
  readonly read: ReturnType<Format['read']>;
}

const documentsByEntry = new WeakMap<Entry, readonly ServerDocument[]>();

/** The whole server in every format; made once for an entry, since every page of the server needs it. */
function serverDocuments(entry: Entry): readonly ServerDocument[] {
  const known = documentsByEntry.get(entry);
  if (known !== undefined) return known;
  const intent = intentOf([policyServer(entry)]);
  const made = formats.map((format) => {
    const { text, gaps } = format.emit(intent);
    return { format, text, gaps, read: format.read(text) };
  });
  documentsByEntry.set(entry, made);
  return made;
}

/** The whole server in every format, as its page shows it. */
export function serverFiles(entry: Entry): readonly PolicyFile[] {
  const alias = aliasOf(entry.server.id);
  return serverDocuments(entry).map(({ format, text, gaps, read }): PolicyFile => {
    const effect =
      read.enforced === undefined
        ? `The file could not be read back: ${read.problems.join('; ')}.`
        : serverEffect({ ...about(entry), enforced: read.enforced, alias });
    return {
      id: format.id,
      label: format.label,
      file: format.file,
      href: serverPolicyFileUrl(entry.server.id, fileNameOf(format)),
      tokens: format !== policyJson && text.length > longestShown ? [] : tokensOf(format, text),
      lines: linesIn(text),
      effect: fromBackticks(effect),
      gaps: gaps.map((gap) => fromBackticks(gapText(gap, format.label))),
      steps: stepsFor(format, entry, format.file),
    };
  });
}

/** What several formats do with one tool, alike. */
export interface FormatEffect {
  readonly formats: readonly { readonly label: string; readonly href?: string }[];
  readonly effect: Prose;
}

/** What the whole server's document does with a tool in each format; formats that do the same stand together. */
function formatEffects(entry: Entry, tool: CatalogedTool): readonly FormatEffect[] {
  const alias = aliasOf(entry.server.id);
  const bySentence = Map.groupBy(serverDocuments(entry), ({ read }) =>
    read.enforced === undefined
      ? ''
      : toolEffect(tool.name, { ...about(entry), enforced: read.enforced, alias }),
  );
  bySentence.delete('');
  return [...bySentence].map(([sentence, alike]) => ({
    formats: alike.map(({ format }) => ({
      label: format.label,
      href: formatUrl(entry.server.id, format.id),
    })),
    effect: fromBackticks(sentence),
  }));
}

/** The text of a server's document in one format. */
export function serverPolicy(entry: Entry, format: Format): string {
  const made = serverDocuments(entry).find((document) => document.format === format);
  if (made === undefined) throw new Error(`There is no format ${format.id}.`);
  return made.text;
}

/** Where the file goes, the reader's own names, and how to check what came of it. */
function stepsFor(format: Format, entry: Entry, file: string): readonly Prose[] {
  const which = format === policyJson ? '' : ` --format ${format.id}`;
  const name = format.namesServer ? ' --alias <name>' : '';
  const command = `toolrisk policy check ${file} --server ${entry.server.id}${which}${name}`;
  return [
    fromBackticks(format.save),
    ...(format.namesServer
      ? [
          prose`Where your own name for the server is not ${code(aliasOf(entry.server.id))}, put yours in its place.`,
        ]
      : []),
    prose`Check it: ${code(command, 400)}.`,
  ];
}

function policyServer(entry: Entry) {
  const { id, title } = entry.server;
  return { id, title, tools: entry.tools, skips: entry.skips };
}

function about(entry: Entry) {
  return {
    server: entry.server,
    tools: entry.tools.map(({ name }) => name),
    unread: unreadTools(entry.skips),
  };
}

/** A policy.json over the server, read back from its text. */
function subject(entry: Entry, text: string) {
  const { enforced, problems } = policyJson.read(text);
  if (enforced === undefined) throw new Error(`policy.json could not be read back: ${problems.join('; ')}`);
  return { ...about(entry), enforced, alias: '' };
}
