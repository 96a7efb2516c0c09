// How far what was read from a server's code agrees with what the server lists when it runs.
import { canonicalJson } from '../model/canonical-json.ts';
import type { Definition, Skip } from '../model/tool.ts';

/** Two lists of tools of one server, told apart by name. */
export interface Agreement {
  readonly listed: number;
  readonly read: number;
  /** Names in both lists. */
  readonly both: readonly string[];
  /** Listed and not read. */
  readonly missing: readonly string[];
  /** Read and not listed: wrong, or behind an option that was off. */
  readonly extra: readonly string[];
  /** Of `extra`, those that the reader itself tied to an option or condition. */
  readonly gated: readonly string[];
  /** True when something is missing and no skip says that tools could not be read. */
  readonly silent: boolean;
  /** Tools in both lists whose parameters have other names. */
  readonly parameters: readonly Difference[];
  /** Tools in both lists that are described in other words, white space aside. */
  readonly descriptions: readonly Difference[];
  /** Tools in both lists, annotated in one of them, whose hints differ. */
  readonly annotations: readonly Difference[];
  /** Tools in both lists that have annotations in at least one. */
  readonly annotated: number;
}

/** What one list says of a tool and the other does not. */
export interface Difference {
  readonly name: string;
  readonly listed: string;
  readonly read: string;
}

type Read = Definition & { readonly gated?: string | undefined };

/** Skips that tell a reader that tools may be missing. */
const tells: ReadonlySet<Skip['reason']> = new Set([
  'name-not-constant',
  'list-not-constant',
  'made-at-run-time',
  'dependency-not-read',
  'never-registered',
  'budget-exhausted',
  'too-large',
  'too-many-files',
  'not-text',
  'no-parser',
  'missing-blob',
  'no-tools-found',
  'manifest-disagrees',
]);

/** Compares names, names of parameters, descriptions and hints. Of two tools with one name the first counts. */
export function agreementOf(
  listed: readonly Definition[],
  read: readonly Read[],
  skips: readonly Skip[],
): Agreement {
  const truth = byName(listed);
  const found = byName(read);
  const both = [...truth.keys()].filter((name) => found.has(name)).sort();
  const missing = [...truth.keys()].filter((name) => !found.has(name)).sort();
  const extra = [...found.keys()].filter((name) => !truth.has(name)).sort();
  const differing = (says: (tool: Definition) => string): readonly Difference[] =>
    both.flatMap((name) => {
      const [one, other] = [truth.get(name), found.get(name)];
      if (one === undefined || other === undefined || says(one) === says(other)) return [];
      return [{ name, listed: says(one), read: says(other) }];
    });
  return {
    listed: truth.size,
    read: found.size,
    both,
    missing,
    extra,
    gated: extra.filter((name) => found.get(name)?.gated !== undefined),
    silent: missing.length > 0 && !skips.some((skip) => tells.has(skip.reason)),
    parameters: differing(parametersOf),
    descriptions: differing(({ description }) => description.replace(/\s+/g, ' ').trim()),
    annotations: differing(hintsOf),
    annotated: both.filter((name) => hintsOf(truth.get(name)) !== '{}' || hintsOf(found.get(name)) !== '{}')
      .length,
  };
}

/** Shares of 1 over several servers; a share of nothing is 1. */
export interface Rates {
  readonly servers: number;
  readonly listed: number;
  readonly recall: number;
  /** Mean of the servers' recall, so that a large server does not outweigh the others. */
  readonly meanRecall: number;
  readonly precision: number;
  /** Precision with what is behind an option left out. */
  readonly ungatedPrecision: number;
  readonly parameters: number;
  readonly descriptions: number;
  readonly annotations: number;
  readonly silent: number;
}

export function ratesOf(agreements: readonly Agreement[]): Rates {
  const sum = (of: (one: Agreement) => number) => agreements.reduce((total, one) => total + of(one), 0);
  const both = sum((one) => one.both.length);
  const read = sum((one) => one.read);
  const annotated = sum((one) => one.annotated);
  return {
    servers: agreements.length,
    listed: sum((one) => one.listed),
    recall: share(
      both,
      sum((one) => one.listed),
    ),
    meanRecall: share(
      sum((one) => share(one.both.length, one.listed)),
      agreements.length,
    ),
    precision: share(both, read),
    ungatedPrecision: share(both, read - sum((one) => one.gated.length)),
    parameters: share(both - sum((one) => one.parameters.length), both),
    descriptions: share(both - sum((one) => one.descriptions.length), both),
    annotations: share(annotated - sum((one) => one.annotations.length), annotated),
    silent: sum((one) => (one.silent ? one.missing.length : 0)),
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function byName<Tool extends Definition>(tools: readonly Tool[]): ReadonlyMap<string, Tool> {
  const found = new Map<string, Tool>();
  for (const tool of tools) if (!found.has(tool.name)) found.set(tool.name, tool);
  return found;
}

/** Names of parameters, those of every form that the input can take. */
function parametersOf(tool: Definition): string {
  return [...new Set(propertiesOf(tool.inputSchema))].sort().join(' ');
}

function propertiesOf(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const own = schema['properties'];
  const forms = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => {
    const members = schema[key];
    return Array.isArray(members) ? members.filter(isObject) : [];
  });
  return [...(isObject(own) ? Object.keys(own) : []), ...forms.flatMap(propertiesOf)];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The hints that a decision may rest on; titles are words. */
function hintsOf(tool: Definition | undefined): string {
  const { title: _, ...hints } = tool?.annotations ?? {};
  return canonicalJson(hints);
}
