// A server: what the crawler knows about it apart from its tools.
import { z } from 'zod';

/** Where a server was published, the first part of its id. */
export const ecosystems = ['npm', 'github', 'git', 'pypi', 'mcpb', 'remote', 'local'] as const;
export type Ecosystem = (typeof ecosystems)[number];

/** `<ecosystem>/<path>`, such as `npm/@scope/name`, `github/owner/repo/packages/x`. Path-safe: no empty, `.` or `..` part. */
export const ServerId = z
  .string()
  .max(300)
  .refine(isServerId, 'a server id looks like npm/name, npm/@scope/name or github/owner/repo');
export type ServerId = z.infer<typeof ServerId>;

/** Facts about a server, read from its package, repository or answer. All text is the author's. */
export const Server = z.strictObject({
  id: ServerId,
  /** The author's title, or the package's name. */
  title: z.string(),
  /** The author's one-line description; empty when there is none. */
  description: z.string(),
  /** Package URL with version (https://github.com/package-url/purl-spec), when one exists. */
  purl: z.string().optional(),
  /** https address of the repository. */
  repository: z.url({ protocol: /^https?$/ }).optional(),
  homepage: z.url({ protocol: /^https?$/ }).optional(),
  /** Version of the package that was read. */
  version: z.string().optional(),
  /** Commit that was read, 40 hex digits. */
  commit: z.string().optional(),
  /** SPDX expression as declared; absent when none is declared. */
  license: z.string().optional(),
  /** Main language of the definitions, lower case. */
  language: z.string().optional(),
  /** Folder of the server inside a larger repository. */
  directory: z.string().optional(),
  /** Day on which this version was published, ISO date, when the source says. */
  published: z.iso.date().optional(),
  /** Digest of the archive that was read, as a subresource-integrity string. */
  integrity: z.string().optional(),
});
export type Server = z.infer<typeof Server>;

/** True for a path-safe id of a known ecosystem. */
export function isServerId(text: string): boolean {
  const [ecosystem, ...parts] = text.split('/');
  if (!ecosystems.includes(ecosystem as Ecosystem) || parts.length === 0) return false;
  return parts.every((part) => /^[@A-Za-z0-9_~][A-Za-z0-9._~+-]*$/.test(part) && !part.endsWith('.'));
}

/** The first part of an id. */
export function ecosystemOf(id: ServerId): Ecosystem {
  return id.split('/', 1)[0] as Ecosystem;
}
