import type { ModeRules, Stretch } from './modes.ts';

/**
 * How much a bucket is taken to hold, in seconds of its own rate. The buckets that AWS documents hold two to five (EC2:
 * 100 calls at 20 a second). If IAM's hold less, the first limit found is too low, and probing puts it right; if they
 * hold more, it is too high, and the next throttle does.
 */
const BURST_SECONDS = 2;

/** However little is granted, calls go on at this rate, so that an audit ends. */
const MIN_CALLS_PER_SECOND = 0.5;

/** Calls a second below which the first limit is not taken: so few calls may have met a rush of others, and no limit. */
const LEAST_FIRST_LIMIT = 2;

/** A limit worked out from fewer calls is no reason to stay below it. */
const MIN_EVIDENCE = 3;

/** Calls that are remembered one by one. What is older says nothing about a bucket that fills in seconds. */
const MAX_REMEMBERED = 1_000;

/** So slowly the share of throttled calls follows the latest ones. */
const SHARE_INERTIA = 10;

/**
 * Finds the rate that a limit allows from what it grants and what it throttles. The limit is thought of as a bucket, as
 * AWS describes its own: each call takes a token, and tokens come back at a steady rate. A throttle says that the bucket
 * is empty now. So what was granted since it was empty the last time, by the time in between, is the limit; and before
 * that, so is what was granted until the first throttle, if the bucket was full of {@link BURST_SECONDS} at the start.
 *
 * Keeps no time: `nowMs` and `sentAtMs` are of one clock that only goes forward.
 */
export class LimitFinder {
  readonly #rules: ModeRules;
  readonly #random: () => number;
  #limit: number | null = null;
  /** The rate since the limit was found, before any probing. */
  #steady = 0;
  #foundAtMs = Number.NEGATIVE_INFINITY;
  /** Calls granted since then. */
  #granted = 0;
  /** The latest calls sent since then that were granted, or are not answered yet. */
  #sentAtMs: number[] = [];
  /** Calls to be granted before it is probed for more, and calls of probing in which the rate doubles. */
  #hold = 0;
  #doubling = 1;
  #throttledShare = 0;

  constructor(rules: ModeRules, random: () => number = Math.random) {
    this.#rules = rules;
    this.#random = random;
  }

  /** The limit in calls a second, null while none was met. */
  get limit(): number | null {
    return this.#limit;
  }

  /** The rate to call at now; infinite for no pace at all. */
  get callsPerSecond(): number {
    const { start, rise } = this.#rules;
    if (this.#limit === null) return start + rise * this.#granted;
    const probed = Math.max(0, this.#granted - this.#hold);
    return this.#steady * (1 + (probed / this.#doubling) ** 2);
  }

  /** How many calls may be under way now. */
  get callsUnderWay(): number {
    if (this.#limit !== null) return Number.POSITIVE_INFINITY;
    return Math.floor(2 + this.#granted / this.#rules.callsForAnother);
  }

  /** Learns of a call that was sent. */
  sent(sentAtMs: number): void {
    this.#sentAtMs.push(sentAtMs);
    if (this.#sentAtMs.length > MAX_REMEMBERED) this.#sentAtMs.shift();
  }

  /** Learns of a call that was answered. */
  granted(sentAtMs: number): void {
    if (this.#isOld(sentAtMs)) return;
    this.#throttledShare -= this.#throttledShare / SHARE_INERTIA;
    this.#granted += 1;
  }

  /** Learns of a call that was throttled; answers for how many milliseconds nothing should be called. */
  throttled(sentAtMs: number, nowMs: number): number {
    if (this.#isOld(sentAtMs)) return 0;
    this.#forget(sentAtMs);
    const { first, later, share, hold, pauseCalls } = this.#rules;
    const { sign, probe } = this.#limit === null ? first : later;
    this.#throttledShare += (1 - this.#throttledShare) / SHARE_INERTIA;
    if (this.#throttledShare < sign) return 0;
    this.#limit = this.#estimateAt(sentAtMs);
    this.#steady = Math.max(share * this.#limit, MIN_CALLS_PER_SECOND);
    this.#hold = this.#granted < MIN_EVIDENCE ? 0 : this.#callsIn(hold);
    this.#doubling = this.#callsIn(probe);
    this.#foundAtMs = nowMs;
    this.#granted = 0;
    this.#sentAtMs = [];
    this.#throttledShare = 0;
    // Whoever shares the limit was throttled at the same time: with some chance in it, they don't come back together.
    return ((pauseCalls * 1000) / this.#steady) * (1 + this.#random() / 2);
  }

  /** Calls that were under way when the limit was found say nothing new: one rush, one answer to it. */
  #isOld(sentAtMs: number): boolean {
    return sentAtMs <= this.#foundAtMs;
  }

  #forget(sentAtMs: number): void {
    const index = this.#sentAtMs.lastIndexOf(sentAtMs);
    if (index !== -1) this.#sentAtMs.splice(index, 1);
  }

  #estimateAt(throttledAtMs: number): number {
    const sentBefore = this.#sentAtMs.filter((fromMs) => fromMs <= throttledAtMs);
    const sinceFull = sentBefore.map(
      // When the bucket has run empty, there is something between no token and one in it: half of one.
      (fromMs, index) => (sentBefore.length - index + 0.5) / (secondsBetween(fromMs, throttledAtMs) + BURST_SECONDS),
    );
    const sinceEmpty = this.#limit === null ? 0 : this.#granted / secondsBetween(this.#foundAtMs, throttledAtMs);
    const estimate = Math.min(Math.max(sinceEmpty, ...sinceFull), this.callsPerSecond);
    // A rush of others may leave nothing at all for a moment.
    const least = this.#limit === null ? LEAST_FIRST_LIMIT : Math.max(this.#limit / 2, MIN_CALLS_PER_SECOND);
    return Math.max(estimate, least);
  }

  #callsIn({ calls, seconds }: Stretch): number {
    return Math.min(calls, seconds * this.#steady);
  }
}

function secondsBetween(fromMs: number, toMs: number): number {
  return (toMs - fromMs) / 1000;
}
