/** Time source of a {@link Pace}; tests bring their own. */
export interface PaceClock {
  nowMs(): number;
  sleep(ms: number): Promise<unknown>;
}

export const systemClock: PaceClock = {
  nowMs: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** What is made up for unless somebody says otherwise: a timer that rings late. */
const CATCH_UP_MS = 50;

/** A gate through which calls leave one after the other at even intervals, never in a burst, in the order they came. */
export class Pace {
  readonly #clock: PaceClock;
  readonly #catchUpMs: number;
  #queue: Promise<void> = Promise.resolve();
  #intervalMs = 0;
  #nextSlotMs = 0;
  #waitedMs = 0;

  /** @param catchUpMs a delay that the next calls make up for, by leaving sooner; a longer one is a rest, and lost */
  constructor(clock: PaceClock = systemClock, catchUpMs = CATCH_UP_MS) {
    this.#clock = clock;
    this.#catchUpMs = catchUpMs;
  }

  /** How long the gate was closed while somebody stood before it. */
  get waitedMs(): number {
    return this.#waitedMs;
  }

  /** Sets the rate at which calls leave from now on; before that, nothing is held back. */
  limitTo(callsPerSecond: number): void {
    this.#intervalMs = 1000 / callsPerSecond;
  }

  /** Lets nobody leave for so long, those included who wait already. */
  pause(ms: number): void {
    this.#nextSlotMs = Math.max(this.#nextSlotMs, this.#clock.nowMs() + ms);
  }

  /** Resolves when the caller may send one request. */
  take(): Promise<void> {
    this.#queue = this.#queue.then(() => this.#leave());
    return this.#queue;
  }

  async #leave(): Promise<void> {
    const cameMs = this.#clock.nowMs();
    let nowMs = cameMs;
    while (nowMs < this.#nextSlotMs) {
      await this.#clock.sleep(Math.ceil(this.#nextSlotMs - nowMs));
      nowMs = this.#clock.nowMs();
    }
    this.#waitedMs += nowMs - cameMs;
    const isAfterRest = nowMs - this.#nextSlotMs > this.#catchUpMs;
    this.#nextSlotMs = (isAfterRest ? nowMs : this.#nextSlotMs) + this.#intervalMs;
  }
}
