// A file of JSON lines that only grows, and survives a process that is killed in the middle of a line.
import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

export interface Lines {
  /** Writes lines at the end, at once; `durable` waits until the disk has them. */
  append(values: readonly unknown[], durable?: boolean): void;
  close(): void;
}

/** Opens a file for appending; a torn last line is closed off first. */
export function openLines(path: string): Lines {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'a+');
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  if (size > 0) readSync(file, last, 0, 1, size - 1);
  if (size > 0 && last.toString() !== '\n') writeSync(file, '\n');
  return {
    append(values, durable = false) {
      // One write a call: lines of one call are torn at most at their end.
      writeSync(file, values.map((value) => `${JSON.stringify(value)}\n`).join(''));
      if (durable) fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

/** The values of a file, in order; lines that are not JSON are passed over. A missing file is empty. */
export async function* readLines(path: string): AsyncGenerator<unknown> {
  const file = await open(path).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return undefined;
    throw thrown;
  });
  if (file === undefined) return;
  for await (const text of createInterface({ input: file.createReadStream({ encoding: 'utf8' }) })) {
    const value = parsed(text);
    if (value !== undefined) yield value;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
