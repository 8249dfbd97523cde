/** So much is thought to be throttled by chance, even when nothing was so far. */
const LEAST_SHARE = 0.01;

/** Calls, none of them throttled, that are taken to have come before the first one. */
const CALLS_BEFORE = 10;

/** Calls after which what came before counts for little. */
const MEMORY_CALLS = 400;

/** Calls that came one after the other. */
interface Run {
  readonly granted: number;
  readonly throttled: number;
}

/** What it takes to believe in a limit. */
export interface Proof {
  /** The share of calls that a limit throttles when it is met: most of a rush, few when it is probed for slowly. */
  readonly throttledShare: number;
  /** How many times as likely as chance it must be. */
  readonly odds: number;
}

/** A run that means a limit, by what it took. */
export interface Sign extends Run, Proof {}

/** Where the rate is by the limit, when one is known. */
export type Rate = 'below' | 'above' | 'unlimited';

const nothing: Run = { granted: 0, throttled: 0 };

/**
 * Tells throttles that mean a limit from those that come by chance, whatever our rate. Learns what share chance throttles
 * from calls below the limit, and believes in a limit when a run of calls is throttled so often that chance hardly ever
 * does it (a cumulative sum test, as of E. S. Page, 1954).
 */
export class Chance {
  /** What was seen of chance. */
  #calls = CALLS_BEFORE;
  #throttled = 0;
  /** The calls since the last that says nothing of a limit. */
  #run = nothing;
  /** A sign that came below the limit. */
  #disputed = nothing;

  /** Learns of a call; answers the sign of a limit, once there is one. */
  saw(outcome: keyof Run, { throttledShare, odds }: Proof, rate: Rate): Sign | undefined {
    const sign = { ...this.#run, [outcome]: this.#run[outcome] + 1, throttledShare, odds };
    const oddsNow = this.#oddsOf(sign);
    if (oddsNow > 1 && oddsNow < odds) {
      this.#run = sign;
      return undefined;
    }
    this.#run = nothing;
    if (oddsNow <= 1) {
      if (rate !== 'above') this.#remember(sign);
      return undefined;
    }
    // Below the limit: either it is lower now, or this is chance. It was chance if slowing down did not help.
    if (rate === 'below') this.#remember(this.#disputed);
    this.#disputed = rate === 'below' ? sign : nothing;
    return sign;
  }

  /** Whether a sign would not be believed with what is known of chance now. */
  mayExplain(sign: Sign): boolean {
    return this.#oddsOf(sign) < sign.odds;
  }

  /** How many times as likely a run is with a limit than without. */
  #oddsOf({ granted, throttled, throttledShare }: Sign): number {
    const byChance = Math.max(LEAST_SHARE, this.#throttled / this.#calls);
    const byLimit = byChance + throttledShare * (1 - byChance);
    return (byLimit / byChance) ** throttled * ((1 - byLimit) / (1 - byChance)) ** granted;
  }

  #remember({ granted, throttled }: Run): void {
    const calls = granted + throttled;
    const kept = (1 - 1 / MEMORY_CALLS) ** calls;
    this.#calls = this.#calls * kept + calls;
    this.#throttled = this.#throttled * kept + throttled;
  }
}
