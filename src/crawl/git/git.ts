// Reads a git repository without a work tree: from GitHub, from any https host, or from this machine.
import type { Server } from '../../model/server.ts';
import type { SourceReader, SourceTree } from '../../model/source.ts';
import { defined, fieldsOf, line, packageFacts, parsedJson } from '../package-facts.ts';
import { resolveCommit, withCommit } from './open-repository.ts';
import { type GitSource, parseGitSource } from './parse-git-source.ts';
import { readCommit } from './read-commit.ts';

export const git: SourceReader = {
  kind: 'git',
  spelling: 'github:owner/repo[@ref], git+<url or folder>[@ref]',
  accepts: (source) => source.startsWith('github:') || source.startsWith('git+'),
  async *read(source, { id, known, signal }) {
    const parsed = parseGitSource(source, id);
    const commit = await resolveCommit(parsed, signal);
    if (commit === undefined) {
      yield { kind: 'gone', id: parsed.id, detail: `${parsed.repository} is no public repository` };
    } else if ((await known(parsed.id)) === commit) yield { kind: 'unchanged', id: parsed.id };
    else {
      const tree = await withCommit(parsed, commit, signal, (repository) => readCommit(repository, signal));
      yield { kind: 'tree', server: serverOf(parsed, commit, tree), tree };
    }
  },
};

function serverOf(source: GitSource, commit: string, tree: SourceTree): Server {
  const manifest = parsedJson(tree.files.find((file) => file.path === 'package.json')?.text);
  const name = source.id.slice(source.id.lastIndexOf('/') + 1);
  const [ecosystem, owner, repository] = source.id.split('/');
  return defined<Server>({
    id: source.id,
    ...packageFacts(manifest, name),
    // The address that was read is sure; what a manifest says may be left over from a fork.
    repository:
      source.repository ?? (ecosystem === 'github' ? `https://github.com/${owner}/${repository}` : undefined),
    purl: ecosystem === 'github' ? `pkg:github/${owner}/${repository}@${commit}`.toLowerCase() : undefined,
    version: line(fieldsOf(manifest)('version'))?.slice(0, 100),
    directory: undefined,
    commit,
  });
}
