// What a crawl of one source gives: a tree of files to extract from, a tool list, or more sources.
import type { Server, ServerId } from './server.ts';
import type { Place, Skip, ToolDraft } from './tool.ts';

/** A text file of a package or repository. */
export interface SourceFile {
  /** Path inside the tree, forward slashes, never absolute, never with a `..` part. */
  readonly path: string;
  readonly text: string;
}

/** The files of a package or repository that may hold definitions, already bounded in number and size. */
export interface SourceTree {
  /** Sorted by path in code-unit order. */
  readonly files: readonly SourceFile[];
  /** What the crawl left out, with reasons. */
  readonly skips: readonly Skip[];
  /** Packages that were read along because the server's tools may live there. */
  readonly mounts?: readonly Mount[];
}

/** Another package whose files stand in the tree, such as a dependency of the same scope. */
export interface Mount {
  /** Folder of its files in the tree, with a slash at the end: `node_modules/@scope/name/`. */
  readonly prefix: string;
  readonly id: ServerId;
  readonly version: string;
}

/** One result of reading a source. */
export type Crawled =
  | {
      readonly kind: 'tree';
      readonly server: Server;
      readonly tree: SourceTree;
      /** True for a repository or folder: it may hold several servers, one a package. */
      readonly several?: boolean;
    }
  | {
      readonly kind: 'tools';
      readonly server: Server;
      readonly tools: readonly ToolDraft[];
      readonly skips: readonly Skip[];
    }
  /** The source names another source, spelled as on the command line. */
  | {
      readonly kind: 'source';
      readonly source: string;
      /** How the list is spelled so that reading goes on at the page that named this source. */
      readonly goOn?: string;
    }
  /** The same version was read before; nothing was downloaded. */
  | { readonly kind: 'unchanged'; readonly id: ServerId }
  /** The source says clearly that the server does not exist any more. */
  | { readonly kind: 'gone'; readonly id: ServerId; readonly detail: string };

/** How far an unfinished run came in a list of sources. */
export interface ListProgress {
  /** The spelling from which a list is to be read on; the list itself where nothing of it was read. */
  from(list: string): string;
  isDone(source: string): boolean;
  /** Notes that everything that a source of a list gave was kept. */
  noteListed(list: string, source: string, goOn: string | undefined): Promise<void>;
}

/** What a reader is given besides the source. */
export interface CrawlContext {
  /** The version or commit of a server that the catalog already holds; undefined asks for a full read. */
  known(id: ServerId): string | undefined | Promise<string | undefined>;
  /** Aborted when the user stops the run. */
  readonly signal: AbortSignal;
  /** Id to file the server under, from `--id`. */
  readonly id?: ServerId | undefined;
  /** For runs that go on where an unfinished one stopped. */
  readonly progress?: ListProgress | undefined;
  /** Running foreign code was allowed with `--allow-run`. */
  readonly allowRun: boolean;
}

/** One kind of source: one file in src/crawl, one line in its list. */
export interface SourceReader {
  /** Short name, also the file name in catalog/sources. */
  readonly kind: string;
  /** How it is spelled, for help texts, such as `npm:name[@version]`. */
  readonly spelling: string;
  accepts(source: string): boolean;
  /** Throws `OutsideError` when the outside fails and `InputError` when the source is misspelt. */
  read(source: string, context: CrawlContext): AsyncIterable<Crawled>;
}

/** A permanent link to a place of a server's source, when its host has one. */
export function placeUrl(server: Server, place: Place): string | undefined {
  if (place.url !== undefined) return place.url;
  const path = place.path.split('/').map(encodeURIComponent).join('/');
  const line = place.line === undefined ? '' : `#L${place.line}`;
  if (server.id.startsWith('npm/') && server.version !== undefined) {
    const name = server.id.slice('npm/'.length);
    return `https://app.unpkg.com/${name}@${encodeURIComponent(server.version)}/files/${path}${line}`;
  }
  if (server.id.startsWith('github/') && server.commit !== undefined) {
    const [, owner, repository] = server.id.split('/');
    return `https://github.com/${owner}/${repository}/blob/${server.commit}/${path}${line}`;
  }
  return undefined;
}
