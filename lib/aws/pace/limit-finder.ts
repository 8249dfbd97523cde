import { Chance, type Rate, type Sign } from './chance.ts';
import type { ModeRules, Stage, Stretch } from './modes.ts';

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

interface Finding {
  /** In calls a second. */
  readonly limit: number;
  /** The rate since then, before any probing. */
  readonly steady: number;
  /** Calls to be granted before it is probed for more, and calls of probing in which the rate doubles. */
  readonly hold: number;
  readonly doubling: number;
  readonly sign: Sign;
}

/**
 * Finds the rate that a limit allows from what it grants and what it throttles. The limit is thought of as a bucket, as
 * AWS describes its own: each call takes a token, and tokens come back at a steady rate. A throttle says that the bucket
 * is empty now. So what was granted since it was empty the last time, by the time in between, is the limit; and before
 * that, so is what was granted until the first throttle, if the bucket was full of {@link BURST_SECONDS} at the start.
 *
 * That holds for throttles that are more than chance. A limit that was found is forgotten when it turns out that as much
 * is throttled below it too, and its sign was chance.
 *
 * Keeps no time: `nowMs` and `sentAtMs` are of one clock that only goes forward.
 */
export class LimitFinder {
  readonly #rules: ModeRules;
  readonly #random: () => number;
  readonly #chance = new Chance();
  #found: Finding | undefined;
  #foundAtMs = Number.NEGATIVE_INFINITY;
  /** Calls granted since the limit was found, or forgotten. */
  #granted = 0;
  /** The latest calls sent since then that were granted, or are not answered yet. */
  #sentAtMs: number[] = [];
  /** The rate from which it rises while no limit is known, and the least that the next limit can be. */
  #start: number;
  #leastLimit = LEAST_FIRST_LIMIT;

  constructor(rules: ModeRules, random: () => number = Math.random) {
    this.#rules = rules;
    this.#random = random;
    this.#start = rules.start;
  }

  /** The limit in calls a second, null while none is known. */
  get limit(): number | null {
    return this.#found?.limit ?? null;
  }

  /** The rate to call at now; infinite for no pace at all. */
  get callsPerSecond(): number {
    if (!this.#found) return this.#start + this.#rules.rise * this.#granted;
    const { steady, hold, doubling } = this.#found;
    const probed = Math.max(0, this.#granted - hold);
    return steady * (1 + (probed / doubling) ** 2);
  }

  /** How many calls may be under way now. */
  get callsUnderWay(): number {
    if (this.#found) return Number.POSITIVE_INFINITY;
    return Math.floor(1 + this.#granted / this.#rules.callsForAnother);
  }

  /** Learns of a call that was sent. */
  sent(sentAtMs: number): void {
    this.#sentAtMs.push(sentAtMs);
    if (this.#sentAtMs.length > MAX_REMEMBERED) this.#sentAtMs.shift();
  }

  /** Learns of a call that was answered. */
  granted(sentAtMs: number): void {
    if (this.#isOld(sentAtMs)) return;
    this.#granted += 1;
    this.#learn('granted');
  }

  /** Learns of a call that was throttled; answers for how many milliseconds nothing should be called. */
  throttled(sentAtMs: number, nowMs: number): number {
    if (this.#isOld(sentAtMs)) return 0;
    this.#forget(sentAtMs);
    const sign = this.#learn('throttled');
    return sign ? this.#find(sign, sentAtMs, nowMs) : 0;
  }

  #learn(outcome: 'granted' | 'throttled'): Sign | undefined {
    const sign = this.#chance.saw(outcome, this.#stage, this.#rate);
    if (this.#found && this.#chance.mayExplain(this.#found.sign)) this.#doubt(this.#found);
    return sign;
  }

  #find(sign: Sign, sentAtMs: number, nowMs: number): number {
    const { share, hold, pauseCalls } = this.#rules;
    const limit = this.#estimateAt(sentAtMs);
    const steady = Math.max(share * limit, MIN_CALLS_PER_SECOND);
    this.#found = {
      limit,
      steady,
      hold: this.#granted < MIN_EVIDENCE ? 0 : callsIn(hold, steady),
      doubling: callsIn(this.#stage.probe, steady),
      sign,
    };
    this.#leastLimit = Math.max(limit / 2, MIN_CALLS_PER_SECOND);
    this.#foundAtMs = nowMs;
    this.#granted = 0;
    this.#sentAtMs = [];
    // Whoever shares the limit was throttled at the same time: with some chance in it, they don't come back together.
    return ((pauseCalls * 1000) / steady) * (1 + this.#random() / 2);
  }

  #doubt({ steady }: Finding): void {
    this.#found = undefined;
    this.#start = Math.max(this.#rules.start, steady);
    this.#granted = 0;
    this.#sentAtMs = [];
  }

  get #rate(): Rate {
    if (!this.#found) return 'unlimited';
    return this.callsPerSecond <= this.#found.limit ? 'below' : 'above';
  }

  get #stage(): Stage {
    return this.#found ? this.#rules.later : this.#rules.first;
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
    const sinceEmpty = this.#found ? this.#granted / secondsBetween(this.#foundAtMs, throttledAtMs) : 0;
    const estimate = Math.min(Math.max(sinceEmpty, ...sinceFull), this.callsPerSecond);
    // A rush of others may leave nothing at all for a moment.
    return Math.max(estimate, this.#leastLimit);
  }
}

function callsIn({ calls, seconds }: Stretch, perSecond: number): number {
  return Math.min(calls, seconds * perSecond);
}

function secondsBetween(fromMs: number, toMs: number): number {
  return (toMs - fromMs) / 1000;
}
