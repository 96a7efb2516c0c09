// Writing files so that nothing is lost and nothing changes without need.
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

let written = 0;

/** Writes by way of a temporary file and a rename, only when the content differs. True when it wrote. */
export async function writeIfDifferent(path: string, content: string | Uint8Array): Promise<boolean> {
  const next = Buffer.from(content);
  const present = await readIfThere(path);
  if (present?.equals(next)) return false;
  await mkdir(dirname(path), { recursive: true });
  written += 1;
  const temporary = `${path}.${process.pid}-${written}.tmp`;
  try {
    await writeWhole(temporary, next);
    await rename(temporary, path);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
  return true;
}

/** On a full disk a single write may store a part and report success; `writeFile` goes on until all is stored or fails. */
async function writeWhole(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The file's bytes, or undefined when there is no such file. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw thrown;
  }
}
