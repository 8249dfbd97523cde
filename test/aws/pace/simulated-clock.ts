import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PaceClock } from '../../../lib/aws/pace.ts';

/** A clock on which time passes only when nobody has anything left to do but sleep. */
export class SimulatedClock implements PaceClock {
  readonly #sleepers: { readonly untilMs: number; readonly wake: () => void }[] = [];
  #nowMs = 0;

  nowMs(): number {
    return this.#nowMs;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      const untilMs = this.#nowMs + ms;
      const later = this.#sleepers.findIndex((other) => other.untilMs > untilMs);
      this.#sleepers.splice(later === -1 ? this.#sleepers.length : later, 0, { untilMs, wake });
    });
  }

  /** Lets time pass until the work is done. */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let isDone = false;
    const ended = work.finally(() => {
      isDone = true;
    });
    ended.catch(() => {});
    for (await nextTurn(); !isDone; await nextTurn()) {
      const next = this.#sleepers.shift();
      if (!next) throw new Error('nobody sleeps, and the work is not done');
      this.#nowMs = next.untilMs;
      next.wake();
    }
    return ended;
  }
}
