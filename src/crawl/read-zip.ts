// Reads a zip archive into a tree. Nothing touches the disk.
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { messageOf } from '../kit/errors.ts';
import { damagedArchive, refusedArchive } from './archive-failure.ts';
import type { TreeBuilder } from './tree-builder.ts';

/** Bytes of an archive, which is held in memory. */
export const largestZip = 128 * 1024 * 1024;
/** Times that a file may grow, once it is larger than `freely`. */
const ratio = 200;
const freely = 1024 * 1024;

/** Fills the tree from the bytes of an archive. Throws `OutsideError` for one that is damaged or too large. */
export async function readZip(archive: Buffer, tree: TreeBuilder): Promise<void> {
  if (archive.length > largestZip) throw refusedArchive('is larger than we read');
  const zip = await opened(archive);
  try {
    for await (const entry of zip.eachEntry()) {
      if (!tree.open) break;
      await keep(zip, entry, tree);
    }
  } catch (thrown) {
    throw damagedArchive(messageOf(thrown), thrown);
  } finally {
    zip.close();
  }
}

async function opened(archive: Buffer): Promise<ZipFile> {
  try {
    // Names are decoded by hand: yauzl gives the whole archive up when one of them is unsafe.
    return await fromBufferPromise(archive, {
      decodeStrings: false,
      validateEntrySizes: true,
      lazyEntries: true,
    });
  } catch (thrown) {
    throw damagedArchive(messageOf(thrown), thrown);
  }
}

async function keep(zip: ZipFile, entry: Entry, tree: TreeBuilder): Promise<void> {
  const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
  if (path.endsWith('/')) return;
  if (!isPlainFile(entry)) {
    tree.skip(
      'unsafe-path',
      undefined,
      `${JSON.stringify(path.slice(0, 200))} is a link or device, not a file.`,
    );
    return;
  }
  if (!tree.wants(path, entry.uncompressedSize)) return;
  if (entry.uncompressedSize > freely && entry.uncompressedSize > entry.compressedSize * ratio) {
    tree.skip('too-large', path, 'The file grows too much when unpacked.');
  } else if (!entry.canDecodeFileData()) {
    tree.skip('not-text', path, 'The file is encrypted, or packed in a way that we do not know.');
  } else tree.add(path, await buffer(await zip.openReadStreamPromise(entry)));
}

/** Archives made on Unix keep the kind of file in the upper half of the attributes. */
function isPlainFile(entry: Entry): boolean {
  const madeOnUnix = entry.versionMadeBy >> 8 === 3;
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  return !madeOnUnix || kind === 0 || kind === 0o100000;
}
