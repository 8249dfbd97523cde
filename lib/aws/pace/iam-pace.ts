import type { FinalizeRequestMiddleware, Pluggable } from '@smithy/types';
import { describeAwsError } from '../describe-error.ts';
import { Pace, type PaceClock, systemClock } from '../pace.ts';
import { LimitFinder } from './limit-finder.ts';
import { defaultPace, type PaceMode, rulesByMode } from './modes.ts';
import { Room } from './room.ts';

/** Delays that calls make up for: those of a busy machine. AWS's bucket fills meanwhile. */
const CATCH_UP_MS = 200;

export interface PaceSettings {
  readonly pace: PaceMode;
  /** Ceiling in calls a second, whatever AWS would grant. */
  readonly maxCallsPerSecond?: number | undefined;
}

/** What the pace of a run has come to. */
export interface PaceState {
  readonly mode: PaceMode;
  /** The limit that was met last, in calls a second; null when none was, or it proved to be none. */
  readonly limitFound: number | null;
  /** Attempts that AWS refused for their rate. */
  readonly throttles: number;
  /** Time in which the pace held calls back. */
  readonly secondsWaited: number;
}

export interface IamPaceOptions {
  readonly clock?: PaceClock;
  /** From 0 to 1, as Math.random. */
  readonly random?: () => number;
}

/**
 * The pace of all calls of a run to IAM, whichever client makes them, retries included. IAM's limits are not published,
 * hold for the whole account, and are shared with production: so the pace learns from each answer what it may ask for.
 */
export class IamPace {
  readonly #clock: PaceClock;
  readonly #random: () => number;
  readonly #room = new Room();
  readonly #gate: Pace;
  #mode = defaultPace;
  #ceiling = Number.POSITIVE_INFINITY;
  #finder: LimitFinder;
  #throttles = 0;

  constructor({ clock = systemClock, random = Math.random }: IamPaceOptions = {}) {
    this.#clock = clock;
    this.#random = random;
    this.#gate = new Pace(clock, CATCH_UP_MS);
    this.#finder = this.#newFinder();
    this.#adapt();
  }

  /** Begins anew with these settings, which come late: they are read from AWS themselves. */
  set({ pace, maxCallsPerSecond = Number.POSITIVE_INFINITY }: PaceSettings): void {
    this.#mode = pace;
    this.#ceiling = maxCallsPerSecond;
    this.#finder = this.#newFinder();
    this.#adapt();
  }

  get state(): PaceState {
    const { limit } = this.#finder;
    return {
      mode: this.#mode,
      limitFound: limit === null ? null : toTenths(limit),
      throttles: this.#throttles,
      secondsWaited: toTenths(this.#gate.waitedMs / 1000),
    };
  }

  /** Makes one attempt at a call when it is its turn, and learns from the outcome. */
  async pass<Output>(attempt: () => Promise<Output>): Promise<Output> {
    await this.#room.enter();
    await this.#gate.take();
    const sentAtMs = this.#clock.nowMs();
    this.#finder.sent(sentAtMs);
    try {
      const output = await attempt();
      this.#finder.granted(sentAtMs);
      return output;
    } catch (error) {
      // Other errors say nothing about the rate: who knows whether such a call was counted.
      if (describeAwsError(error).kind === 'throttled') this.#learnOfThrottle(sentAtMs);
      throw error;
    } finally {
      this.#adapt();
      this.#room.leave();
    }
  }

  /** Middleware that holds back each attempt; it waits before signing, so that no signature grows old in the queue. */
  plugin<Input extends object, Output extends object>(): Pluggable<Input, Output> {
    const hold: FinalizeRequestMiddleware<Input, Output> = (next) => (args) => this.pass(() => next(args));
    return {
      applyToStack: (stack) => {
        stack.addRelativeTo(hold, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'pace' });
      },
    };
  }

  #learnOfThrottle(sentAtMs: number): void {
    this.#throttles += 1;
    this.#gate.pause(this.#finder.throttled(sentAtMs, this.#clock.nowMs()));
  }

  #adapt(): void {
    this.#room.hold(this.#finder.callsUnderWay);
    this.#gate.limitTo(Math.min(this.#finder.callsPerSecond, this.#ceiling));
  }

  #newFinder(): LimitFinder {
    return new LimitFinder(rulesByMode[this.#mode], this.#random);
  }
}

function toTenths(value: number): number {
  return Math.round(value * 10) / 10;
}
