// "Questions about X": each answer stands alone and comes from data; a question without facts is not asked.
import type { CatalogedTool, Entry } from '../model/entry.ts';
import type { ToolRow } from '../model/rows.ts';
import type { Score } from '../model/score.ts';
import type { Verdict } from '../model/verdict.ts';
import { argumentKinds, categoryOf, levelOf, levelRank, levels } from '../model/vocabulary.ts';
import { capital, count, serverPhrase } from '../model/wording.ts';
import { accuracySentence } from './accuracy-sentence.ts';
import type { Applying } from './attacks/applying.ts';
import { oneLine } from './author-text.ts';
import { blockLines, type Control } from './control.ts';
import { effectClauses, missingFrom, unboundedArguments, undoAnswer } from './does.ts';
import { quotations } from './evidence.ts';
import { confidenceSentence, decidedSentence, sureness } from './judgement.ts';
import { lowerFirst } from './lower-first.ts';
import { parametersOf } from './parameters.ts';
import { placeText, versionText } from './place.ts';
import { code, listed, type Prose, plain, prose, sentences } from './prose.ts';

export interface Question {
  readonly id: string;
  readonly question: Prose;
  readonly answer: Prose;
}

export interface Asked {
  readonly entry: Entry;
  readonly tool: CatalogedTool;
  readonly verdict: Verdict;
  readonly control: Control;
  /** Tools of this name on other servers. */
  readonly sameName: readonly ToolRow[];
  /** Attack patterns that apply; absent when none were checked. */
  readonly attacks?: readonly Applying[] | undefined;
  /** The score on labeled tools, when there is one. */
  readonly score?: Score | undefined;
  /** Where a correction is proposed, when the copy of the site says. */
  readonly reportUrl?: string | undefined;
}

/** The questions that apply, the six of every catalog first. */
export function questionsAbout(asked: Asked): readonly Question[] {
  const name = code(asked.tool.name);
  const all: readonly (readonly [string, Prose, Prose | undefined])[] = [
    ['what', prose`What does the ${name} tool do?`, whatAnswer(asked)],
    ['enforce', prose`How do I enforce a policy on ${name}?`, enforceAnswer(asked)],
    ['risk', prose`What risk level is ${name}?`, riskAnswer(asked)],
    ['limit', prose`Can I rate-limit ${name}?`, limitAnswer(asked)],
    ['block', prose`How do I block ${name} completely?`, blockAnswer(asked)],
    ['server', prose`What MCP server provides ${name}?`, serverAnswer(asked)],
    ['actions', prose`Which verdict does each action of ${name} have?`, actionsAnswer(asked)],
    ['arguments', prose`Which arguments does ${name} take?`, argumentsAnswer(asked)],
    ['undo', prose`Can a call of ${name} be undone?`, undoAnswerFor(asked)],
    ['attacks', prose`Which attacks fit ${name}?`, attacksAnswer(asked)],
    ['sure', ['How sure is this?'], sureAnswer(asked)],
    ['wrong', ['Is something wrong here?'], wrongAnswer(asked)],
  ];
  return all.flatMap(([id, question, answer]) => (answer === undefined ? [] : [{ id, question, answer }]));
}

function whatAnswer({ tool, verdict }: Asked): Prose {
  const { article, meaning } = categoryOf(verdict.category);
  if (verdict.category === 'Unknown') {
    return prose`Its definition does not say enough: ${missingFrom(tool, verdict)}.`;
  }
  const described = tool.description.trim() !== '';
  const source = verdict.evidence.some(({ field }) => field === 'name')
    ? 'name'
    : verdict.evidence.some(({ field }) => field.startsWith('parameter'))
      ? 'arguments'
      : 'server';
  return sentences(
    described ? describedSo(tool.description) : prose`Its author gives no description.`,
    described
      ? [`We class it as ${article}: it ${meaning}.`]
      : [`From its ${source} we class it as ${article}: it ${meaning}.`],
    ...effectClauses(verdict),
  );
}

