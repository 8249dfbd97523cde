import { CannotRunError } from '../errors.ts';

/**
 * Writes the result, and nothing else ever, to stdout; resolves when it is on its way, however slow the reader.
 *
 * @returns false when nobody reads any more (`| head`), which is no error: the exit code says how the audit went
 * @throws CannotRunError when it cannot be written, for example to a full disk
 */
export function writeStdout(text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error) return resolve(true);
      const code = 'code' in error ? String(error.code) : error.message;
      if (code === 'EPIPE') return resolve(false);
      reject(new CannotRunError(`stdout: ${reasons[code] ?? `cannot be written (${code})`}`, { cause: error }));
    });
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device; make room, or name another place by --out',
};

/** Some terminals say that they have no columns: they don't know. */
const USUAL_COLUMNS = 80;

/**
 * Columns of the terminal. A pipe or file has none, unless `COLUMNS` says so: each row is one line there, whole, for
 * grep and its like.
 */
export function stdoutColumns(): number {
  const { isTTY, columns } = process.stdout;
  if (isTTY) return columns || USUAL_COLUMNS;
  const asked = Number(process.env.COLUMNS);
  return Number.isInteger(asked) && asked > 0 ? asked : Number.POSITIVE_INFINITY;
}
