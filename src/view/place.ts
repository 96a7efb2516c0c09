// Where a definition was read and which version of a server that was, in words and as a link.
import type { Server } from '../model/server.ts';
import type { Place } from '../model/tool.ts';
import { visible } from '../model/wording.ts';
import { safeHref } from './author-text.ts';

/** "src/tools/vm.ts:55". */
export function placeText(place: Place): string {
  return `${visible(place.path)}${place.line === undefined ? '' : `:${place.line}`}`;
}

/** "1.4.2" or "commit c27689f". */
export function versionText(server: Server): string | undefined {
  if (server.version !== undefined) return visible(server.version, 40);
  return server.commit === undefined ? undefined : `commit ${server.commit.slice(0, 7)}`;
}

/** A permanent link to the line, when the host of the repository is known to have one and the commit was read. */
export function placeHref(server: Server, place: Place): string | undefined {
  const given = safeHref(place.url);
  if (given !== undefined) return given;
  const repository = safeHref(server.repository)
    ?.replace(/\.git$/, '')
    .replace(/\/$/, '');
  if (repository === undefined || !/^[0-9a-f]{40}$/.test(server.commit ?? '')) return undefined;
  const path = place.path
    .split('/')
    .map((part) => encodeURIComponent(part))
    .join('/');
  const line = place.line === undefined ? '' : `#L${place.line}`;
  switch (new URL(repository).hostname) {
    case 'github.com':
      return `${repository}/blob/${server.commit}/${path}${line}`;
    case 'gitlab.com':
      return `${repository}/-/blob/${server.commit}/${path}${line}`;
    case 'codeberg.org':
      return `${repository}/src/commit/${server.commit}/${path}${line}`;
    default:
      return undefined;
  }
}