/** The author keeps the author's full stop; ours is added only where there is none. */
function describedSo(description: string): Prose {
  const text = oneLine(description, 240);
  return prose`Its author describes it so: “${{ author: text }}”${/[.!?…]["'”’)\]]*$/.test(text) ? '' : '.'}`;
}

function enforceAnswer({ control }: Asked): Prose {
  const asking = control.formats.filter((format) => format.asks).map((format) => format.label);
  return sentences(
    [
      'Take the file above in the format that your gateway or client reads and save it where it is read from.',
    ],
    control.effectOnTool,
    [`It is offered in ${count(control.formats.length, 'format')}.`],
    asking.length === 0
      ? undefined
      : [`Those of them that can ask a person first are ${plain(listed(asking))}.`],
  );
}

function riskAnswer({ tool, verdict }: Asked): Prose {
  const level = levelOf(verdict.level);
  return sentences(
    [`${level.badge}.`],
    [verdict.levelReason],
    [level.meaning],
    sureness(verdict.confidence) === 'low' ? [confidenceSentence(tool, verdict)] : undefined,
  );
}

function limitAnswer({ verdict, control }: Asked): Prose {
  const counting = plain(
    listed(control.formats.filter((format) => format.counts).map((format) => format.label)),
  );
  const { limit } = control.decision;
  const others = control.formats.filter((format) => !format.counts).length;
  return sentences(
    limit === undefined
      ? prose`Yes, where calls are counted: ${counting}. The recommended policy sets no limit. ${control.why}`
      : prose`Yes, where calls are counted: ${counting}. The file above sets ${limit.max} per ${limit.window}.`,
    others === 0
      ? undefined
      : [
          `The other ${count(others, 'format')} cannot count calls; the nearest they offer is asking or denying.`,
        ],
    ['Destructive', 'Financial'].includes(verdict.category)
      ? ['A limit slows damage down and does not prevent it: one call is enough.']
      : undefined,
  );
}

/** Lines that stand in the answer; the server's page has every format in full. */
const shownBlocks = 3;

function blockAnswer({ entry, tool }: Asked): Prose {
  const name = code(tool.name);
  const lines = blockLines(entry, tool);
  const [first, ...others] = lines.slice(0, shownBlocks);
  const rest = lines.length - shownBlocks;
  return sentences(
    prose`In policy.json name ${name} under ${code('hide')}: it leaves the tool list and calls to it are denied.`,
    prose`Mind the default: with ${code('"default": "deny"')} every tool that is not listed is denied as well.`,
    first === undefined
      ? undefined
      : prose`The line to add: ${first.label} ${code(first.line, 400)}${others.flatMap(({ label, line }) => prose`; ${label} ${code(line, 400)}`)}.`,
    rest > 0 ? [`${count(rest, 'other format has', 'other formats have')} one too.`] : undefined,
  );
}

function serverAnswer({ entry, tool, sameName }: Asked): Prose {
  const phrase = capital(serverPhrase(entry.server));
  const ranks = sameName.map((row) => levelRank(row.level));
  const mildest = levels[Math.min(...ranks)];
  const worst = levels[Math.max(...ranks)];
  const others = count(sameName.length, 'other server', 'other servers');
  const verdicts =
    mildest === undefined || worst === undefined
      ? undefined
      : mildest === worst
        ? sameName.length === 1
          ? `${others} in the catalog has a tool of this name, judged ${worst.id}.`
          : `${others} in the catalog have a tool of this name, all judged ${worst.id}.`
        : `${others} in the catalog have a tool of this name, with verdicts from ${mildest.id} to ${worst.id}.`;
  const version = versionText(entry.server);
  return sentences(
    prose`${phrase}, ${code(entry.server.id, 300)}${version === undefined ? '' : `, ${version}`}.`,
    prose`Its definition is at ${code(placeText(tool.place), 300)}, read on ${entry.read}.`,
    sameName.length === 0 ? undefined : [verdicts ?? ''],
  );
}

