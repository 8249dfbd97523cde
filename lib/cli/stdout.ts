/** Writes the result, and nothing else ever, to stdout; resolves when it is on its way, however slow the reader. */
export function writeStdout(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** Columns of the terminal; a pipe gets lines that a page or a ticket can take. */
export function stdoutColumns(): number {
  return process.stdout.columns ?? 160;
}
