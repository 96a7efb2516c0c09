// The picture that networks show beside a link: the level as word and disc, what it means, and whose it is.
import type { Summary } from '../model/rows.ts';
import { type Level, levelOf, levels } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { socialUrl } from './address.ts';
import { xml } from './xml.ts';

/** Pictures that there are: one a level, and one for everything else. */
export const pictureNames = ['site', ...levels.map(({ id }) => id)] as const;
export type PictureName = (typeof pictureNames)[number];

/** Pixels; what networks call a large card. */
export const pictureSize = { width: 1200, height: 630 } as const;

/** A picture as a page names it. */
export interface SocialPicture {
  /** Whole address. */
  readonly url: string;
  /** For those who do not see it. */
  readonly alt: string;
}

/** The picture of a page about something of this level, or of the site. */
export function socialPicture(level: Level | undefined, origin: string): SocialPicture {
  const alt =
    level === undefined
      ? 'toolrisk: what MCP tools can do, and how bad it can get'
      : `toolrisk: ${levelOf(level).badge}. ${levelOf(level).meaning}`;
  return { url: `${origin}${socialUrl(level ?? 'site')}`, alt };
}

const ink = '#17191e';
const muted = '#5a5f6b';
/** The light theme's, since a network shows one picture to all. */
const colors: Readonly<Record<Level, string>> = {
  low: '#1c6b47',
  medium: '#7d5200',
  high: '#a83a0b',
  critical: '#9b1237',
};

/** The picture as SVG in the fonts "Inter" regular and semibold. */
export function socialSvg(name: PictureName, summary: Pick<Summary, 'tools' | 'servers'>): string {
  const body = name === 'site' ? siteBody(summary) : levelBody(name);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureSize.width}" height="${pictureSize.height}" viewBox="0 0 1200 630" font-family="Inter" font-weight="400" fill="${ink}">
<rect width="1200" height="630" fill="#fbfaf7"/>
${disc(92, 92, 16, 0.75, ink, 3)}
<text x="122" y="104" font-size="34" font-weight="600">toolrisk</text>
${body}
<rect x="72" y="528" width="1056" height="2" fill="#e2dfd7"/>
<text x="72" y="580" font-size="28" fill="${muted}">${name === 'site' ? 'Category, level, evidence and a policy for every tool' : 'What MCP tools can do, and how bad it can get'}</text>
</svg>
`;
}

function levelBody(level: Level): string {
  const { badge, meaning } = levelOf(level);
  return `${disc(152, 244, 68, share(level), colors[level], 9)}
<text x="262" y="276" font-size="92" font-weight="600" letter-spacing="-2" fill="${colors[level]}">${xml(badge)}</text>
${lines(meaning, 56, 72, 384, 38, 52)}`;
}

function siteBody({ tools, servers }: Pick<Summary, 'tools' | 'servers'>): string {
  const discs = levels.map(({ id }, index) => disc(104 + index * 92, 446, 30, share(id), colors[id], 5));
  return `<text x="72" y="226" font-size="72" font-weight="600" letter-spacing="-2">What MCP tools can do,</text>
<text x="72" y="312" font-size="72" font-weight="600" letter-spacing="-2">and how bad it can get</text>
${discs.join('\n')}
<text x="462" y="459" font-size="36" fill="${muted}">${xml(`${count(tools, 'tool')} on ${count(servers, 'server')}`)}</text>`;
}

/** How much of its disc a level fills. */
function share(level: Level): number {
  return (levels.findIndex(({ id }) => id === level) + 1) / levels.length;
}

/** A disc that is filled clockwise from the top. */
function disc(x: number, y: number, radius: number, filled: number, color: string, stroke: number): string {
  const angle = 2 * Math.PI * filled;
  const end = `${round(x + radius * Math.sin(angle))} ${round(y - radius * Math.cos(angle))}`;
  const pie =
    filled >= 1
      ? `<circle cx="${x}" cy="${y}" r="${radius}" fill="${color}"/>`
      : `<path d="M${x} ${y}V${y - radius}A${radius} ${radius} 0 ${filled > 0.5 ? 1 : 0} 1 ${end}Z" fill="${color}"/>`;
  return `<circle cx="${x}" cy="${y}" r="${radius}" fill="none" stroke="${color}" stroke-width="${stroke}"/>${pie}`;
}

/** Words in lines of at most `longest` characters. */
function lines(words: string, longest: number, x: number, y: number, size: number, leading: number): string {
  const made: string[] = [];
  for (const word of words.split(' ')) {
    const last = made.at(-1);
    if (last === undefined || last.length + 1 + word.length > longest) made.push(word);
    else made[made.length - 1] = `${last} ${word}`;
  }
  return made
    .map((line, index) => `<text x="${x}" y="${y + index * leading}" font-size="${size}">${xml(line)}</text>`)
    .join('\n');
}

const round = (n: number): number => Math.round(n * 100) / 100;
