// "What X does on SERVER": composed from the verdict's facts and the schema; a sentence without facts is left out.
import type { CatalogedTool } from '../model/entry.ts';
import type { Server } from '../model/server.ts';
import type { Evidence, Verdict } from '../model/verdict.ts';
import { argumentKinds, type Effect, effectOf } from '../model/vocabulary.ts';
import { serverPhrase } from '../model/wording.ts';
import { switchBounds } from '../policy/bounds.ts';
import { type Parameter, parametersOf } from './parameters.ts';
import { code, listed, type Part, type Prose, prose, sentences } from './prose.ts';

/** Everything that the sentences rest on. */
export interface Judged {
  readonly server: Pick<Server, 'id' | 'title'>;
  readonly tool: CatalogedTool;
  readonly verdict: Verdict;
}

/** The paragraph, sentence after sentence. */
export function whatItDoes(judged: Judged): Prose {
  return sentences(
    firstSentence(judged),
    ...effectClauses(judged.verdict),
    argumentSentence(judged),
    freeArguments(judged),
    strongerArguments(judged),
    actionSentence(judged),
    undoSentence(judged),
    ...guardSentences(judged),
    orders(judged.verdict),
  );
}

/** The sentence that follows from the category alone. */
export function firstSentence({ server, tool, verdict }: Judged): Prose {
  const name = code(tool.name);
  const place = serverPhrase(server);
  switch (verdict.category) {
    case 'Read':
      return onlyComputes(verdict)
        ? prose`${name} works out an answer from its arguments. By its definition a call changes nothing.`
        : prose`${name} returns information from ${place}. By its definition a call changes nothing.`;
    case 'Write':
      return prose`${name} creates or changes something through ${place}.`;
    case 'Execute':
      return hasArguments(tool)
        ? prose`${name} makes ${place} act. What happens depends on the arguments and on the state of the system it acts on.`
        : prose`${name} makes ${place} act. What happens depends on the state of the system it acts on.`;
    case 'Destructive': {
      const act = verdict.effects.includes('deletes-data') || !verdict.effects.includes('overwrites-data');
      const verb = act ? 'removes' : 'replaces';
      return permanence(verdict) === undefined
        ? prose`${name} ${verb} something through ${place}, and its definition names no way to get it back.`
        : prose`${name} ${verb} something through ${place}, and its author marks this as permanent.`;
    }
    case 'Financial':
      return verdict.level === 'critical'
        ? prose`${name} moves money or tradable assets through ${place}.`
        : prose`${name} creates, changes, or cancels an obligation to pay through ${place}.`;
    case 'Unknown':
      return prose`We could not tell from its definition what ${name} does on ${place}: ${missingFrom(tool, verdict)}.`;
  }
}

/** What keeps a tool from being placed. */
export function missingFrom(tool: CatalogedTool, verdict: Verdict): string {
  if (tool.description.trim() === '') return 'it has no description';
  if (verdict.findings.some((finding) => finding.id === 'name-text-mismatch')) {
    return 'its name and its description point to different effects';
  }
  if (tool.partial === true) return 'a part of it could not be read';
  return 'it says only what it is for, not what it does';
}

/** Full sentences for the worst three effects that the first sentence does not already say. */
export function effectClauses(verdict: Verdict): readonly Prose[] {
  const said: readonly Effect[] =
    verdict.category === 'Financial'
      ? ['moves-money']
      : verdict.category === 'Destructive'
        ? ['deletes-data', 'overwrites-data']
        : [];
  return verdict.effects
    .filter((effect) => !said.includes(effect))
    .slice(0, 3)
    .map((effect) => [effectOf(effect).clause]);
}

/** "It cannot be undone." and its milder forms; nothing for what changes nothing or is not stated. */
function undoSentence({ verdict }: Pick<Judged, 'verdict'>): Prose | undefined {
  if (verdict.category === 'Destructive') return undefined;
  return undoAnswer(verdict);
}

/** The same, whatever else the page says. */
export function undoAnswer(verdict: Verdict): Prose | undefined {
  switch (verdict.factors.reversibility) {
    case 'undoable':
      return ['Another call can put it back.'];
    case 'costly-to-undo':
      return ['Undoing it takes work or a backup.'];
    case 'permanent':
      return permanence(verdict) === undefined ? undefined : ['It cannot be undone.'];
    default:
      return undefined;
  }
}

/** The quotation in which the author says that there is no way back. */
function permanence(verdict: Verdict): Evidence | undefined {
  return verdict.evidence.find(
    ({ field, quote }) =>
      field !== 'name' &&
      /permanent|irreversib|cannot be (undone|recovered|reversed)|no undo|unrecoverable/i.test(quote),
  );
}

