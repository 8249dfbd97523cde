import { z } from 'zod';
import { actionMatches } from './action-pattern.ts';
import { validated } from './validated.ts';

const rateLimitSchema = z.strictObject({
  /** Calls a second in the long run. */
  perSecond: z.number().positive(),
  /** Calls that may come at once after a rest. */
  burst: z.number().min(1),
});

/**
 * Rate limits by what they hold for: a service (`iam`), an action (`ssm:PutParameter`) or a pattern (`ssm:Get*`). All
 * actions of one entry share its bucket, in every account apart.
 */
const rateLimitsSchema = z.record(z.string(), rateLimitSchema);

export type RateLimits = z.output<typeof rateLimitsSchema>;

/** A bucket of tokens: a call takes one, and they come back at a steady rate. */
export class TokenBucket {
  readonly #perMs: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt: number;

  constructor({ perSecond, burst }: RateLimits[string], nowMs: number) {
    this.#perMs = perSecond / 1000;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAt = nowMs;
  }

  has(nowMs: number): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + (nowMs - this.#filledAt) * this.#perMs);
    this.#filledAt = nowMs;
    return this.#tokens >= 1;
  }

  take(): void {
    this.#tokens -= 1;
  }
}

/** Says which calls are over the limits. A call that is refused costs nothing. */
export class Throttle {
  readonly #limits: readonly (readonly [pattern: string, limit: RateLimits[string]])[];
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #nowMs: () => number;

  /** `nowMs` is a clock that never jumps, in milliseconds. Throws an InvalidInputError for limits that are none. */
  constructor(limits: RateLimits, nowMs: () => number) {
    this.#limits = Object.entries(validated(rateLimitsSchema, limits, 'rate limits'));
    this.#nowMs = nowMs;
  }

  /** Whether a call may pass: every limit that holds for it has a token left, and gives it. */
  admits(action: string, accountId: string): boolean {
    const nowMs = this.#nowMs();
    const buckets = this.#limits
      .filter(([pattern]) => actionMatches(pattern, action))
      .map(([pattern, limit]) => this.#bucketOf(`${accountId}/${pattern}`, limit, nowMs));
    if (!buckets.every((bucket) => bucket.has(nowMs))) {
      return false;
    }
    for (const bucket of buckets) {
      bucket.take();
    }
    return true;
  }

  #bucketOf(key: string, limit: RateLimits[string], nowMs: number): TokenBucket {
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = new TokenBucket(limit, nowMs);
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }
}
