import { StandardRetryStrategy } from '@smithy/core/retry';
import type { RetryStrategyV2, StandardRetryToken } from '@smithy/types';
import { type AwsErrorKind, describeAwsError, FOREIGN_ANSWER } from './describe-error.ts';

/**
 * Attempts for one call. The SDK's three wait about three seconds in all, which an account whose limits are shared with
 * production does not always grant; ten wait up to a minute and a half.
 */
const MAX_ATTEMPTS = 10;

/** Attempts for a throttled call of a client that is paced: a throttle is rare there, and never final. They wait as long. */
const MAX_PACED_ATTEMPTS = 14;

/**
 * Waits after a throttle: at random up to a bound that doubles from the first to the last. The SDK begins with a second;
 * here the pace holds back whatever the limit does, and what is throttled by chance need not wait.
 */
const THROTTLED_WAIT_MS = { first: 100, last: 20_000 } as const;

/** Exponential backoff with jitter (the SDK's standard mode). */
export function patientRetry(): RetryStrategyV2 {
  return withoutVainRetries(new StandardRetryStrategy({ maxAttempts: MAX_ATTEMPTS }));
}

/**
 * The same for a client that is paced: throttled calls do not draw on its retry quota. The SDK keeps one of 500 tokens
 * against storms of retries, which a pace prevents better. Measured without either: at 10 calls a second, a sweep of 150
 * principals ran out of the quota and lost 24 of them.
 */
export function pacedRetry(): RetryStrategyV2 {
  return withoutVainRetries(withFreeThrottles(new StandardRetryStrategy({ maxAttempts: MAX_ATTEMPTS })));
}

/** How long to wait before a throttled call is tried again. `retries` is 0 for the first time, `random` from 0 to 1. */
export function throttledWaitMs(retries: number, random: () => number = Math.random): number {
  const { first, last } = THROTTLED_WAIT_MS;
  return Math.floor(random() * Math.min(first * 2 ** retries, last));
}

/**
 * Attempts where the network is in the way, by error code: a host that nobody knows or that refuses connections seldom
 * changes its mind in a minute, and each wait for an answer takes half a minute by itself. A proxy that answers in
 * AWS's place gets a second or two.
 */
const maxAttemptsByCode: ReadonlyMap<string, number> = new Map([
  ['ENOTFOUND', 3],
  ['ECONNREFUSED', 3],
  ['ETIMEDOUT', 4],
  ['TimeoutError', 4],
  [FOREIGN_ANSWER, 6],
]);

/**
 * Answers that stay the same however often one asks. The SDK takes IAM's `LimitExceeded`, a quota that is reached, for a
 * throttle; and once it has corrected for a wrong clock, it takes every error for one that the clock caused.
 */
const final: ReadonlySet<AwsErrorKind> = new Set(['denied', 'not-found', 'quota']);

/** Gives up at once, or early, where waiting does not help. */
function withoutVainRetries(strategy: RetryStrategyV2): RetryStrategyV2 {
  return {
    acquireInitialRetryToken: (scope) => strategy.acquireInitialRetryToken(scope),
    recordSuccess: (token) => strategy.recordSuccess(token),
    async refreshRetryTokenForRetry(token, errorInfo) {
      const { kind, code } = describeAwsError(errorInfo.error);
      const isOutOfReach = token.getRetryCount() + 1 >= (maxAttemptsByCode.get(code) ?? Number.POSITIVE_INFINITY);
      if (final.has(kind) || isOutOfReach) throw new Error(`Not tried again: ${code}`);
      return strategy.refreshRetryTokenForRetry(token, errorInfo);
    },
  };
}

function withFreeThrottles(strategy: StandardRetryStrategy): RetryStrategyV2 {
  return {
    acquireInitialRetryToken: (scope) => strategy.acquireInitialRetryToken(scope),
    recordSuccess: (token: StandardRetryToken) => strategy.recordSuccess(token),
    async refreshRetryTokenForRetry(token: StandardRetryToken, errorInfo) {
      if (describeAwsError(errorInfo.error).kind !== 'throttled')
        return strategy.refreshRetryTokenForRetry(token, errorInfo);
      const retries = token.getRetryCount();
      if (retries + 1 >= MAX_PACED_ATTEMPTS)
        throw new Error(`Throttled, at the last of ${MAX_PACED_ATTEMPTS} attempts`);
      return tokenAfterThrottle(token, retries + 1, throttledWaitMs(retries));
    },
  };
}

/** A token for another attempt. What an attempt before it took from the quota is given back when this one succeeds. */
function tokenAfterThrottle(before: StandardRetryToken, retryCount: number, delayMs: number): StandardRetryToken {
  return {
    getRetryCount: () => retryCount,
    getRetryDelay: () => delayMs,
    getRetryCost: () => before.getRetryCost(),
  };
}
