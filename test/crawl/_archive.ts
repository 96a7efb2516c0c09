// Makes tar archives by hand, so that they can hold what no packer would write.
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { Header, Pax } from 'tar';

/** One entry of an archive. */
export interface Entry {
  readonly path: string;
  readonly body?: string | Buffer;
  /** Size that the header claims, when it lies. */
  readonly size?: number;
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO';
  readonly linkpath?: string;
}

/** The bytes of an uncompressed archive. */
export function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ path, body = '', size, type = 'File', linkpath }) => {
    const bytes = Buffer.from(body);
    const fields = {
      path,
      type,
      size: size ?? bytes.length,
      mode: 0o644,
      mtime: new Date(0),
      ...(linkpath === undefined ? {} : { linkpath }),
    };
    const header = new Header(fields);
    const needsMore = header.encode();
    const pax = needsMore ? [new Pax({ path }).encode()] : [];
    return [
      ...pax,
      header.block ?? Buffer.alloc(512),
      bytes,
      Buffer.alloc((512 - (bytes.length % 512)) % 512),
    ];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A package as npm packs it: everything below `package/`. */
export function packageOf(
  files: Readonly<Record<string, string | Buffer>>,
  more: readonly Entry[] = [],
): Buffer {
  const entries = Object.entries(files).map(([path, body]) => ({ path: `package/${path}`, body }));
  return gzipSync(tarOf([...entries, ...more]));
}

/** One file of a zip archive. */
export interface ZipEntry {
  readonly path: string;
  readonly body?: string | Buffer;
  /** Size that the archive claims for the unpacked file, when it lies. */
  readonly size?: number;
  /** Unix mode; a plain file when absent. */
  readonly mode?: number;
  readonly flags?: number;
}

/** The bytes of a zip archive. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, body = '', size, mode = 0o100644, flags = 0 } of entries) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(body);
    const packed = deflateRawSync(bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800 | flags, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(size ?? bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE((mode << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 3]), facts, tail, name);
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
