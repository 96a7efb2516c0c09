// What a format cannot say: decisions are brought down to what it can, and every difference is told.
import { listOf } from '../model/wording.ts';
import { codeSpan } from './code-span.ts';
import { type Decision, type DecisionKind, isStricter, isToFill, isValues } from './decision.ts';
import type { DecidedTool } from './intent.ts';

/** What a format can express. */
export interface Capabilities {
  /** Remove a tool from the list that the client sees. */
  readonly hide: boolean;
  /** Deny a call and leave the tool in the list. */
  readonly deny: boolean;
  readonly ask: boolean;
  readonly count: boolean;
  readonly bound: boolean;
  /** Hold arguments to patterns and numbers, too; absent means that values alone can be listed. */
  readonly pattern?: true;
  /** Let calls through without asking; absent means that it can. */
  readonly open?: false;
}

/** Something that a format cannot say, and what its document does instead. */
export interface Gap {
  readonly cannot: keyof typeof cannot;
  readonly instead: keyof typeof instead;
  /** Compared with the decision that was meant. */
  readonly than: 'stricter' | 'looser' | 'equal';
  /** Names of the tools it concerns; empty when it concerns the whole document. */
  readonly tools: readonly string[];
}

const cannot = {
  open: 'let a call through without asking',
  hide: 'hide a tool',
  deny: 'deny a call and leave the tool in the list',
  ask: 'ask a person',
  count: 'count calls',
  bound: 'look at arguments',
  pattern: 'hold an argument to a pattern',
  'count-apart': 'count the calls of each client by themselves',
  name: 'write this name',
  alias: "use this server's name",
  'tell-servers-apart': 'tell tools of two servers apart when they share a name',
  'close-by-default': 'deny what it does not list',
  'list-unread': 'list tools whose definitions could not be read',
  size: 'hold this many rules',
} as const;

const instead = {
  deny: 'denies the call instead',
  ask: 'asks instead',
  hide: 'removes the tool from the list instead',
  bound: 'holds its arguments instead',
  fill: 'lets calls through only with arguments that you fill in',
  'leave-out': 'leaves that part out',
  'close-all': 'removes the whole server instead',
  'client-asks': 'leaves that to the client, which asks',
  'stricter-rule': 'applies the stricter rule to both',
  'count-together': 'counts the calls of all clients together',
} as const;

/** The gap in words: "policy.json cannot ask a person. …" */
export function gapText(gap: Gap, label: string): string {
  const tools = gap.tools.length === 0 ? '' : ` for ${listOf(gap.tools.map(codeSpan), 3)}`;
  const than = gap.than === 'equal' ? 'as strict as we recommend' : `${gap.than} than we recommend`;
  return `${label} cannot ${cannot[gap.cannot]}. This file ${instead[gap.instead]}${tools}, which is ${than}.`;
}

/** A decision that a format can express, and how it differs from the one that was meant. */
export interface Expressible {
  readonly decision: Decision;
  readonly gaps: readonly Omit<Gap, 'tools'>[];
}

