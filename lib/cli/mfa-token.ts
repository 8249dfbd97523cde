import { createInterface } from 'node:readline/promises';
import { UsageError } from '../errors.ts';
import { printable } from '../report/text.ts';
import { withoutProgress } from './progress.ts';

/**
 * Asks the person at the terminal for the code of an MFA device. The question goes to stderr: stdout is the result's.
 *
 * @throws UsageError when nobody is there to ask
 */
export async function askMfaToken(mfaSerial: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new UsageError(
      `a code of ${printable(mfaSerial)} is needed, and stdin is not a terminal to ask on; run it on one, or sign in with MFA before`,
    );
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal takes Ctrl-C for itself while it waits for an answer.
  terminal.on('SIGINT', () => {
    process.stderr.write('\n');
    process.kill(process.pid, 'SIGINT');
  });
  try {
    return (await withoutProgress(() => terminal.question(`MFA code of ${printable(mfaSerial)}: `))).trim();
  } finally {
    terminal.close();
  }
}
