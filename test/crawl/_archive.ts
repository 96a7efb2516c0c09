// Makes tar archives by hand, so that they can hold what no packer would write.
import { gzipSync } from 'node:zlib';
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