/** The table above has all of them. */
const shownActions = 5;

function actionsAnswer({ verdict }: Asked): Prose | undefined {
  const actions = verdict.actions ?? [];
  if (actions.length < 2) return undefined;
  const shown = actions.slice(0, shownActions);
  const rest = actions.length - shown.length;
  return prose`${shown.flatMap((action, index) => prose`${index === 0 ? '' : '; '}${code(action.value)}: ${action.category}, ${action.level}`)}${rest > 0 ? `; and ${rest} more above` : ''}.`;
}

const shownArguments = 8;

function argumentsAnswer({ tool, verdict }: Asked): Prose {
  const { rows, more } = parametersOf(tool.inputSchema);
  if (rows.length === 0) {
    return tool.partial === true ? ['Its definition could not be read in full.'] : ['None.'];
  }
  const names = listed(
    rows.map((row) => code(row.name)),
    shownArguments,
  );
  const required = rows.filter((row) => row.required);
  const free = unboundedArguments({ tool, verdict });
  return sentences(
    prose`${rows.length + more}: ${names}.`,
    required.length === 0
      ? ['None is required.']
      : prose`Required: ${listed(
          required.map((row) => code(row.name)),
          shownArguments,
        )}.`,
    free.length === 0
      ? undefined
      : prose`Not bounded by the schema: ${free
          .slice(0, shownArguments)
          .flatMap(
            (row, index) => prose`${index === 0 ? '' : ', '}${code(row.name)} (${argumentKinds[row.kind]})`,
          )}.`,
  );
}

function undoAnswerFor({ entry, tool, verdict }: Asked): Prose | undefined {
  if (verdict.category === 'Read') return undefined;
  const answer = undoAnswer(verdict);
  if (answer === undefined) return ['Its definition does not say.'];
  const shown = verdict.evidence.find(({ carries }) =>
    carries.some((what) => ['reversibility', 'trash', 'level'].includes(what)),
  );
  const [quote] = shown === undefined ? [] : quotations(entry, tool, [shown]);
  const marked = quote?.pieces.find((piece) => piece.marked);
  return quote === undefined || marked === undefined
    ? answer
    : sentences(answer, prose`Its ${quote.label} says “${{ author: marked.text }}”.`);
}

const shownAttacks = 3;

function attacksAnswer({ attacks }: Asked): Prose | undefined {
  if (attacks === undefined) return undefined;
  if (attacks.length === 0) return ['None of the documented patterns that we check fits its definition.'];
  const shown = attacks.slice(0, shownAttacks);
  const rest = attacks.length - shown.length;
  const list = shown.flatMap(
    ({ pattern, href, because }, index) =>
      prose`${index === 0 ? '' : '; '}${{ href, text: lowerFirst(pattern.title) }}, because ${because}`,
  );
  const start =
    attacks.length === 1 ? '1 documented pattern fits' : `${attacks.length} documented patterns fit`;
  return prose`${start}: ${list}${rest > 0 ? `; and ${rest} more above` : ''}.`;
}

function sureAnswer({ entry, tool, verdict, score }: Asked): Prose {
  const measured = accuracySentence(score, verdict.category);
  return [
    `${confidenceSentence(tool, verdict)} ${decidedSentence(verdict)} For definition ${verdict.definitionHash.slice(0, 7)}, read ${entry.read}.${measured === undefined ? '' : ` ${measured}`}`,
  ];
}

function wrongAnswer({ reportUrl }: Asked): Prose {
  const rest =
    ': it is one small file in the repository. The page will show the old verdict, the correction, and the reason.';
  return reportUrl === undefined
    ? [`Propose a correction${rest}`]
    : [{ href: reportUrl, text: 'Propose a correction' }, rest];
}
