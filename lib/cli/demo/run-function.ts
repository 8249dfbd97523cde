import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CannotRunError } from '../../errors.ts';

const answerSchema = z.union([z.object({ error: z.string() }), z.object({ summary: z.unknown() })]);

export interface FunctionRun {
  /** What the function answered. */
  readonly answer: unknown;
  /** What it wrote to stdout: in Lambda, its log. */
  readonly log: string;
}

/**
 * Invokes the audit function in a process of its own, as Lambda does, with nothing in its environment but `environment`:
 * no profile or key of the person who runs this can get there.
 *
 * @throws CannotRunError when the function ends with an error
 */
export async function runFunction(options: {
  readonly eventPath: string;
  readonly environment: Readonly<Record<string, string>>;
}): Promise<FunctionRun> {
  const child = fork(fileURLToPath(new URL('./invoke.ts', import.meta.url)), [options.eventPath], {
    env: { ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let answer: unknown;
  let log = '';
  let errors = '';
  child.on('message', (message) => {
    answer = message;
  });
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  await new Promise<void>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new CannotRunError(`the audit function did not start: ${cause.message}`, { cause })),
    );
    child.once('close', () => resolve());
  });
  process.removeListener('exit', stop);

  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success)
    throw new CannotRunError(`the audit function died without an answer: ${errors.trim().slice(-500)}`);
  if ('error' in parsed.data) throw new CannotRunError(`the audit function failed: ${parsed.data.error}`);
  return { answer: parsed.data.summary, log };
}
