// Reads a package from a Python index: the index page first, then one archive, never an install.
import { createHash } from 'node:crypto';
import { InputError, OutsideError } from '../../kit/errors.ts';
import { ask, bodyOf, bytesOf } from '../../kit/http.ts';
import type { Server, ServerId } from '../../model/server.ts';
import type { CrawlContext, Crawled, SourceReader, SourceTree } from '../../model/source.ts';
import { failureOf } from '../archive-failure.ts';
import { defined } from '../package-facts.ts';
import { packageRoots } from '../package-roots.ts';
import { readTarball } from '../read-tarball.ts';
import { largestZip, readZip } from '../read-zip.ts';
import { treeBuilder } from '../tree-builder.ts';
import {
  type Distribution,
  fetchDistributions,
  indexUrl,
  normalName,
  pickDistribution,
} from './index-page.ts';
import { metadataFacts } from './metadata.ts';

const timeLimit = 300_000;

export const pypi: SourceReader = {
  kind: 'pypi',
  spelling: 'pypi:name[@version]',
  accepts: (source) => source.startsWith('pypi:'),
  async *read(source, context) {
    yield await readPypi(source, context, indexUrl());
  },
};

/** Reads one package from a given index. */
export async function readPypi(source: string, context: CrawlContext, index: string): Promise<Crawled> {
  const { name, wanted } = parsePypiSource(source);
  const id = context.id ?? `pypi/${name}`;
  const all = await fetchDistributions(name, index, context.signal);
  if (all === undefined) return { kind: 'gone', id, detail: `The Python index has no package ${name}` };
  const file = pickDistribution(all, name, wanted);
  if ((await context.known(id)) === file.version) return { kind: 'unchanged', id };
  const { tree, integrity } = await fetchTree(file, context.signal);
  return { kind: 'tree', server: serverOf(id, name, file, tree, integrity), tree };
}

/** The normal form of the name, and the version behind `@` or `==`. */
export function parsePypiSource(source: string): {
  readonly name: string;
  readonly wanted: string | undefined;
} {
  const [, name = '', wanted] =
    /^pypi:([a-z0-9](?:[\w.-]*[a-z0-9])?)(?:(?:@|==)([\w.!+-]{1,100}))?$/i.exec(source) ?? [];
  if (name === '' || name.length > 200) {
    throw new InputError(
      `"${source}" does not name a Python package.`,
      'Write pypi:name or pypi:name@version.',
    );
  }
  return { name: normalName(name), wanted };
}

async function fetchTree(file: Distribution, signal: AbortSignal) {
  const { url, filename, kind, digest } = file;
  try {
    const answer = await ask(url, { signal, timeLimit });
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new OutsideError(
        'unreachable',
        `The host answers with status ${answer.status}.`,
        'Try again later, or name its repository instead.',
      );
    }
    const tree = treeBuilder();
    const sum = createHash('sha256');
    if (kind === 'wheel') {
      const archive = await bodyOf(answer, largestZip, signal);
      check(sum.update(archive).copy().digest('hex'), digest);
      await readZip(archive, tree);
    } else {
      await readTarball(
        summed(bytesOf(answer, signal), (chunk) => sum.update(chunk)),
        tree,
      );
      check(sum.copy().digest('hex'), digest);
    }
    return { tree: tree.tree(), integrity: `sha256-${sum.digest('base64')}` };
  } catch (thrown) {
    throw thrown instanceof OutsideError ? failureOf(filename, thrown) : thrown;
  }
}

async function* summed(
  chunks: AsyncIterable<Uint8Array>,
  see: (chunk: Uint8Array) => void,
): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    see(chunk);
    yield chunk;
  }
}

function check(found: string, promised: string | undefined): void {
  if (promised === undefined || found === promised) return;
  throw new OutsideError(
    'unreachable',
    'The archive does not have the digest that the index names for it.',
    'Try again; if it stays so, ask the index.',
  );
}

function serverOf(
  id: ServerId,
  name: string,
  file: Distribution,
  tree: SourceTree,
  integrity: string,
): Server {
  const { directory: _, version: __, ...declared } = packageRoots(tree)[0]?.facts ?? {};
  const facts = { ...declared, ...metadataFacts(tree) };
  return defined<Server>({
    ...facts,
    id,
    title: facts.title ?? name,
    description: facts.description ?? '',
    purl: `pkg:pypi/${name}@${encodeURIComponent(file.version)}`,
    version: file.version,
    published: file.published,
    integrity,
  });
}
