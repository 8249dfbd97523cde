import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { InvalidInputError } from '../errors.ts';

/** The system's error codes that a user can do something about, in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a directory; name one file',
  EACCES: 'no permission to read it',
  ENOTDIR: 'no such file',
};

const unpack = promisify(gunzip);

/** Bytes that a packed file may unpack to: a string of JavaScript holds about as many characters. */
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;

/**
 * Reads a text file: UTF-8, or UTF-16 with a byte order mark, which PowerShell writes for `>`. What is packed with gzip,
 * as snapshots in the archive are, is unpacked.
 *
 * @throws InvalidInputError that names the file and why it cannot be read
 */
export async function readText(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new InvalidInputError(`${path}: ${reasons[code] ?? `cannot be read (${code})`}`, { cause });
  }
  const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? await unpacked(bytes, path) : bytes;
  const isUtf16 = text[0] === 0xff && text[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(text);
}

async function unpacked(bytes: Buffer, path: string): Promise<Buffer> {
  try {
    return await unpack(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (cause) {
    throw new InvalidInputError(`${path}: cut off, not gzip after all, or larger than 512 MiB unpacked`, { cause });
  }
}
