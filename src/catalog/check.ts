// Validates everything in catalog/: what is wrong, in which file and field, and how to mend it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fg from 'fast-glob';
import { InputError, messageOf } from '../kit/errors.ts';
import { definitionHash } from '../model/canonical.ts';
import type { Entry } from '../model/entry.ts';
import { isServerId } from '../model/server.ts';
import { fieldText, type Subject } from '../model/verdict.ts';
import { attacksFolder, parseAttack } from './attacks.ts';
import { entryPaths, entryText, idOfPath, parseEntry, readEntry } from './entries.ts';
import { parseReview, reviewsFolder } from './reviews.ts';
import { kindOfPath, readSourceFile, sortedSources, sourcePaths } from './sources.ts';

/** One thing that is wrong in catalog/. */
export interface Problem {
  /** Path below the project's root. */
  readonly file: string;
  /** Dotted path of the field, or the line's content; empty for the whole file. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

/** What was looked at and what is wrong with it. */
export interface CheckReport {
  readonly files: number;
  readonly problems: readonly Problem[];
}

/** Checks sources, entries, reviews and attack patterns below `root`. Never throws for what it finds wrong. */
export async function checkCatalog(root: string): Promise<CheckReport> {
  const problems: Problem[] = [];
  let files = 0;
  const checked = async (file: string, check: () => Promise<Problem[]>) => {
    files += 1;
    try {
      problems.push(...(await check()));
    } catch (thrown) {
      const remedy = thrown instanceof InputError ? thrown.remedy : 'Mend the file.';
      problems.push({ file, field: '', message: messageOf(thrown), remedy });
    }
  };
  for (const file of await sourcePaths(root)) await checked(file, () => checkSources(root, file));
  for (const file of await entryPaths(root)) await checked(file, () => checkEntryFile(root, file));
  const reviews = await fg(`${reviewsFolder}/**/*.md`, { cwd: root });
  for (const file of reviews.sort()) await checked(file, () => checkReview(root, file));
  const attacks = await fg(`${attacksFolder}/*.md`, { cwd: root });
  for (const file of attacks.sort()) await checked(file, () => checkAttack(root, file));
  return { files, problems };
}

async function checkSources(root: string, file: string): Promise<Problem[]> {
  const { sources } = (await readSourceFile(root, file)) ?? { sources: [] };
  const problems: Problem[] = [];
  const kind = kindOfPath(file);
  const sorted = sortedSources(sources);
  for (const [index, { source }] of sources.entries()) {
    const field = `sources.${index}`;
    if (!source.startsWith(kind === 'local' ? './' : kind === 'git' ? 'git+' : `${kind}:`)) {
      problems.push({
        file,
        field,
        message: `"${source}" is not a ${kind} source.`,
        remedy: `Move it to the file of its kind.`,
      });
    }
    if (sources.findIndex((other) => other.source === source) !== index) {
      problems.push({
        file,
        field,
        message: `"${source}" is listed twice.`,
        remedy: 'Delete one of the lines.',
      });
    } else if (sorted[index]?.source !== source) {
      problems.push({
        file,
        field,
        message: `"${source}" is out of order.`,
        remedy: `Here belongs "${sorted[index]?.source}".`,
      });
      break;
    }
  }
  return problems;
}

async function checkEntryFile(root: string, file: string): Promise<Problem[]> {
  const text = await readFile(join(root, file), 'utf8');
  const entry = parseEntry(file, text);
  const problems = checkEntry(entry).map((problem) => ({ file, ...problem }));
  const id = idOfPath(file);
  if (entry.server.id !== id) {
    problems.push({
      file,
      field: 'server.id',
      message: `The file's place says ${id}, the entry ${entry.server.id}.`,
      remedy: 'Rename the file.',
    });
  }
  if (problems.length === 0 && text !== entryText(entry)) {
    problems.push({
      file,
      field: '',
      message: 'The file is not in its one spelling.',
      remedy: 'Crawl the server again; entries are not edited by hand.',
    });
  }
  return problems;
}

/** What is wrong inside one entry, whatever file it came from. */
function checkEntry(entry: Entry): Omit<Problem, 'file'>[] {
  const again =
    'Crawl the server again; entries are not edited by hand. Corrections belong into catalog/reviews.';
  const problems: Omit<Problem, 'file'>[] = [];
  const siblings = entry.tools.map((tool) => tool.name);
  for (const [index, tool] of entry.tools.entries()) {
    const field = `tools.${index} (${tool.name})`;
    const previous = siblings[index - 1];
    if (previous !== undefined && previous >= tool.name) {
      problems.push({
        field,
        message: previous === tool.name ? 'Two tools have this name.' : 'Tools are out of order.',
        remedy: again,
      });
    }
    if (tool.definitionHash !== definitionHash(tool)) {
      problems.push({
        field: `${field}.definitionHash`,
        message: 'The hash is not that of the definition.',
        remedy: again,
      });
    }
    const subject: Subject = { definition: tool, server: entry.server, siblings };
    for (const { field: from, at, quote, start, end } of tool.verdict?.evidence ?? []) {
      if (fieldText(subject, from, at)?.slice(start, end) !== quote) {
        problems.push({
          field: `${field}.verdict.evidence`,
          message: `"${quote}" is not at ${start} to ${end} of ${from}${at === undefined ? '' : ` ${at}`}.`,
          remedy: `Judge it again: toolrisk classify --server ${entry.server.id}`,
        });
      }
    }
  }
  return problems;
}

async function checkReview(root: string, file: string): Promise<Problem[]> {
  const id = file.slice(reviewsFolder.length + 1, -'.md'.length);
  const { review, body } = parseReview(file, await readFile(join(root, file), 'utf8'));
  const problems: Problem[] = [];
  if (body === '') {
    problems.push({
      file,
      field: 'body',
      message: 'The reason is missing.',
      remedy: 'Say below the front matter why the verdict is wrong.',
    });
  }
  const entry = isServerId(id) ? await readEntry(root, id) : undefined;
  if (entry === undefined) {
    const message = `The catalog has no server ${id}.`;
    const remedy = 'Name the file after the server: catalog/reviews/<server id>.md';
    return [...problems, { file, field: '', message, remedy }];
  }
  for (const [name, { definitionHash: hash }] of Object.entries(review.tools)) {
    const tool = entry.tools.find((candidate) => candidate.name === name);
    if (tool === undefined) {
      problems.push({
        file,
        field: `tools.${name}`,
        message: 'The server has no such tool.',
        remedy: 'Mend the name, or delete the line.',
      });
    } else if (tool.definitionHash !== hash) {
      problems.push({
        file,
        field: `tools.${name}.definitionHash`,
        message: 'The definition has changed since it was reviewed, so the correction has expired.',
        remedy: `Look again, then set definitionHash to ${tool.definitionHash}, or delete the line.`,
      });
    }
  }
  return problems;
}

async function checkAttack(root: string, file: string): Promise<Problem[]> {
  const { body } = parseAttack(file, await readFile(join(root, file), 'utf8'));
  const missing = ['## What it means', '## How to notice it', '## How to control it'].filter(
    (heading) => !body.includes(heading),
  );
  return missing.map((heading) => ({
    file,
    field: 'body',
    message: `The part "${heading}" is missing.`,
    remedy: 'Write it; a pattern explains what it means, how to notice it and how to control it.',
  }));
}
