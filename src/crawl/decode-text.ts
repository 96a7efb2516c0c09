// Bytes to text: UTF-8 with or without a mark, UTF-16 with a mark, and Windows-1252 for old files.

const sniffed = 8_192;
/** Program text may hold a few zero bytes inside string literals; machine code is full of them. */
const mostZeros = 1 / 256;

/** The text, without a byte order mark; undefined when the bytes are no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const start = bytes.subarray(0, sniffed);
  if (start.filter((byte) => byte === 0).length > start.length * mostZeros) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
