// For formats without server names: one decision for each tool name, the stricter one when servers share a name.
import { type Decision, stricter } from './decision.ts';
import type { Gap } from './gaps.ts';
import type { DecidedTool, Intent } from './intent.ts';

/** The tools of all servers, sorted by name; a shared name adds a gap. */
export function oneByName({ servers }: Intent, gaps: Gap[]): readonly DecidedTool[] {
  const byName = new Map<string, Decision>();
  for (const { name, decision } of servers.flatMap((server) => server.tools)) {
    const known = byName.get(name);
    byName.set(name, known === undefined ? decision : both(known, decision));
    if (known !== undefined) {
      gaps.push({ cannot: 'tell-servers-apart', instead: 'stricter-rule', than: 'stricter', tools: [name] });
    }
  }
  return [...byName]
    .map(([name, decision]) => ({ name, decision }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

function both(a: Decision, b: Decision): Decision {
  const winner = stricter(a, b);
  const bounds = winner.kind === 'allow' ? [...a.bounds, ...b.bounds] : [];
  const { unbounded: _unbounded, instead: _instead, ...rest } = winner === a ? a : b;
  return { ...rest, bounds, unbounded: stricter(a.unbounded ?? a, b.unbounded ?? b) };
}
