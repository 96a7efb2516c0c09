// Writing files so that nothing is lost and nothing changes without need.
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/** Writes by way of a temporary file and a rename, only when the content differs. True when it wrote. */
export async function writeIfDifferent(path: string, content: string | Uint8Array): Promise<boolean> {
  const next = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
  const present = await readIfThere(path);
  if (present?.equals(next)) return false;
  await mkdir(dirname(path), { recursive: true });
  await writeFileAtomic(path, next);
  return true;
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
