// Follows every internal link of the finished site, fragments included, and names those that lead nowhere.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFolder } from '../src/pipeline/build-site.ts';

const site = join(import.meta.dirname, '..', siteFolder);
const pages = globSync('**/*.html', { cwd: site });
const anchors = new Map<string, ReadonlySet<string>>();

/** The file that an address of the site is answered with; undefined when there is none. */
function fileOf(path: string): string | undefined {
  const tries = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`];
  return tries.map((file) => decodeURIComponent(file).slice(1)).find((file) => existsSync(join(site, file)));
}

function anchorsOf(file: string): ReadonlySet<string> {
  const known = anchors.get(file);
  if (known !== undefined) return known;
  const ids = new Set(
    [...readFileSync(join(site, file), 'utf8').matchAll(/\sid="?([^"\s>]+)/g)].map(([, id = '']) => id),
  );
  anchors.set(file, ids);
  return ids;
}

const broken = new Map<string, string>();
let followed = 0;
for (const page of pages) {
  const here = new URL(
    `http://site/${page
      .replace(/index\.html$/, '')
      .split('/')
      .map(encodeURIComponent)
      .join('/')}`,
  );
  for (const [, quoted, bare] of readFileSync(join(site, page), 'utf8').matchAll(
    /<(?:a|img|link|script)\b[^>]*?\s(?:href|src)=(?:"([^"]*)"|([^\s>"]+))/g,
  )) {
    const address = (quoted ?? bare ?? '').replaceAll('&amp;', '&');
    if (!URL.canParse(address, here)) {
      broken.set(address, page);
      continue;
    }
    const target = new URL(address, here);
    if (target.host !== 'site') continue;
    followed += 1;
    const file = fileOf(target.pathname);
    const fragment = decodeURIComponent(target.hash.slice(1));
    if (file === undefined || (fragment !== '' && !anchorsOf(file).has(fragment))) broken.set(address, page);
  }
}
for (const [address, page] of [...broken].slice(0, 50))
  process.stdout.write(`${address} on ${page} leads nowhere\n`);
process.stdout.write(`${pages.length} pages, ${followed} links, ${broken.size} broken.\n`);
if (pages.length === 0) process.stderr.write('There is no site yet. Make it with: npm run build\n');
process.exitCode = broken.size === 0 && pages.length > 0 ? 0 : 1;
