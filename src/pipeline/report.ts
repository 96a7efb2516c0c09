// What a run did, in words and in numbers.
import { count, listOf } from '../model/wording.ts';
import type { Outcome, RunReport } from './update-catalog.ts';

/** Lines for a person, the failures last so that they are seen. */
export function reportLines(report: RunReport): string[] {
  const of = (kind: Outcome['kind']) => report.outcomes.filter((outcome) => outcome.kind === kind);
  const parts = (['added', 'changed', 'unchanged', 'gone', 'failed'] as const)
    .map((kind) => ({ kind, n: of(kind).length }))
    .filter(({ n }) => n > 0)
    .map(({ kind, n }) => `${n} ${kind}`);
  const lines = [
    `${count(report.outcomes.length, 'server')}: ${parts.length === 0 ? 'nothing to do' : listOf(parts)}.`,
  ];
  for (const { id, tools = 0, skips = 0, kind, changes = 0 } of [...of('added'), ...of('changed')]) {
    const what = kind === 'changed' ? `, ${count(changes, 'change')}` : '';
    const unread = skips === 0 ? '' : `, ${count(skips, 'skip')}`;
    lines.push(`  ${kind.padEnd(8)} ${id}: ${count(tools, 'tool')}${unread}${what}`);
  }
  for (const { id } of of('gone'))
    lines.push(`  gone     ${id}: its source says that it does not exist any more`);
  for (const { source, error, remedy } of of('failed').filter((outcome) => !quietly(outcome, report))) {
    lines.push(`  failed   ${source}: ${error}`, `           ${remedy}`);
  }
  if (report.networkAway) {
    lines.push('The network seems to be away. The catalog stays as it is; run the same command again later.');
  } else if (report.untried > 0) {
    lines.push(`${count(report.untried, 'source')} not tried. The same command goes on from here.`);
  }
  return lines;
}

/** Exit status of a run: trouble when a source failed or was not tried. */
export function exitOf(report: RunReport): 0 | 2 {
  return report.untried > 0 || report.outcomes.some((outcome) => outcome.kind === 'failed') ? 2 : 0;
}

/** When the network is away, one line says so instead of one for each source. */
function quietly(outcome: Outcome, report: RunReport): boolean {
  return report.networkAway && outcome.unreachable === true;
}
