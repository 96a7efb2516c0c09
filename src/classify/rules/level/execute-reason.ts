// What makes an act unrestricted or bounded: a shell, a command line, a coding agent.

import { codingAgents } from '../combine/without-verb.ts';
import { domainBits } from '../lexicon/domains.ts';
import type { LevelReason } from '../lexicon/levels.ts';
import { markBit } from '../lexicon/phrases.ts';
import { signalBit, signalBits } from '../lexicon/signals.ts';
import { wordSet } from '../lexicon/word-set.ts';
import { marked, objectHas, type Seen, signaled } from './seen.ts';

const takesRaw = signalBits(['command', 'code', 'prompt', 'body']);

export function executeReason(seen: Seen): LevelReason | undefined {
  const { reading, sense, decision } = seen;
  const open =
    sense === 'type-into-terminal' ||
    reading.schema.arguments.length === 0 ||
    (reading.signals & takesRaw) !== 0 ||
    marked(seen, markBit.arbitrary);
  const takesTask =
    decision.rules[0] === 'agent-prompt' || (marked(seen, markBit.agent) && signaled(seen, signalBit.prompt));
  if (takesTask && isCoding(seen) && (decision.by === undefined || seen.own === undefined)) return 'agent';
  if (isCommand(seen) && open)
    return marked(seen, markBit.sandbox) || marked(seen, markBit.bounded) ? undefined : 'unrestricted';
  if ((handlesApp(seen) && isSimulated(reading)) || objectHas(seen, debugging)) return 'bounded';
  if (tries.has(sense) && decision.text !== undefined && acts.has(decision.text.sense.id)) return undefined;
  return sense === 'run-shell' ? undefined : seen.own;
}

/** `test_workflow`, "Runs a workflow"; `build_site`, "Builds and deploys a site". */
const tries = wordSet(['try-out', 'build']);
const acts = wordSet(['run', 'deploy', 'control']);

/** A program under a debugger is stopped and stepped through at will. */
const debugging = wordSet('debug debugger debugging breakpoint'.split(' '));

/** Opens or stops an app. */
function handlesApp(seen: Seen): boolean {
  return seen.sense === 'open-app' || (seen.sense === 'control' && objectHas(seen, apps));
}

const apps = wordSet(['app', 'application']);

/** On a simulator, by the server's name or where the definition begins. */
function isSimulated({ serverName, name, text }: Seen['reading']): boolean {
  const lead = [...name.words, ...text.words.slice(0, 12)];
  if (lead.some(({ text: word }) => word === 'device')) return false;
  return serverName.includes('simulator') || lead.some((word) => simulators.has(word.text));
}

const simulators = wordSet('simulator sim emulator'.split(' '));

function isCoding(seen: Seen): boolean {
  return (
    marked(seen, markBit['coding-agent']) ||
    seen.reading.name.words.some((word) => codingAgents.has(word.text))
  );
}

const shells = wordSet(['run-shell', 'start-command', 'open-shell', 'approve-command', 'type-into-terminal']);

const signals = wordSet('control signal ctrl interrupt character'.split(' '));

/** A shell, a command line, or a command inside a machine. */
function isCommand(seen: Seen): boolean {
  const named = marked(seen, markBit.shell);
  if (shells.has(seen.sense)) {
    if (objectHas(seen, signals) || (drivesDevices(seen) && !named)) return false;
    return signaled(seen, signalBit.command) || !signaled(seen, signalBit.code) || named;
  }
  if (seen.verb === 'type' && named) return true;
  if (seen.decision.rules[0] === 'raw-argument') return named;
  if (seen.sense !== 'run' && seen.sense !== 'call-service') return false;
  return takesCommand(seen) || (named && !signaled(seen, signalBit.none));
}

const homes = domainBits(['home']);

/** A command to a thing of the house does what the thing can do. */
function drivesDevices({ reading }: Seen): boolean {
  return (reading.serverDomains & homes) !== 0;
}

/** The command is what is run, not what a container may be told beside its image. */
function takesCommand({ reading }: Seen): boolean {
  const argument = reading.schema.bySignal(signalBit.command);
  if (argument === undefined) return false;
  return argument.required || reading.schema.arguments.every(({ required }) => !required);
}
