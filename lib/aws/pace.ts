import { setTimeout as sleep } from 'node:timers/promises';
import type { FinalizeRequestMiddleware, Pluggable } from '@smithy/types';

/** Time source of a {@link Pace}; tests bring their own. */
export interface PaceClock {
  nowMs(): number;
  sleep(ms: number): Promise<unknown>;
}

const systemClock: PaceClock = { nowMs: () => performance.now(), sleep: (ms) => sleep(ms) };

/** A ceiling on the rate of requests that several clients share: requests leave evenly, never in a burst. */
export class Pace {
  readonly #clock: PaceClock;
  #intervalMs = 0;
  #nextSlotMs = 0;

  constructor(clock: PaceClock = systemClock) {
    this.#clock = clock;
  }

  /** Sets the ceiling for whoever asks from now on; before that, nothing is held back. */
  limitTo(maxCallsPerSecond: number): void {
    this.#intervalMs = 1000 / maxCallsPerSecond;
  }

  /** Resolves when the caller may send one request. */
  async take(): Promise<void> {
    const now = this.#clock.nowMs();
    const slot = Math.max(now, this.#nextSlotMs);
    this.#nextSlotMs = slot + this.#intervalMs;
    if (slot > now) await this.#clock.sleep(slot - now);
  }

  /** Middleware that holds back each attempt; it waits before signing, so that no signature grows old in the queue. */
  plugin<Input extends object, Output extends object>(): Pluggable<Input, Output> {
    const hold: FinalizeRequestMiddleware<Input, Output> = (next) => async (args) => {
      await this.take();
      return next(args);
    };
    return {
      applyToStack: (stack) => {
        stack.addRelativeTo(hold, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'pace' });
      },
    };
  }
}
