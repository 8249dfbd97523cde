import type { RetryErrorInfo, RetryStrategyV2 } from '@smithy/types';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pacedRetry, patientRetry, throttledWaitMs } from '../../lib/aws/retry.ts';

const errorNamed = (name: string) => ({ name, message: 'no' });
const throttled: RetryErrorInfo = { error: errorNamed('ThrottlingException'), errorType: 'THROTTLING' };
const broken: RetryErrorInfo = { error: errorNamed('ServiceFailure'), errorType: 'TRANSIENT' };

/** How often calls may be tried again that all fail at the same time, each of them so many times. */
async function retriesOf(
  strategy: RetryStrategyV2,
  calls: number,
  failures: readonly RetryErrorInfo[],
): Promise<number> {
  let retries = 0;
  for (let call = 0; call < calls; call++) {
    let token = await strategy.acquireInitialRetryToken('');
    for (const failure of failures) {
      try {
        token = await strategy.refreshRetryTokenForRetry(token, failure);
      } catch {
        break;
      }
      retries += 1;
    }
  }
  return retries;
}

const times = (count: number, failure: RetryErrorInfo) => Array.from({ length: count }, () => failure);

describe('pacedRetry', () => {
  beforeEach(() => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('tries a throttled call thirteen times more', async () => {
    expect(await retriesOf(pacedRetry(), 1, times(20, throttled))).toBe(13);
  });

  it('does not run out of retries for throttled calls, as a client that is not paced does', async () => {
    expect(await retriesOf(pacedRetry(), 100, times(5, throttled))).toBe(500);
    expect(await retriesOf(patientRetry(), 100, times(5, throttled))).toBeLessThanOrEqual(100);
  });

  it('keeps to the quota for errors of the service', async () => {
    expect(await retriesOf(pacedRetry(), 100, times(5, broken))).toBeLessThan(50);
  });

  it('gives back what a call took from the quota when it succeeds, a throttle in between or not', async () => {
    const strategy = pacedRetry();
    for (let call = 0; call < 100; call++) {
      const first = await strategy.acquireInitialRetryToken('');
      const second = await strategy.refreshRetryTokenForRetry(first, broken);
      strategy.recordSuccess(await strategy.refreshRetryTokenForRetry(second, throttled));
    }
    expect(await retriesOf(strategy, 1, [broken])).toBe(1);
  });
});

describe('throttledWaitMs', () => {
  it('doubles up to twenty seconds', () => {
    expect([0, 1, 2, 7, 8, 12].map((retries) => throttledWaitMs(retries, () => 1))).toEqual([
      100, 200, 400, 12_800, 20_000, 20_000,
    ]);
  });

  it('leaves the moment to chance', () => {
    expect([0, 0.25, 0.5].map((random) => throttledWaitMs(0, () => random))).toEqual([0, 25, 50]);
  });
});
