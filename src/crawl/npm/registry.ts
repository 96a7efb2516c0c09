// Asks the npm registry, and says its failures in words that a person can act on.
import pacote, { type AbbreviatedManifest, type ManifestResult, type Options } from 'pacote';
import { InputError, messageOf, OutsideError } from '../../kit/errors.ts';
import type { SourceTree } from '../../model/source.ts';
import { failureOf } from '../archive-failure.ts';
import { fieldsOf } from '../package-facts.ts';
import { readTarball } from '../read-tarball.ts';
import { treeBuilder } from '../tree-builder.ts';

const timeLimit = 180_000;

/** Which package, and how to reach the registry. One object for one crawl: it remembers what was answered. */
export interface Registry {
  readonly options: Options;
  readonly signal: AbortSignal;
}

export type NpmManifest = AbbreviatedManifest & ManifestResult;

/** The manifest of the version that is wanted; undefined when the registry says that there is no such package. */
export async function fetchManifest(
  name: string,
  wanted: string,
  { options, signal }: Registry,
): Promise<NpmManifest | undefined> {
  try {
    return await inTime(pacote.manifest(`${name}@${wanted}`, { ...options, signal } as Options), name);
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'E404' || code === 'ENOVERSIONS') return undefined;
    if (code === 'ETARGET') {
      throw new InputError(
        `npm has the package ${name}, but not its version "${wanted}".`,
        `See which there are with: npm view ${name} versions`,
      );
    }
    throw outside(thrown, name, signal);
  }
}

/** The files of one version, read as a stream; its digest is verified on the way. */
export async function fetchTree(manifest: NpmManifest, registry: Registry): Promise<SourceTree> {
  const { options, signal } = registry;
  const named = `${manifest.name}@${manifest.version}`;
  try {
    const reading = pacote.tarball.stream(
      named,
      async (archive) => {
        // Asked for again when the cached copy turns out to be damaged, so every attempt starts afresh.
        const tree = treeBuilder();
        await readTarball(archive as unknown as AsyncIterable<Uint8Array>, tree);
        return tree.tree();
      },
      { ...options, signal, resolved: manifest._resolved, integrity: manifest._integrity } as Options,
    );
    return await inTime(reading, named);
  } catch (thrown) {
    throw outside(thrown, named, signal);
  }
}

/** The day on which a version was published, when the registry says. Never a reason to fail. */
export async function fetchPublished(
  { name, version }: NpmManifest,
  { options, signal }: Registry,
): Promise<string | undefined> {
  try {
    const packument = await pacote.packument(name, { ...options, signal, fullMetadata: true } as Options);
    const time = fieldsOf(fieldsOf(packument)('time'))(version);
    return typeof time === 'string' && /^\d{4}-\d\d-\d\dT/.test(time) ? time.slice(0, 10) : undefined;
  } catch (thrown) {
    if (signal.aborted) throw outside(thrown, name, signal);
    return undefined;
  }
}

/** npm's own limits are for single requests; this one holds whatever its libraries wait for. */
async function inTime<T>(reading: Promise<T>, what: string): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(
      new OutsideError(
        'unreachable',
        `Reading ${what} from the npm registry was not done after ${timeLimit / 1000} s.`,
        'Try again later; "npm ping" and "npm cache verify" tell what npm waits for.',
      ),
    );
  }, timeLimit);
  try {
    return await Promise.race([reading, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(thrown: unknown): string | undefined {
  const code: unknown = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

function outside(thrown: unknown, what: string, signal: AbortSignal): unknown {
  if (signal.aborted) return stopped(what);
  const code = codeOf(thrown);
  if (thrown instanceof OutsideError) {
    return thrown.message.includes(what) ? thrown : failureOf(what, thrown);
  }
  if (code === 'EINTEGRITY') {
    return new OutsideError(
      'unreachable',
      `The archive of ${what} does not have the digest that the registry names for it.`,
      'Try again; if it stays so, clear the copy with "npm cache verify" and ask the registry.',
      thrown,
    );
  }
  if (code === 'E401' || code === 'E403' || code === 'ENEEDAUTH' || code === 'EOTP') {
    return new OutsideError(
      'unreachable',
      `The npm registry does not let us read ${what}: ${messageOf(thrown)}`,
      'Log in with "npm login", or put a token for this registry into your .npmrc.',
      thrown,
    );
  }
  // A failure without a code is no answer of a host; it is our own bug.
  if (code === undefined) return thrown;
  return new OutsideError(
    'unreachable',
    `The npm registry could not be read for ${what}: ${messageOf(thrown)}`,
    'Check the network and the "registry" and "proxy" settings of npm ("npm ping" tries them), then run it again.',
    thrown,
  );
}

function stopped(what: string): OutsideError {
  return new OutsideError('refused', `Stopped while reading ${what}.`, 'Run it again to go on.');
}
