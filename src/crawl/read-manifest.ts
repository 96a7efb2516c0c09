// What the manifest of a package says, in any ecosystem: its name, facts about the server, what it depends on.
import { parse as parseToml } from 'smol-toml';
import type { Server } from '../model/server.ts';
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

/** Facts of a server that a manifest may give. */
export type ManifestFacts = Partial<
  Pick<Server, 'title' | 'description' | 'repository' | 'homepage' | 'license' | 'version' | 'directory'>
>;

/** A manifest, read. */
export interface PackageManifest {
  /** The name under which other packages depend on this one. */
  readonly name: string;
  readonly facts: ManifestFacts;
  /** Names of what it depends on. */
  readonly dependencies: ReadonlySet<string>;
}

/** Files that make a folder a package, the most telling first. */
const readers: readonly (readonly [RegExp, (text: string, path: string) => PackageManifest | undefined])[] = [
  [/^package\.json$/, npmManifest],
  [/^pyproject\.toml$/, pythonManifest],
  [/^Cargo\.toml$/, rustManifest],
  [/^go\.mod$/, goManifest],
  [/^composer\.json$/, npmManifest],
  [/^pom\.xml$/, mavenManifest],
  [/\.(cs|fs)proj$/, dotnetManifest],
  [/^build\.gradle(\.kts)?$/, gradleManifest],
  [/^mix\.exs$/, gradleManifest],
];

/** Where a manifest stands among those of its folder, 0 first; undefined for a file that is none. */
export function manifestRank(path: string): number | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const rank = readers.findIndex(([pattern]) => pattern.test(name));
  return rank < 0 ? undefined : rank;
}

/** Reads a manifest; undefined when it names no package, as the package.json of a build folder does. Never throws. */
export function readManifest(path: string, text: string): PackageManifest | undefined {
  const rank = manifestRank(path);
  return rank === undefined ? undefined : readers[rank]?.[1](text, path);
}

/** package.json, and composer.json, which differs in one word. */
function npmManifest(text: string): PackageManifest | undefined {
  const json = parsedJson(text);
  const field = fieldsOf(json);
  const name = line(field('name'));
  if (name === undefined) return undefined;
  const groups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies', 'require'];
  return {
    name,
    facts: defined<ManifestFacts>({ ...packageFacts(json, name), version: version(field('version')) }),
    dependencies: new Set(groups.flatMap((group) => keysOf(field(group)))),
  };
}

function pythonManifest(text: string): PackageManifest | undefined {
  const toml = parsedToml(text);
  const poetry = fieldsOf(fieldsOf(fieldsOf(toml)('tool'))('poetry'));
  const project = fieldsOf(fieldsOf(toml)('project') ?? fieldsOf(fieldsOf(toml)('tool'))('poetry'));
  const name = line(project('name'));
  if (name === undefined) return undefined;
  const urls = new Map(
    keysOf(project('urls')).map((key) => [key.toLowerCase(), fieldsOf(project('urls'))(key)]),
  );
  const listed = project('dependencies');
  const license = project('license');
  return {
    name,
    facts: defined<ManifestFacts>({
      title: name,
      description: line(project('description')),
      version: version(project('version')),
      repository: repositoryUrl(
        urls.get('repository') ?? urls.get('source') ?? urls.get('source code') ?? poetry('repository'),
      ),
      homepage: webUrl(urls.get('homepage') ?? poetry('homepage')),
      license: licenseOf(typeof license === 'string' ? license : fieldsOf(license)('text')),
    }),
    dependencies: new Set(
      Array.isArray(listed) ? listed.map((item) => /^[\w.-]+/.exec(String(item))?.[0] ?? '') : keysOf(listed),
    ),
  };
}

