// A badge for a server's own page: how many tools at which level, as a small picture without foreign parts.
import type { ServerRow } from '../model/rows.ts';
import { type Level, levels } from '../model/vocabulary.ts';
import { count } from '../model/wording.ts';
import { xml } from './xml.ts';

/** Dark enough that white text on them is read at this size. */
const colors: Readonly<Record<Level, string>> = {
  critical: '#a3123a',
  high: '#9a4a00',
  medium: '#6b5d00',
  low: '#2f6b3a',
};
const none = '#555b63';
const charWidth = 6.6;
const padding = 7;

/** "toolrisk | 3 critical, 12 high of 45 tools"; its title also says of which version, when, and under which licence. */
export function badgeSvg({
  tools,
  levels: byLevel,
  version,
  read,
}: Pick<ServerRow, 'tools' | 'levels' | 'version' | 'read'>): string {
  const worst = levels.findLast(({ id }) => byLevel[id] > 0)?.id;
  const parts = levels
    .toReversed()
    .filter(({ id }) => byLevel[id] > 0)
    .slice(0, 2)
    .map(({ id }) => `${byLevel[id].toLocaleString('en-US')} ${id}`);
  const text = tools === 0 ? 'no tools found' : `${parts.join(', ')} of ${count(tools, 'tool')}`;
  const left = Math.round('toolrisk'.length * charWidth + 2 * padding);
  const right = Math.round(text.length * charWidth + 2 * padding);
  const label = xml(`toolrisk: ${text}`);
  const source = xml(
    `${version === undefined ? '' : `version ${version.slice(0, 40)}, `}read ${read}; counts: MIT`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}">
<title>${label} (${source})</title>
<rect width="${left + right}" height="20" rx="3" fill="#24292f"/>
<path d="M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-${right - 3}z" fill="${worst === undefined ? none : colors[worst]}"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
<text x="${left / 2}" y="14" textLength="${left - 2 * padding}">toolrisk</text>
<text x="${left + right / 2}" y="14" textLength="${right - 2 * padding}">${xml(text)}</text>
</g>
</svg>
`;
}
