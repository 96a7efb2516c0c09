// Judges tools that are given as NDJSON, without a catalog.
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { InputError, messageOf } from '../kit/errors.ts';
import { Annotations, type Definition } from '../model/tool.ts';
import type { Subject } from '../model/verdict.ts';
import type { Engine } from '../pipeline/engine.ts';
import type { CommandContext, ExitStatus } from './command.ts';

/** One line of input. Only the name is needed; `null` stands for "not given", as foreign exports write it. */
const Line = z.object({
  server: z.string().nullish(),
  serverTitle: z.string().nullish(),
  serverDescription: z.string().nullish(),
  name: z.string().min(1),
  title: z.string().nullish(),
  description: z.string().nullish(),
  inputSchema: z.record(z.string(), z.json()).nullish(),
  annotations: z.record(z.string(), z.unknown()).nullish(),
});
type Line = z.infer<typeof Line>;

/** Judges the tools of a file, in its order. Tools of the same server are siblings, wherever their lines stand. */
export async function classifyFile(
  path: string,
  engine: Engine,
  context: CommandContext,
): Promise<ExitStatus> {
  const lines = await readLines(path);
  const siblings = new Map<string, string[]>();
  for (const line of lines) {
    const names = siblings.get(line.server ?? '') ?? [];
    names.push(line.name);
    siblings.set(line.server ?? '', names);
  }
  const subjects = lines.map((line) => subjectOf(line, siblings.get(line.server ?? '') ?? []));
  const { verdicts, notes, stopped } = await engine.judge(subjects);
  for (const note of notes) context.talk.say(note);
  for (const [n, line] of lines.entries()) {
    const verdict = verdicts[n];
    if (verdict === undefined) continue;
    context.print(
      context.json
        ? JSON.stringify({ server: line.server ?? '', name: line.name, verdict })
        : `${verdict.category}\t${verdict.level}\t${line.server ?? ''}\t${line.name}\t${verdict.rationale}`,
    );
  }
  return stopped ? 2 : 0;
}

async function readLines(path: string): Promise<Line[]> {
  const input = path === '-' ? process.stdin : await openFile(path);
  const lines: Line[] = [];
  let number = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() !== '') lines.push(parseLine(text.replace(/^\ufeff/, ''), path, number));
  }
  return lines;
}

async function openFile(path: string) {
  try {
    const file = await open(path);
    return file.createReadStream({ encoding: 'utf8' });
  } catch (thrown) {
    throw new InputError(
      `Cannot read ${path}: ${messageOf(thrown)}`,
      'Name a file of tools, one JSON object a line.',
    );
  }
}

function parseLine(text: string, path: string, number: number): Line {
  const at = `${path === '-' ? 'stdin' : path}, line ${number}`;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (thrown) {
    throw new InputError(`${at}: ${messageOf(thrown)}`, 'Every line has to be one JSON object.');
  }
  const parsed = Line.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'the line' : `"${issue.path.join('.')}"`;
  throw new InputError(
    `${at}: ${field}: ${issue?.message ?? 'not a tool'}`,
    'A line looks like {"server": "npm/x", "name": "stop_vm", "description": "", "inputSchema": {}}.',
  );
}

function subjectOf(line: Line, siblings: readonly string[]): Subject {
  const definition: Definition = {
    name: line.name,
    ...(line.title == null ? {} : { title: line.title }),
    description: line.description ?? '',
    inputSchema: line.inputSchema ?? {},
    ...(line.annotations == null ? {} : { annotations: knownHints(line.annotations) }),
  };
  const id = line.server ?? '';
  return {
    definition,
    server: {
      id,
      title: line.serverTitle ?? id.slice(id.lastIndexOf('/') + 1),
      description: line.serverDescription ?? '',
    },
    siblings,
  };
}

/** The hints that the protocol knows, where they have the type that it asks for; anything else is no claim. */
function knownHints(hints: NonNullable<Line['annotations']>): Annotations {
  const known = Object.entries(Annotations.shape).flatMap(([key, shape]) => {
    const value = Object.hasOwn(hints, key) ? shape.safeParse(hints[key]).data : undefined;
    return value === undefined ? [] : [[key, value]];
  });
  return Annotations.parse(Object.fromEntries(known));
}
