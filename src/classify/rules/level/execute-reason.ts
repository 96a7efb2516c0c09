// What makes an act unrestricted or bounded: a shell, a command line, a coding agent.
import { codingAgents } from '../combine/without-verb.ts';
import type { LevelReason } from '../lexicon/levels.ts';
import { signalBits } from '../lexicon/signals.ts';
import { marked, objectHas, type Seen, signaled } from './seen.ts';

const takesRaw = signalBits(['command', 'code', 'prompt', 'body']);

export function executeReason(seen: Seen): LevelReason | undefined {
  const { reading, sense, decision } = seen;
  const open =
    sense === 'type-into-terminal' ||
    reading.schema.arguments.length === 0 ||
    (reading.signals & takesRaw) !== 0 ||
    marked(seen, 'arbitrary');
  const takesTask =
    decision.rules[0] === 'agent-prompt' || (marked(seen, 'agent') && signaled(seen, 'prompt'));
  if (takesTask && isCoding(seen) && (decision.by === undefined || seen.own === undefined)) return 'agent';
  if (isCommand(seen) && open)
    return marked(seen, 'sandbox') || marked(seen, 'bounded') ? undefined : 'unrestricted';
  if (sense === 'open-app' && reading.serverName.includes('simulator')) return 'bounded';
  return sense === 'run-shell' ? undefined : seen.own;
}

function isCoding(seen: Seen): boolean {
  return marked(seen, 'coding-agent') || seen.reading.name.words.some((word) => codingAgents.has(word.text));
}

const shells = new Set(['run-shell', 'open-shell', 'approve-command', 'type-into-terminal']);

const signals = new Set('control signal ctrl interrupt character'.split(' '));

/** A shell, a command line, or a command inside a machine. */
function isCommand(seen: Seen): boolean {
  if (shells.has(seen.sense))
    return (
      !objectHas(seen, signals) &&
      (signaled(seen, 'command') || !signaled(seen, 'code') || marked(seen, 'shell'))
    );
  if (seen.verb === 'type' && marked(seen, 'shell')) return true;
  const runs =
    seen.sense === 'run' || seen.sense === 'call-service' || seen.decision.rules[0] === 'raw-argument';
  return runs && (signaled(seen, 'command') || (marked(seen, 'shell') && !signaled(seen, 'none')));
}