/** Brings a decision down to what a format can say. */
export function express(meant: Decision, can: Capabilities): Expressible {
  if (meant.kind === 'allow' && can.open === false) {
    const gap = { cannot: 'open', instead: 'client-asks', than: 'stricter' } as const;
    return { decision: { kind: 'ask', bounds: [], steps: meant.steps }, gaps: [gap] };
  }
  const gaps: Omit<Gap, 'tools'>[] = [];
  let decision = meant;
  if (decision.kind === 'ask' && decision.instead !== undefined && !can.ask && can.pattern === true) {
    const { bounds } = decision.instead;
    const toFill = bounds.some(isToFill);
    gaps.push({ cannot: 'ask', instead: toFill ? 'fill' : 'bound', than: toFill ? 'stricter' : 'looser' });
    decision = { kind: 'allow', ...decision.instead, steps: decision.steps };
  }
  if (can.bound && can.pattern !== true && !decision.bounds.every(isValues)) {
    gaps.push({ cannot: 'pattern', instead: 'leave-out', than: 'looser' });
    decision = { ...decision, bounds: decision.bounds.filter(isValues) };
  }
  if (decision.bounds.length > 0 && !can.bound) {
    const { unbounded } = decision;
    const plain = { bounds: [], steps: decision.steps };
    if (unbounded === undefined) {
      gaps.push({ cannot: 'bound', instead: 'leave-out', than: 'looser' });
      decision = { ...withoutRest(decision), ...plain };
    } else {
      decision = { ...unbounded, ...plain };
      const said = unbounded.kind === 'allow' ? 'leave-out' : expressibleKind(unbounded.kind, can, []);
      gaps.push({ cannot: 'bound', instead: said, than: 'stricter' });
    }
  }
  if (decision.limit !== undefined && !can.count) {
    const { limit: _limit, uncounted, unbounded, ...rest } = decision;
    // Asking about a tool as a whole must not open actions that are kept out for good.
    const keptOut = unbounded !== undefined && isStricter(unbounded, { kind: 'ask' });
    if (uncounted === 'ask' && can.ask && !keptOut) {
      gaps.push({ cannot: 'count', instead: 'ask', than: 'stricter' });
      decision = { ...rest, kind: 'ask', bounds: [] };
    } else {
      gaps.push({ cannot: 'count', instead: 'leave-out', than: 'looser' });
      decision = { ...rest, ...(unbounded === undefined ? {} : { unbounded }) };
    }
  }
  const kind = expressibleKind(decision.kind, can, gaps);
  return { decision: kind === decision.kind ? decision : { kind, bounds: [], steps: decision.steps }, gaps };
}

/** The tools of a server with decisions that a format can express. */
export function expressAll(
  tools: readonly DecidedTool[],
  can: Capabilities,
): { readonly tools: readonly DecidedTool[]; readonly gaps: readonly Gap[] } {
  const all = tools.map(({ name, decision }) => ({ name, ...express(decision, can) }));
  return {
    tools: all.map(({ name, decision }) => ({ name, decision })),
    gaps: all.flatMap(({ name, gaps }) => gaps.map((gap) => ({ ...gap, tools: [name] }))),
  };
}

function expressibleKind<Meant extends DecisionKind>(
  meant: Meant,
  can: Capabilities,
  gaps: Omit<Gap, 'tools'>[],
): Meant | 'ask' | 'deny' | 'hide' {
  if ((meant === 'deny' || meant === 'hide') && !can.deny && !can.hide && can.ask) {
    gaps.push({ cannot: meant, instead: 'ask', than: 'looser' });
    return 'ask';
  }
  if (meant === 'ask' && !can.ask) {
    const kind = can.deny ? 'deny' : 'hide';
    gaps.push({ cannot: 'ask', instead: kind, than: 'stricter' });
    return kind;
  }
  if (meant === 'deny' && !can.deny) {
    gaps.push({ cannot: 'deny', instead: 'hide', than: 'stricter' });
    return 'hide';
  }
  if (meant === 'hide' && !can.hide) {
    gaps.push({ cannot: 'hide', instead: 'deny', than: 'looser' });
    return 'deny';
  }
  return meant;
}

/** Gathers gaps of single tools: one gap for each kind, with all its tools. */
export function gathered(gaps: readonly Gap[]): readonly Gap[] {
  const byKind = new Map<string, { readonly gap: Gap; readonly tools: Set<string> }>();
  for (const gap of gaps) {
    const key = `${gap.cannot} ${gap.instead} ${gap.than}`;
    const known = byKind.get(key);
    if (known === undefined) byKind.set(key, { gap, tools: new Set(gap.tools) });
    else for (const tool of gap.tools) known.tools.add(tool);
  }
  return [...byKind.values()].map(({ gap, tools }) => ({ ...gap, tools: [...tools] }));
}

function withoutRest({ unbounded: _unbounded, ...rest }: Decision): Decision {
  return rest;
}
