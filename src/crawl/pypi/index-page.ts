// What a Python package index says about a package (https://packaging.python.org/en/latest/specifications/simple-repository-api/).
import { z } from 'zod';
import { InputError, OutsideError } from '../../kit/errors.ts';
import { ask, bodyOf } from '../../kit/http.ts';
import { parsedJson } from '../package-facts.ts';
import { compareVersions, isPrerelease } from './versions.ts';

const largestPage = 64 * 1024 * 1024;

const File = z.object({
  filename: z.string().max(500),
  url: z.string(),
  hashes: z.record(z.string(), z.string()).default({}),
  yanked: z.union([z.boolean(), z.string()]).default(false),
  'upload-time': z.string().optional(),
});

/** One archive of a package. */
export interface Distribution {
  readonly version: string;
  readonly kind: 'sdist' | 'wheel';
  readonly url: URL;
  readonly filename: string;
  /** sha256, hex. */
  readonly digest: string | undefined;
  readonly yanked: boolean;
  /** Day of the upload. */
  readonly published: string | undefined;
}

/** The index to ask, as pip and uv are told. */
export function indexUrl(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const url =
    env['PIP_INDEX_URL'] ?? env['UV_DEFAULT_INDEX'] ?? env['UV_INDEX_URL'] ?? 'https://pypi.org/simple/';
  return url.endsWith('/') ? url : `${url}/`;
}

/** The archives of a package; undefined when the index says that there is no such package. */
export async function fetchDistributions(
  name: string,
  index: string,
  signal: AbortSignal,
): Promise<readonly Distribution[] | undefined> {
  const answer = await ask(new URL(`${name}/`, index), {
    signal,
    headers: { accept: 'application/vnd.pypi.simple.v1+json' },
  });
  if (answer.status === 404 || answer.status === 410) {
    await answer.body?.cancel();
    return undefined;
  }
  const text = (await bodyOf(answer, largestPage, signal)).toString('utf8');
  const files = z.object({ files: z.array(z.unknown()) }).safeParse(parsedJson(text));
  if (!answer.ok || !files.success) {
    throw new OutsideError(
      'unreachable',
      `The Python index at ${index} did not answer for ${name} in a form that we read (status ${answer.status}).`,
      'Check PIP_INDEX_URL; the index has to speak the JSON form of the simple API.',
    );
  }
  return files.data.files
    .map((file) => distribution(file, name, answer.url))
    .filter((one) => one !== undefined);
}

/** The archive to read: source before wheels, of the version that is wanted or the newest that pip would take. */
export function pickDistribution(
  all: readonly Distribution[],
  name: string,
  wanted: string | undefined,
): Distribution {
  const versions = [...new Set(all.map((one) => one.version))].sort(compareVersions);
  const usual = versions.filter(
    (one) => !isPrerelease(one) && all.some((file) => file.version === one && !file.yanked),
  );
  const version =
    wanted === undefined
      ? (usual.at(-1) ?? versions.at(-1))
      : versions.find((one) => compareVersions(one, wanted) === 0);
  const [best] = all.filter((one) => one.version === version).sort((a, b) => rank(a) - rank(b));
  if (best !== undefined) return best;
  throw new InputError(
    wanted === undefined
      ? `The index has no archive of ${name}.`
      : `The index has the package ${name}, but not its version "${wanted}".`,
    versions.length === 0
      ? 'Name its repository instead, such as github:owner/repo.'
      : `The newest is ${versions.at(-1)}.`,
  );
}

function rank(file: Distribution): number {
  return file.kind === 'sdist' ? 0 : file.filename.endsWith('-none-any.whl') ? 1 : 2;
}

function distribution(value: unknown, name: string, base: string): Distribution | undefined {
  const parsed = File.safeParse(value);
  if (!parsed.success) return undefined;
  const { filename, url, hashes, yanked } = parsed.data;
  const uploaded = parsed.data['upload-time'];
  const named = nameOf(filename, name);
  if (named === undefined || !URL.canParse(url, base)) return undefined;
  const address = new URL(url, base);
  if (address.protocol !== 'https:' && address.protocol !== 'http:') return undefined;
  return {
    ...named,
    url: address,
    filename,
    digest: /^[0-9a-f]{64}$/.test(hashes['sha256'] ?? '') ? hashes['sha256'] : undefined,
    yanked: yanked !== false,
    published:
      uploaded !== undefined && /^\d{4}-\d\d-\d\dT/.test(uploaded) ? uploaded.slice(0, 10) : undefined,
  };
}

/** Version and kind from the name of an archive. */
function nameOf(filename: string, name: string): Pick<Distribution, 'version' | 'kind'> | undefined {
  if (filename.endsWith('.whl')) {
    const version = filename.split('-')[1];
    return version === undefined ? undefined : { version, kind: 'wheel' };
  }
  if (!filename.endsWith('.tar.gz')) return undefined;
  const stem = filename.slice(0, -'.tar.gz'.length);
  // The name may hold dashes itself, and old archives do not spell it in the normal form.
  const version = stem.slice(name.length + 1);
  return normalName(stem.slice(0, name.length)) === name && version !== ''
    ? { version, kind: 'sdist' }
    : undefined;
}

/** The normal form of a name: lower case, one dash for any run of `-`, `_` and `.`. */
export function normalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
