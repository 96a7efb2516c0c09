// toolrisk eval: score an engine on labeled tools.
import { readFile } from 'node:fs/promises';
import { assessAll } from '../../classify/classify.ts';
import { disagreements, type Engine, type Judged, judgeAll, scoreOf } from '../../classify/scoring/score.ts';
import { InputError, messageOf } from '../../kit/errors.ts';
import type { Score } from '../../model/score.ts';
import { goldCases, goldFile, readGold, type ShippedGold } from '../../pipeline/accuracy.ts';
import { readSample, sampleFile } from '../../pipeline/sample.ts';
import type { Command, CommandContext, Given } from '../command.ts';
import { disagreement, percent, scoreText } from '../score-text.ts';

const engines: ReadonlyMap<string, Engine> = new Map([['rules', assessAll]]);

/** A figure that has to be reached. */
interface Bar {
  readonly option: string;
  readonly help: string;
  /** Percent, or kappa as it is. */
  figure(score: Score): number;
  readonly holds: 'at least' | 'at most';
}

const bars: readonly Bar[] = [
  {
    option: 'accuracy',
    help: 'fail below this share of right categories, in percent',
    figure: ({ category }) => percent(category),
    holds: 'at least',
  },
  {
    option: 'macro-f1',
    help: 'fail below this mean F1 of the categories, in percent',
    figure: (score) => score.macroF1 * 100,
    holds: 'at least',
  },
  {
    option: 'dangerous',
    help: 'fail above this share of dangerous tools judged Read, in percent',
    figure: ({ dangerousAsRead }) => percent(dangerousAsRead),
    holds: 'at most',
  },
  {
    option: 'kappa',
    help: 'fail below this agreement on levels, -1 to 1',
    figure: ({ kappa }) => kappa,
    holds: 'at least',
  },
];

export const evaluate: Command = {
  name: 'eval',
  summary: 'score the classifier on labeled tools',
  usage: '[file]',
  help: `
Judges labeled tools and compares. Without a file, the gold set of the catalog (${goldFile}). Another file has one
labeled tool a line: {"server", "name", "description", "inputSchema", "category", "level", "alsoDefensible"}, of which
name, category and level are needed. Exits 1 when a bar is missed.

  npm run -s toolrisk -- eval
  npm run -s toolrisk -- eval --sample
  npm run -s toolrisk -- eval --disagreements
  npm run -s toolrisk -- eval labels.jsonl --accuracy 93 --macro-f1 88 --dangerous 1 --kappa 0.9`,
  options: {
    engine: {
      type: 'string',
      value: '<name>',
      help: `who judges: ${[...engines.keys()].join(', ')} (default: rules)`,
    },
    sample: { type: 'boolean', help: `score the labeled tools of the catalog (${sampleFile})` },
    disagreements: { type: 'boolean', help: 'list the tools that were judged otherwise' },
    ...Object.fromEntries(
      bars.map(({ option, help }) => [option, { type: 'string' as const, value: '<number>', help }]),
    ),
  },
  async run(given, context) {
    const [file, ...more] = given.args;
    if (more.length > 0) throw new InputError('One file at a time.', 'Write: toolrisk eval <file>');
    const engine = engineOf(given.text('engine') ?? 'rules');
    const wanted = wantedBars(given);
    if (file !== undefined && given.on('sample')) {
      throw new InputError('A file or --sample, not both.', 'Leave one of them out.');
    }
    const { cases, about } = given.on('sample') ? await sampleOf(context) : await goldOf(file, context.root);
    const judged = judgeAll(cases, engine);
    const score = scoreOf(judged, engine, about);
    const toolsPerSecond = speedOf(judged, engine);
    const wrong = given.on('disagreements') ? disagreements(judged) : [];
    if (context.json) {
      const listed = given.on('disagreements') ? { disagreements: wrong.map(disagreement) } : {};
      context.print(JSON.stringify({ ...score, toolsPerSecond, ...listed }));
    } else context.print(scoreText(score, toolsPerSecond, wrong));
    return missed(score, wanted, context) ? 1 : 0;
  },
};

async function goldOf(file: string | undefined, root: string): Promise<ShippedGold> {
  if (file === undefined) {
    const gold = await readGold(root);
    if (gold !== undefined) return gold;
    throw new InputError(`There is no ${goldFile}.`, 'Name a file of labeled tools: toolrisk eval <file>');
  }
  try {
    return { cases: goldCases(file, await readFile(file, 'utf8')), about: {} };
  } catch (thrown) {
    if (thrown instanceof InputError) throw thrown;
    throw new InputError(`Cannot read ${file}: ${messageOf(thrown)}`, 'Name a file of labeled tools.');
  }
}

async function sampleOf({ root, talk }: CommandContext): Promise<ShippedGold> {
  const sample = await readSample(root);
  if (sample === undefined || sample.cases.length === 0) {
    throw new InputError(`There is no labeled tool of this catalog in ${sampleFile}.`, 'Leave --sample out.');
  }
  if (sample.gone > 0) talk.say(`${sample.gone} labeled tools are gone or changed by now, and left out.`);
  return { cases: sample.cases, about: {} };
}

function engineOf(name: string): Engine {
  const engine = engines.get(name);
  if (engine !== undefined) return engine;
  throw new InputError(
    `There is no engine "${name}".`,
    `The engines are: ${[...engines.keys()].join(', ')}.`,
  );
}

function wantedBars(given: Given): { readonly bar: Bar; readonly limit: number }[] {
  return bars.flatMap((bar) => {
    const text = given.text(bar.option);
    if (text === undefined) return [];
    const limit = Number(text);
    if (text.trim() !== '' && Number.isFinite(limit)) return [{ bar, limit }];
    throw new InputError(`--${bar.option} is no number: "${text}".`, `Write it like --${bar.option} 0.9.`);
  });
}

/** Says which bars are missed; true when one is. */
function missed(score: Score, wanted: ReturnType<typeof wantedBars>, { talk }: CommandContext): boolean {
  const short = wanted.filter(({ bar, limit }) =>
    bar.holds === 'at least' ? bar.figure(score) < limit : bar.figure(score) > limit,
  );
  for (const { bar, limit } of short) {
    talk.warn(`${bar.option} is ${bar.figure(score).toFixed(2)} and has to be ${bar.holds} ${limit}.`);
  }
  return short.length > 0;
}

/** Tools judged in a second by one core, warm: the fastest of some passes, since other programs only slow it down. */
function speedOf(judged: readonly Judged[], engine: Engine): number {
  const atLeastMs = 1_000;
  const begun = performance.now();
  const subjects = judged.map(({ gold }) => gold.subject);
  let fastestMs = Number.POSITIVE_INFINITY;
  for (let from = begun; from - begun < atLeastMs; ) {
    engine(subjects);
    const now = performance.now();
    fastestMs = Math.min(fastestMs, now - from);
    from = now;
  }
  return Math.round((judged.length * 1000) / fastestMs);
}
