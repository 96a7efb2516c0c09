// What a package.json says about the server: title, description, licence, addresses, language.
import { z } from 'zod';
import type { Server } from '../model/server.ts';

const longestLine = 1_000;

/** The facts of a server that its package.json gives. */
export type PackageFacts = Pick<
  Server,
  'title' | 'description' | 'repository' | 'homepage' | 'license' | 'directory'
>;

/** Reads the facts from a parsed package.json. Anything that is not as expected counts as absent. */
export function packageFacts(manifest: unknown, name: string): PackageFacts {
  const field = fieldsOf(manifest);
  const repository = field('repository');
  const inRepository = fieldsOf(repository);
  const address = typeof repository === 'string' ? repository : inRepository('url');
  return defined({
    title: line(field('displayName')) ?? line(field('title')) ?? name,
    description: line(field('description')) ?? '',
    repository: repositoryUrl(address),
    homepage: webUrl(field('homepage')),
    license: licenseOf(field('license') ?? field('licenses')),
    directory: folder(inRepository('directory')),
  });
}

/** The https address of a repository, from any of the spellings that package.json allows. */
export function repositoryUrl(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > longestLine) return undefined;
  const spelling = text
    .trim()
    .replace(/^git\+/, '')
    .replace(/#.*$/, '');
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(spelling);
  if (short !== null) {
    const host = { gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' }[short[1] ?? ''] ?? 'github.com';
    return webUrl(`https://${host}/${short[2]?.replace(/\.git$/, '')}`);
  }
  const scp = /^(?:ssh:\/\/)?git@([\w.-]+)[:/]([\w./-]+)$/.exec(spelling);
  const plain =
    scp === null
      ? spelling.replace(/^(git|http|ssh):\/\/(git@)?/, 'https://')
      : `https://${scp[1]}/${scp[2]}`;
  return webUrl(plain.replace(/\/$/, '').replace(/\.git$/, ''));
}

/** The address itself when it is a web address without credentials. */
export function webUrl(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > longestLine) return undefined;
  const checked = z.url({ protocol: /^https?$/ }).safeParse(text.trim());
  if (!checked.success) return undefined;
  const url = new URL(checked.data);
  return url.username === '' && url.password === '' ? checked.data : undefined;
}

/** One line of the author's text, bounded; undefined when it is none. */
export function line(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const one = text
    .slice(0, 4 * longestLine)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longestLine);
  return one === '' ? undefined : one;
}

/** A function that gives own members of a JSON object, and undefined for everything else. */
export function fieldsOf(value: unknown): (name: string) => unknown {
  if (typeof value !== 'object' || value === null) return () => undefined;
  const members = new Map(Object.entries(value));
  return (name) => members.get(name);
}

/** The same object without members that are undefined. */
export function defined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

/** Parsed JSON, or undefined when it is none. */
export function parsedJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The licence as declared: an SPDX expression, or what stands in its place. */
export function licenseOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return licenseOf(value[0]);
  const text = typeof value === 'string' ? value : fieldsOf(value)('type');
  return line(text)?.slice(0, 200);
}

function folder(value: unknown): string | undefined {
  const path = line(value)
    ?.replace(/^\.?\//, '')
    .replace(/\/$/, '');
  return path === undefined || path === '' || path.split('/').includes('..') ? undefined : path;
}