/** "It takes 3 arguments, 1 of them required." */
export function argumentSentence({ tool }: Pick<Judged, 'tool'>): Prose {
  const { rows, more } = parametersOf(tool.inputSchema);
  const all = rows.length + more;
  const required = rows.filter((row) => row.required).length;
  if (all === 0) {
    return tool.partial === true ? ['Its definition could not be read in full.'] : ['It takes no arguments.'];
  }
  if (all === 1) {
    return required === 1
      ? ['It takes 1 argument, which is required.']
      : ['It takes 1 argument, which is optional.'];
  }
  const share = required === 0 ? 'none' : required === all ? 'all' : `${required}`;
  return [`It takes ${all.toLocaleString('en-US')} arguments, ${share} of them required.`];
}

/** Arguments whose values nothing in the schema bounds, and which are more than a name for what to act on. */
export function unboundedArguments({
  tool,
  verdict,
}: Pick<Judged, 'tool' | 'verdict'>): readonly Parameter[] {
  if (!['free', 'code'].includes(verdict.factors.arguments)) return [];
  const free = parametersOf(tool.inputSchema).rows.filter((row) => row.free && !identifies(row.name));
  const strong = free.filter((row) => row.kind !== 'text');
  return strong.length > 0 ? strong : free;
}

/** "`path`, a file path" for lists. */
function withKind(row: Parameter): Part[] {
  return [code(row.name), ` (${row.kind === 'text' ? argumentKinds.text : argumentKinds[row.kind]})`];
}

function freeArguments(judged: Judged): Prose | undefined {
  const free = unboundedArguments(judged);
  if (free.length === 0) return undefined;
  const items = free.slice(0, 3).map(withKind);
  const rest = free.length - items.length;
  const list = items.flatMap((item, index): Part[] => {
    const last = index === items.length - 1 && rest === 0;
    return [index === 0 ? '' : last ? (items.length === 2 ? ' and ' : ', and ') : ', ', ...item];
  });
  const tail = rest > 0 ? `, and ${rest} more` : '';
  return prose`The caller chooses ${list}${tail}; nothing in the schema bounds ${free.length === 1 ? 'it' : 'them'}.`;
}

function strongerArguments({ tool, verdict }: Judged): Prose | undefined {
  if (verdict.category === 'Read') return undefined;
  const strong = switchBounds(tool);
  if (strong.length === 0) return undefined;
  const names = strong.map((bound) => code(bound.argument));
  return prose`${listed(names, 3)} ${strong.length === 1 ? 'makes' : 'make'} it stronger.`;
}

function actionSentence({ verdict }: Judged): Prose | undefined {
  const actions = verdict.actions ?? [];
  const worst = actions.find(
    (action) => action.category === verdict.category && action.level === verdict.level,
  );
  if (actions.length < 2) return undefined;
  const names = actions.map((action) => code(action.value));
  const list = prose`It has ${actions.length} actions: ${listed(names, 3)}.`;
  return worst === undefined
    ? list
    : prose`${list} The worst of them, ${code(worst.value)}, gives the tool its verdict.`;
}

function guardSentences({ tool, verdict }: Judged): readonly (Prose | undefined)[] {
  const { guards } = verdict.factors;
  const trial = parametersOf(tool.inputSchema).rows.find((row) =>
    /dry_?-?run|preview|simulate/i.test(row.name),
  );
  return [
    guards.includes('dry-run')
      ? trial === undefined
        ? ['It can be tried without effect first.']
        : prose`It can be tried without effect first (${code(trial.name)}).`
      : undefined,
    guards.includes('human-approval') ? ["It waits for a person's approval."] : undefined,
    guards.includes('trash') ? ['What is removed is kept in a trash for a time.'] : undefined,
  ];
}

function orders(verdict: Verdict): Prose | undefined {
  return verdict.findings.some((finding) => finding.id === 'instruction-like-text')
    ? ['The description tells the reader or the model how to behave. We ignore that as evidence and flag it.']
    : undefined;
}

/** True when nothing suggests that the answer comes from anywhere but the arguments. */
function onlyComputes(verdict: Verdict): boolean {
  const acts = /\b(calculat|comput|convert|encod|decod|format|hash|pars|validat|evaluat)/i;
  return (
    verdict.level === 'low' &&
    verdict.effects.length === 0 &&
    verdict.evidence.some(({ carries, quote }) => carries.includes('category') && acts.test(quote))
  );
}

function hasArguments(tool: CatalogedTool): boolean {
  return parametersOf(tool.inputSchema).rows.length > 0 || tool.partial === true;
}

function identifies(name: string): boolean {
  return /(^|[_-])(id|ids|uuid|key|name|slug|number)$|(Id|Ids|Uuid|Key|Name|Slug)$/i.test(name.slice(0, 200));
}
