// Spells out a git source: which repository, which commit, and the id that its server gets.
import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../kit/errors.ts';
import { isServerId, type ServerId } from '../../model/server.ts';

/** A repository that is to be read. */
export interface GitSource {
  /** An http(s) address, or the folder of a repository on this machine. */
  readonly from:
    | { readonly kind: 'url'; readonly url: string }
    | { readonly kind: 'folder'; readonly folder: string };
  /** Branch, tag or commit as it was typed; `HEAD` when none was. */
  readonly ref: string;
  readonly id: ServerId;
  /** https address of the repository, for people. */
  readonly repository?: string;
}

const spellings =
  'Write github:owner/repo, github:owner/repo@ref, git+https://host/path@ref or git+/folder@ref.';

/** Parses `github:owner/repo[@ref]` and `git+<url or folder>[@ref]`. Throws `InputError` for everything else. */
export function parseGitSource(source: string, wanted: ServerId | undefined): GitSource {
  const parsed = source.startsWith('github:')
    ? gitHub(source.slice('github:'.length))
    : other(source.slice('git+'.length));
  if (parsed === undefined) throw new InputError(`"${source}" does not name a git repository.`, spellings);
  checkRef(parsed.ref);
  const id = wanted ?? parsed.id;
  if (isServerId(id)) return { ...parsed, id };
  throw new InputError(
    `The id "${id}" cannot be used.`,
    'Give another with --id, such as --id git/host/name.',
  );
}

function gitHub(text: string): GitSource | undefined {
  const [, owner = '', name = '', ref] = /^([\w-]+)\/([\w.-]+?)(?:\.git)?(?:@(.+))?$/.exec(text) ?? [];
  if (owner === '' || /^\.*$/.test(name)) return undefined;
  const repository = `https://github.com/${owner}/${name}`;
  return {
    from: { kind: 'url', url: `${repository}.git` },
    ref: ref ?? 'HEAD',
    id: `github/${owner}/${name}`,
    repository,
  };
}

function other(text: string): GitSource | undefined {
  if (/^file:\/\//.test(text)) return folder(filePath(text));
  const web = /^(https?):\/\/([^/@]+)(\/[^@]+)(?:@(.+))?$/.exec(text);
  if (web !== null) {
    const [, scheme, host = '', path = '', ref] = web;
    const plain = path.replace(/\/+$/, '').replace(/\.git$/, '');
    const hosted = host === 'github.com' ? `github${plain}` : `git/${host.replace(/:/, '-')}${plain}`;
    return {
      from: { kind: 'url', url: `${scheme}://${host}${path}` },
      ref: ref ?? 'HEAD',
      id: hosted,
      repository: `${scheme}://${host}${plain}`,
    };
  }
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[a-z]:[\\/]/i.test(text)) {
    throw new InputError(
      `Only https, http and folders are read with git, not "${text.slice(0, 60)}".`,
      'Use the https address of the repository; put credentials into a git credential helper, not into the address.',
    );
  }
  return folder(text);
}

/** A folder may hold an `@` itself: the longest part in front of one that is there is the folder. */
function folder(text: string): GitSource | undefined {
  for (let at = text.length; at > 0; at = text.lastIndexOf('@', at - 1)) {
    const path = text.slice(0, at);
    if (!existsSync(path) || !statSync(path).isDirectory()) continue;
    const name = basename(resolve(path))
      .replace(/\.git$/, '')
      .replace(/[^\w.~+-]+/g, '-')
      .replace(/^[-.]+|\.+$/g, '');
    return {
      from: { kind: 'folder', folder: resolve(path) },
      ref: text.slice(at + 1) || 'HEAD',
      id: `local/${name || 'repository'}`,
    };
  }
  throw new InputError(`There is no folder "${text}".`, spellings);
}

function filePath(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    throw new InputError(`"${url}" is no address of a folder.`, spellings);
  }
}

/** What git itself allows as a name, without anything that it would read as an option or an expression. */
function checkRef(ref: string): void {
  const odd = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$|\.lock$/;
  if (ref.length <= 250 && !odd.test(ref)) return;
  throw new InputError(
    `"${ref.slice(0, 80)}" is not the name of a branch, tag or commit.`,
    'Write a branch, a tag, or all 40 digits of a commit behind the @.',
  );
}
