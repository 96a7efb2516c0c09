// What detectors say they found, turned into drafts and skips.

import type { Annotations, Place, Skip, ToolDraft } from '../../model/tool.ts';
import type { SkipReason } from '../../model/vocabulary.ts';
import type { Machine } from './evaluator/machine.ts';
import { absent, optionsOf, textIn, unknown, type Value } from './evaluator/values.ts';
import { lineOf, type SyntaxNode } from './modules/syntax.ts';
import { isNeverCalled } from './never-called.ts';
import { schemaFrom } from './schemas/schema.ts';

/** A tool as a detector sees it: values that may still be unknown in parts. */
export interface Sighting {
  readonly detector: string;
  readonly name: Value;
  readonly title?: Value | undefined;
  readonly description?: Value | undefined;
  readonly schema?: Value | undefined;
  readonly annotations?: Value | undefined;
  /** The registration or list, for the place when the name has none. */
  readonly site: SyntaxNode;
  readonly confidence: number;
  readonly gated?: string | undefined;
  readonly dynamic?: string | undefined;
}

export interface Report {
  readonly tools: ToolDraft[];
  readonly skips: Skip[];
  /** Names with one part that is known only at run time, which stands as `…`. */
  readonly patterns: Set<string>;
  /** The condition under which tools of unknown names are listed, where all of them stand under one. */
  unnamedGate(): string | undefined;
  /** True when one registration or definition stands for tools of several names. */
  hasChoice(): boolean;
  /** Notes a tool; a name with an unknown part becomes a skip. True when at least one name was known. */
  tool(sighting: Sighting): boolean;
  skip(reason: SkipReason, site: SyntaxNode, detail: string): void;
  /** True for a name without its beginning that was found whole elsewhere. */
  isAnswered(skip: Skip): boolean;
}

const shortestEnding = 5;

/** An empty report. */
export function createReport(machine: Machine): Report {
  const tools: ToolDraft[] = [];
  const skips: Skip[] = [];
  const patterns = new Set<string>();
  const endings = new Map<Skip, string>();
  const unnamed = new Set<string | undefined>();
  let isChoice = false;
  const skip = (reason: SkipReason, site: SyntaxNode, detail: string) => {
    skips.push({ reason, place: placeOf(site), detail });
  };
  return {
    tools,
    skips,
    patterns,
    skip,
    hasChoice: () => isChoice,
    unnamedGate: () => (unnamed.has(undefined) ? undefined : [...unnamed][0]),
    isAnswered: (skipped) => {
      const ending = endings.get(skipped);
      return ending !== undefined && tools.some((tool) => tool.name.endsWith(ending));
    },
    tool: (sighting) => {
      let isKnown = false;
      const names = optionsOf(sighting.name);
      isChoice ||= names.filter((name) => textIn(name) !== undefined).length > 1;
      const isFallback =
        names.some((name) => textIn(name) === undefined && !isAbsent(name)) &&
        describing(sighting.description ?? absent).text === '';
      for (const name of names) {
        const text = textIn(name);
        // Name and description come from elsewhere: the constant is what stands in when that gives none.
        if (text !== undefined && isFallback) continue;
        // Something without a name and a description, such as a helper in a folder of tools, is no tool.
        if (isAbsent(name) && isAbsent(sighting.description ?? absent)) continue;
        if (text !== undefined && isNeverCalled(machine, sighting.site)) {
          skip(
            'never-registered',
            sighting.site,
            `Nothing calls the function that registers ${text.slice(0, 100)}.`,
          );
          isKnown = true;
        } else if (text !== undefined) {
          tools.push(draft(machine, sighting, text, name));
          isKnown = true;
        } else if (name.kind === 'pattern' && names.some((other) => isPartOf(textIn(other), name.text))) {
          // What a setting may put around a name that is known.
          isKnown = true;
        } else if (name.kind === 'pattern') {
          if (name.text.split('…').length === 2) patterns.add(name.text);
          skip(
            'name-not-constant',
            sighting.site,
            `A tool is named like ${name.text.slice(0, 100)}, with parts known only at run time.`,
          );
          const [beginning, ending = '', ...more] = name.text.split('…');
          const last = skips.at(-1);
          if (last !== undefined && beginning === '' && ending.length >= shortestEnding && more.length === 0)
            endings.set(last, ending);
        } else {
          // What leaves some out says nothing of the others.
          unnamed.add(sighting.gated?.startsWith('not: ') ? undefined : sighting.gated);
          skip('name-not-constant', sighting.site, 'A tool has a name that is known only at run time.');
        }
      }
      return isKnown;
    },
  };
}

