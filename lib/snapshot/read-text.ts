import { readFile } from 'node:fs/promises';
import { InvalidInputError } from '../errors.ts';

/** The system's error codes that a user can do something about, in words. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'a directory; name one file',
  EACCES: 'no permission to read it',
  ENOTDIR: 'no such file',
};

/**
 * Reads a text file: UTF-8, or UTF-16 with a byte order mark, which PowerShell writes for `>`.
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
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