function rustManifest(text: string): PackageManifest | undefined {
  const toml = fieldsOf(parsedToml(text));
  const crate = fieldsOf(toml('package'));
  const name = line(crate('name'));
  if (name === undefined) return undefined;
  return {
    name,
    facts: defined<ManifestFacts>({
      title: name,
      description: line(crate('description')),
      version: version(crate('version')),
      repository: repositoryUrl(crate('repository')),
      homepage: webUrl(crate('homepage')),
      license: licenseOf(crate('license')),
    }),
    dependencies: new Set(keysOf(toml('dependencies'))),
  };
}

function goManifest(text: string): PackageManifest | undefined {
  const rows = text.split('\n', 5_000).map((row) =>
    row
      .replace(/\/\/.*$/, '')
      .trim()
      .split(/\s+/),
  );
  const name = rows.find(([word]) => word === 'module')?.[1];
  if (name === undefined) return undefined;
  const required = rows.map(([first = '', second = '']) => (first === 'require' ? second : first));
  return {
    name,
    facts: {
      title:
        name
          .split('/')
          .filter((part) => !/^v\d+$/.test(part))
          .at(-1) ?? name,
    },
    dependencies: new Set(required.filter((word) => word.includes('/'))),
  };
}

function mavenManifest(text: string): PackageManifest | undefined {
  const own = without(without(without(text, 'parent'), 'build'), 'dependencies');
  const name = element(without(own, 'dependencyManagement'), 'artifactId');
  if (name === undefined) return undefined;
  return {
    name,
    facts: defined<ManifestFacts>({
      title: line(element(own, 'name')) ?? name,
      description: line(element(own, 'description')),
      version: version(element(own, 'version')),
    }),
    dependencies: new Set(elements(text, 'dependency').map((one) => element(one, 'artifactId') ?? '')),
  };
}

function dotnetManifest(text: string, path: string): PackageManifest | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
  const references = text.match(/<ProjectReference\s+Include="[^"\n]{1,300}"/g) ?? [];
  return {
    name,
    facts: defined<ManifestFacts>({
      title: line(element(text, 'Title')) ?? line(element(text, 'PackageId')) ?? name,
      description: line(element(text, 'Description')),
      version: version(element(text, 'Version')),
      license: licenseOf(element(text, 'PackageLicenseExpression')),
    }),
    dependencies: new Set(
      references.map((one) => one.replace(/^.*[\\/"](?=[^\\/"]+"$)/, '').replace(/\.\w+"$/, '')),
    ),
  };
}

/** Build files that are programs: the folder is a package, and only its name is known. */
function gradleManifest(text: string, path: string): PackageManifest {
  const folder = path.split('/').at(-2) ?? '';
  const projects = text.match(/project\(\s*["']:[^"'\n]{1,200}["']/g) ?? [];
  return {
    name: folder,
    facts: {},
    dependencies: new Set(projects.map((one) => one.replace(/["']$/, '').replace(/^.*[:"']/, ''))),
  };
}

function parsedToml(text: string): unknown {
  try {
    return parseToml(text);
  } catch {
    return undefined;
  }
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function version(value: unknown): string | undefined {
  const text = line(value)?.slice(0, 100);
  // A version that the build fills in is none.
  return text === undefined || /[${}]/.test(text) ? undefined : text;
}

/** Text of the first element of a name; good for flat, machine-written XML. */
function element(xml: string, name: string): string | undefined {
  return elements(xml, name, 1)[0]?.trim();
}

function elements(xml: string, name: string, most = 1_000): string[] {
  const found: string[] = [];
  for (let from = 0; found.length < most; ) {
    const start = xml.indexOf(`<${name}>`, from);
    const end = start < 0 ? -1 : xml.indexOf(`</${name}>`, start);
    if (end < 0) break;
    found.push(xml.slice(start + name.length + 2, end));
    from = end;
  }
  return found;
}

function without(xml: string, name: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const start = xml.indexOf(`<${name}>`, from);
    const end = start < 0 ? -1 : xml.indexOf(`</${name}>`, start);
    if (end < 0) return [...kept, xml.slice(from)].join('');
    kept.push(xml.slice(from, start));
    from = end + name.length + 3;
  }
}
