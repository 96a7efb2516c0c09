// Reads a git repository without a work tree: from GitHub, from any https host, or from this machine.
import type { Server } from '../../model/server.ts';
import type { SourceReader, SourceTree } from '../../model/source.ts';
import { defined } from '../package-facts.ts';
import { packageRoots } from '../package-roots.ts';
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
      yield { kind: 'tree', server: serverOf(parsed, commit, tree), tree, several: true };
    }
  },
};

function serverOf(source: GitSource, commit: string, tree: SourceTree): Server {
  const { directory: _, ...facts } = packageRoots(tree)[0]?.facts ?? {};
  const [ecosystem, owner, name] = source.id.split('/');
  const onGitHub = ecosystem === 'github' && name !== undefined;
  return defined<Server>({
    ...facts,
    id: source.id,
    title: facts.title ?? source.id.slice(source.id.lastIndexOf('/') + 1),
    description: facts.description ?? '',
    // The address that was read is sure; what a manifest says may be left over from a fork.
    repository: source.repository ?? (onGitHub ? `https://github.com/${owner}/${name}` : facts.repository),
    purl: onGitHub ? `pkg:github/${owner}/${name}@${commit}`.toLowerCase() : undefined,
    commit,
  });
}
