// What the model answered, kept on disk: a tool whose definition did not change is never paid for again.
import { join } from 'node:path';
import { z } from 'zod';
import type { Transcripts, Turn } from './case.ts';
import { type Lines, openLines, readLines } from './lines.ts';

const Line = z.object({
  key: z.string(),
  turn: z.union([z.literal(1), z.literal(2)]),
  text: z.string().optional(),
  none: z.enum(['refused', 'truncated', 'invalid']).optional(),
});

export interface Store {
  readonly transcripts: Transcripts;
  has(key: string, turn: 1 | 2): boolean;
  /** Keeps an answer; the first one for a question counts. */
  put(answers: readonly { readonly key: string; readonly turn: 1 | 2; readonly answer: Turn }[]): void;
  close(): void;
}

/** File of the answers below the work folder. */
const answersFile = 'model-answers.ndjson';

/** Reads the answers to the questions of this run. */
export async function readAnswers(folder: string, keys: ReadonlySet<string>): Promise<Map<string, Turn[]>> {
  const transcripts = new Map<string, Turn[]>();
  for await (const value of readLines(join(folder, answersFile))) {
    const line = Line.safeParse(value).data;
    if (line !== undefined && keys.has(line.key)) keep(transcripts, line.key, line.turn, turnIn(line));
  }
  return transcripts;
}

/** The store of a run; `wanted` names the questions whose answers stay in memory. */
export function openStore(
  folder: string,
  transcripts: Map<string, Turn[]>,
  wanted: ReadonlySet<string>,
): Store {
  const lines: Lines = openLines(join(folder, answersFile));
  return {
    transcripts,
    has: (key, turn) => (transcripts.get(key)?.length ?? 0) >= turn,
    put(answers) {
      const news = answers.filter(({ key, turn, answer }) => {
        if (!isLasting(answer)) return false;
        return !wanted.has(key) || keep(transcripts, key, turn, answer);
      });
      if (news.length > 0) lines.append(news.map(({ key, turn, answer }) => lineOf(key, turn, answer)));
    },
    close: () => lines.close(),
  };
}

/** A failure of the network or the server says nothing about the tool and is not kept. */
function isLasting(answer: Turn): boolean {
  return answer.kind === 'text' || Line.shape.none.safeParse(answer.reason).success;
}

function keep(transcripts: Map<string, Turn[]>, key: string, turn: 1 | 2, answer: Turn): boolean {
  const turns = transcripts.get(key) ?? [];
  if (turns.length !== turn - 1) return false;
  turns.push(answer);
  transcripts.set(key, turns);
  return true;
}

function lineOf(key: string, turn: 1 | 2, answer: Turn): z.infer<typeof Line> {
  return answer.kind === 'text'
    ? { key, turn, text: answer.text }
    : { key, turn, none: Line.shape.none.parse(answer.reason) };
}

function turnIn(line: z.infer<typeof Line>): Turn {
  return line.none === undefined
    ? { kind: 'text', text: line.text ?? '' }
    : { kind: 'none', reason: line.none };
}
