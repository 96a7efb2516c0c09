// Judges the tools of the catalog again: shows what moves, then writes.
import { today } from '../kit/clock.ts';
import { count } from '../model/wording.ts';
import type { Engine } from '../pipeline/engine.ts';
import { judgeCatalog, keepJudged, type Move, type Which } from '../pipeline/judge-catalog.ts';
import type { CommandContext, ExitStatus } from './command.ts';

/** Lines of the table that are printed; the rest is counted. */
const shownMoves = 200;

/** Prints each tool whose verdict moves, with the reason, and writes the entries unless it is a dry run. */
export async function classifyCatalog(
  which: Which,
  dryRun: boolean,
  engine: Engine,
  { root, talk, print, json, signal }: CommandContext,
): Promise<ExitStatus> {
  const { rejudged, notes, stopped } = await judgeCatalog(root, which, today(), engine, signal);
  for (const note of notes) talk.say(note);
  const judged = rejudged.reduce((sum, entry) => sum + entry.judged, 0);
  const changed = rejudged.filter((entry) => entry.changed);
  const moves = rejudged.flatMap((entry) => entry.moves);
  if (json) for (const move of moves) print(JSON.stringify(move));
  else for (const move of moves.slice(0, shownMoves)) print(lineOf(move));
  if (!json && moves.length > shownMoves)
    print(`... and ${count(moves.length - shownMoves, 'more move')}; --json prints all.`);
  const verdicts = `${count(judged, 'tool')} judged, ${count(moves.length, 'verdict')} moved`;
  if (dryRun) {
    talk.say(`${verdicts}. Nothing was written; run it without --dry-run to write.`);
    return 0;
  }
  await keepJudged(root, changed);
  talk.say(`${verdicts}, ${count(changed.length, 'entry', 'entries')} written.`);
  return stopped ? 2 : 0;
}

function lineOf({ server, tool, from, to, why }: Move): string {
  const before = from === undefined ? 'not judged' : `${from.category} ${from.level}`;
  return `${server} ${tool}\n  ${before} -> ${to.category} ${to.level}\n  ${why}`;
}
