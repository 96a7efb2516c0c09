// Reads an MCP bundle: a zip archive with a manifest and the server's code (https://github.com/modelcontextprotocol/mcpb).
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { InputError, OutsideError } from '../kit/errors.ts';
import { ask, bodyOf } from '../kit/http.ts';
import { isServerId, type Server, type ServerId } from '../model/server.ts';
import type { SourceReader, SourceTree } from '../model/source.ts';
import { failureOf } from './archive-failure.ts';
import {
  defined,
  fieldsOf,
  licenseOf,
  line,
  packageFacts,
  parsedJson,
  repositoryUrl,
  webUrl,
} from './package-facts.ts';
import { largestZip, readZip } from './read-zip.ts';
import { treeBuilder } from './tree-builder.ts';

const timeLimit = 300_000;

export const mcpb: SourceReader = {
  kind: 'mcpb',
  spelling: 'mcpb:<file or https address>',
  accepts: (source) => source.startsWith('mcpb:'),
  async *read(source, { id, known, signal }) {
    const where = source.slice('mcpb:'.length);
    const archive = /^https?:\/\//i.test(where) ? await fetched(where, signal) : await onDisk(where);
    if (archive === undefined) {
      yield { kind: 'gone', id: id ?? idOf(where), detail: `There is nothing at ${where}` };
      return;
    }
    const builder = treeBuilder();
    await readZip(archive, builder).catch((thrown: unknown) => {
      throw thrown instanceof OutsideError ? failureOf(basename(where), thrown) : thrown;
    });
    const tree = builder.tree();
    const server = serverOf(id, where, tree, archive);
    if (server.version !== undefined && (await known(server.id)) === server.version) {
      yield { kind: 'unchanged', id: server.id };
    } else yield { kind: 'tree', server, tree };
  },
};

async function onDisk(where: string): Promise<Buffer> {
  const path = resolve(where);
  const found = await stat(path).catch(() => undefined);
  if (where === '' || found?.isFile() !== true) {
    throw new InputError(
      `There is no bundle "${where}".`,
      'Write mcpb:file.mcpb or mcpb:https://host/file.mcpb.',
    );
  }
  if (found.size > largestZip) {
    throw new OutsideError(
      'refused',
      `${path} is larger than we read.`,
      'Unpack it, and name the folder instead.',
    );
  }
  return await readFile(path);
}

async function fetched(url: string, signal: AbortSignal): Promise<Buffer | undefined> {
  if (!URL.canParse(url))
    throw new InputError(`"${url}" is no address.`, 'Write mcpb:https://host/file.mcpb.');
  const answer = await ask(url, { signal, timeLimit });
  if (answer.ok) return await bodyOf(answer, largestZip, signal);
  await answer.body?.cancel();
  if (answer.status === 404 || answer.status === 410) return undefined;
  throw new OutsideError(
    'unreachable',
    `${url} answers with status ${answer.status}.`,
    'Try again later, and check the address.',
  );
}

function serverOf(id: ServerId | undefined, where: string, tree: SourceTree, archive: Buffer): Server {
  const manifest = parsedJson(tree.files.find((file) => file.path === 'manifest.json')?.text);
  if (manifest === undefined) {
    throw new InputError(
      `${basename(where)} is no MCP bundle: it has no manifest.json.`,
      'Unpack it, and name the folder instead.',
    );
  }
  const field = fieldsOf(manifest);
  const name = line(field('name')) ?? basename(where).replace(/\.\w+$/, '');
  const facts = packageFacts(manifest, name);
  return defined<Server>({
    id: id ?? idOf(name),
    title: line(field('display_name')) ?? facts.title,
    description: facts.description,
    repository: facts.repository ?? repositoryUrl(fieldsOf(field('repository'))('url')),
    homepage: facts.homepage ?? webUrl(field('documentation')),
    version: line(field('version'))?.slice(0, 100),
    license: licenseOf(field('license')),
    integrity: `sha256-${createHash('sha256').update(archive).digest('base64')}`,
  });
}

function idOf(name: string): ServerId {
  const safe = basename(name)
    .replace(/\.(mcpb|dxt|zip)$/i, '')
    .replace(/[^\w.~+-]+/g, '-')
    .replace(/^[-.+]+|[-.]+$/g, '');
  const id = `mcpb/${safe}`;
  return isServerId(id) ? id : 'mcpb/bundle';
}
