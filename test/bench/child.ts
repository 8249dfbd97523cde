import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

/** A module of `processes/` in a process of its own, so that what it takes is not mixed with what others take. */
export class Child {
  readonly #name: string;
  readonly #process: ChildProcess;
  #errors = '';

  /** Starts it with a task (JSON). Nothing of this process's environment gets there. */
  constructor(name: string, task: unknown) {
    this.#name = name;
    this.#process = fork(fileURLToPath(new URL(`./processes/${name}.ts`, import.meta.url)), [JSON.stringify(task)], {
      // As bin/account-auditor.js runs the program.
      env: { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' },
      execArgv: ['--max-semi-space-size=16', '--expose-gc', '--heap-growing-percent=50'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
  }

  /** Its next message. Rejects when it dies without one. */
  async message<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>> {
    const message = await new Promise<unknown>((resolve, reject) => {
      const died = () => reject(new Error(`the process "${this.#name}" died: ${this.#errors.trim().slice(-2000)}`));
      if (this.#hasEnded) died();
      this.#process.once('close', died);
      this.#process.once('message', (received) => {
        this.#process.removeListener('close', died);
        resolve(received);
      });
    });
    return schema.parse(message);
  }

  /** Asks it the one thing that it can be asked. */
  async ask<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>> {
    const answer = this.message(schema);
    this.#process.send('ask');
    return answer;
  }

  async stop(): Promise<void> {
    if (this.#hasEnded) return;
    const closed = new Promise((resolve) => this.#process.once('close', resolve));
    this.#process.kill();
    await closed;
  }

  get #hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }
}
