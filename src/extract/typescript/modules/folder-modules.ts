// Servers that import every file of a folder when they start: which files those are.

import { posix } from 'node:path';
import type { Project } from './project.ts';
import { stringValue } from './strings.ts';
import { above, isFunction, type SyntaxNode } from './syntax.ts';

const mostModules = 1000;
const mostFolders = 8;
/** What says that folders inside the folder are read too. */
const deep = /\brecursive\b|\*\*|\bisDirectory\b/;
const readers = /\b(?:readdir|readdirSync|glob|globSync|globby|fastGlob|fg)\b/;

/**
 * The modules that an import with a path made at run time can mean: those of the folders that the function around it
 * names, where that file reads folders. Empty when nothing tells which folder.
 */
export function modulesLoadedBy(project: Project, call: SyntaxNode): readonly string[] {
  if (!readers.test(call.source.text)) return [];
  const home = outermost(call);
  const from = call.source.path;
  const folders = new Set<string>();
  for (const text of textsIn(home ?? project.moduleOf(call).root)) {
    const folder = /^(\.{0,2}\/?[\w.@/-]*?)(?:\/?\*.*)?$/.exec(text)?.[1];
    if (folder === undefined || folder.replace(/[./]/g, '') === '') continue;
    const path = posix.normalize(posix.join(posix.dirname(from), folder)).replace(/\/$/, '');
    if (project.files.some((file) => file.path.startsWith(`${path}/`))) folders.add(path);
    if (folders.size >= mostFolders) break;
  }
  const isDeep = deep.test(call.source.text);
  const isIn = (path: string, folder: string) =>
    isDeep ? path.startsWith(`${folder}/`) : posix.dirname(path) === folder;
  return project.files
    .filter((file) => file.path !== from && [...folders].some((folder) => isIn(file.path, folder)))
    .map((file) => file.path)
    .slice(0, mostModules);
}

function outermost(node: SyntaxNode): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  for (let at = above(node, isFunction); at !== undefined; at = above(at, isFunction)) found = at;
  return found;
}

function textsIn(root: SyntaxNode): readonly string[] {
  const found: string[] = [];
  const stack: SyntaxNode[] = [root];
  for (let at = stack.pop(); at !== undefined && found.length < 500; at = stack.pop()) {
    if (at.type === 'string' && at.end - at.start < 120) found.push(stringValue(at));
    for (const next of at.children) stack.push(next);
  }
  return found;
}