/** True for a name that stands whole at an end of a pattern. */
function isPartOf(text: string | undefined, pattern: string): boolean {
  return text !== undefined && text !== '' && (pattern.endsWith(text) || pattern.startsWith(text));
}

/** Path and line of a node. */
function placeOf(node: SyntaxNode): Place {
  return { path: node.source.path, line: lineOf(node) };
}

function draft(machine: Machine, sighting: Sighting, name: string, named: Value): ToolDraft {
  const description = describing(sighting.description ?? absent);
  const title = textIn(sighting.title ?? absent);
  const { schema, partial } = schemaFrom(machine, sighting.schema ?? absent);
  const annotations = annotationsFrom(machine, sighting.annotations ?? absent);
  const at = writtenAt(named, sighting.description);
  return {
    name,
    ...(title === undefined ? {} : { title }),
    description: description.text,
    inputSchema: schema,
    ...(annotations === undefined ? {} : { annotations }),
    place: placeOf(at ?? sighting.site),
    detector: `typescript/${sighting.detector}`,
    confidence: sighting.confidence,
    ...(partial || description.partial ? { partial: true } : {}),
    ...(sighting.gated === undefined ? {} : { gated: sighting.gated }),
    ...(sighting.dynamic === undefined ? {} : { dynamic: sighting.dynamic }),
  };
}

/** Where a reader finds the tool: its name, or its description where the name is put together elsewhere. */
function writtenAt(name: Value, description: Value | undefined): SyntaxNode | undefined {
  const at = name.kind === 'constant' ? name.at : undefined;
  if (at?.type === 'string' || at?.type === 'pair' || description?.kind !== 'constant') return at;
  return description.at?.type === 'string' && at !== undefined ? description.at : at;
}

function isAbsent(value: Value): boolean {
  return value.kind === 'constant' && value.value === undefined;
}

function describing(value: Value): { readonly text: string; readonly partial: boolean } {
  const options = optionsOf(value).filter(
    (option) => option.kind !== 'constant' || option.value !== undefined,
  );
  const [first = absent] = options;
  const text = textIn(first);
  if (text !== undefined) return { text, partial: options.length > 1 };
  if (first.kind === 'pattern') return { text: first.text, partial: true };
  const known = options.map(textIn).find((option) => option !== undefined);
  return { text: known ?? '', partial: first.kind !== 'constant' };
}

const hints = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** The author's hints, as far as they are constant and the same whichever way they are given. */
export function annotationsFrom(machine: Machine, value: Value): Annotations | undefined {
  const found: { -readonly [K in keyof Annotations]: Annotations[K] } = {};
  const options = optionsOf(value).filter((option) => option.kind === 'object' || option.kind === 'instance');
  const [title] = options.flatMap((option) => textIn(machine.member(option, 'title')) ?? []);
  if (title !== undefined) found.title = title;
  for (const hint of hints) {
    const given = options
      .map((option) => machine.member(option, hint))
      .filter((one) => one.kind !== 'constant' || one.value !== undefined);
    const [first] = given;
    if (first?.kind !== 'constant' || typeof first.value !== 'boolean') continue;
    if (given.every((one) => one.kind === 'constant' && one.value === first.value)) found[hint] = first.value;
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** True when nothing at all is known about a value. */
export function isUnknown(value: Value): boolean {
  return value.kind === 'unknown' || value.kind === 'external' || value === unknown;
}
