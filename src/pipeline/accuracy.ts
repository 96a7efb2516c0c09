// Measures the rules on labeled tools, for the methodology page: catalog/gold -> .toolrisk/accuracy.json.
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import matter from 'gray-matter';
import { assessAll } from '../classify/classify.ts';
import { type GoldCase, parseGold } from '../classify/scoring/gold-line.ts';
import { judgeAll, scoreOf } from '../classify/scoring/score.ts';
import { InputError } from '../kit/errors.ts';
import { readIfThere, writeIfDifferent } from '../kit/files.ts';
import { fileJson } from '../kit/json.ts';
import { type Accuracy, FirstSight, type Score } from '../model/score.ts';
import { readSample } from './sample.ts';

/** The labeled tools, below the project's root. */
export const goldFile = 'catalog/gold/tools.jsonl';
/** What its front matter tells of the set. */
const aboutFile = 'catalog/gold/README.md';
/** The score, below the project's root. */
export const accuracyFile = '.toolrisk/accuracy.json';

/** Where our code and our gold set are; the catalog may be elsewhere. */
const project = dirname(dirname(import.meta.dirname));

export interface ShippedGold {
  readonly cases: readonly GoldCase[];
  readonly about: Pick<Score['set'], 'date' | 'labelers' | 'firstSight'>;
}

/** The gold set below `root`, or else our own; undefined when there is neither. Throws `InputError` for a broken line. */
export async function readGold(root: string): Promise<ShippedGold | undefined> {
  for (const place of new Set([root, project])) {
    const bytes = await readIfThere(join(place, goldFile));
    if (bytes === undefined) continue;
    const about = await readIfThere(join(place, aboutFile));
    return {
      cases: goldCases(goldFile, bytes.toString('utf8')),
      about: aboutOf(matter(about?.toString('utf8') ?? '').data),
    };
  }
  return undefined;
}

/** The cases of a file's text. Throws `InputError` that names the first broken line. */
export function goldCases(file: string, text: string): readonly GoldCase[] {
  const { cases, problems } = parseGold(text);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new InputError(
      `${file}, line ${problem.line}: ${problem.text}.`,
      'A line looks like {"server": "npm/x", "name": "stop_vm", "description": "", "category": "Execute", "level": "high"}.',
    );
  }
  if (cases.length > 0) return cases;
  throw new InputError(
    `${file} holds no labeled tool.`,
    'Put one labeled tool a line, as catalog/gold does.',
  );
}

/** Writes what the methodology page prints; without a gold set, removes what an earlier build left. */
export async function writeAccuracy(root: string): Promise<void> {
  const path = join(root, accuracyFile);
  const accuracy = await measure(root);
  if (accuracy === undefined) await rm(path, { force: true });
  else await writeIfDifferent(path, fileJson(accuracy));
}

async function measure(root: string): Promise<Accuracy | undefined> {
  const gold = await readGold(root);
  if (gold === undefined) return undefined;
  const sample = await readSample(root);
  const random = sample?.cases.filter(({ drawn }) => drawn === 'at random') ?? [];
  return {
    gold: scored(gold.cases, gold.about),
    ...(sample === undefined || random.length === 0
      ? {}
      : {
          sample: {
            random: scored(random, await aboutSample(root)),
            all: scored(sample.cases, {}),
            gone: sample.gone,
          },
        }),
  };
}

function scored(cases: readonly GoldCase[], about: ShippedGold['about']): Score {
  return scoreOf(judgeAll(cases, assessAll), assessAll, about);
}

/** What the front matter tells of the sample. */
async function aboutSample(root: string): Promise<ShippedGold['about']> {
  const about = await readIfThere(join(root, aboutFile));
  const { sample } = matter(about?.toString('utf8') ?? '').data as Readonly<Record<string, unknown>>;
  return aboutOf(typeof sample === 'object' && sample !== null ? { ...sample } : {});
}

function aboutOf({ date, labelers, firstSight }: Readonly<Record<string, unknown>>): ShippedGold['about'] {
  const first = FirstSight.safeParse(firstSight);
  return {
    ...(date instanceof Date ? { date: date.toISOString().slice(0, 10) } : {}),
    ...(Number.isInteger(labelers) && Number(labelers) > 0 ? { labelers: Number(labelers) } : {}),
    ...(first.success ? { firstSight: first.data } : {}),
  };
}
