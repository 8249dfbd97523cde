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
      reject(new CannotRunError(`stdout: cannot be written (${code})`, { cause: error }));
    });
  });
}

/** Columns of the terminal; a pipe gets lines that a page or a ticket can take. */
export function stdoutColumns(): number {
  return process.stdout.columns ?? 160;
}
