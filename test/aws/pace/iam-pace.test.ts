import { describe, expect, it } from 'vitest';
import { IamPace } from '../../../lib/aws/pace/iam-pace.ts';
import { simulateSweep } from './simulated-sweep.ts';

/** What a sweep of 500 principals meets: calls a second, twice as many at once. */
const limits = [5, 10, 20, 50].map((perSecond) => ({ perSecond, burst: 2 * perSecond }));
const slowLimit = { perSecond: 2, burst: 4 };

/** From sending a call to its answer, in milliseconds: on loopback, and from a Region near and far. */
const latencies = [3, 50, 150] as const;

describe('IamPace', () => {
  it('is gentle until somebody says otherwise', () => {
    expect(new IamPace().state).toEqual({ mode: 'gentle', limitFound: null, throttles: 0, secondsWaited: 0 });
  });

  describe('fast', () => {
    it.each(limits)('works at a limit of $perSecond calls a second', async (limit) => {
      const calls = 1_000;
      const { seconds, throttles, attempts, lost, limitFound } = await simulateSweep({ pace: 'fast', calls, limit });
      expect(seconds / (calls / limit.perSecond)).toBeLessThan(1.05);
      expect(throttles / attempts).toBeLessThan(0.05);
      expect(lost).toBe(0);
      expect(limitFound).toBeCloseTo(limit.perSecond, -1);
    });

    it.each(latencies)('works at a limit of two calls a second, when answers take %d ms', async (latencyMs) => {
      const sweep = { pace: 'fast', calls: 200, limit: slowLimit, latencyMs } as const;
      const { seconds, throttles, attempts, lost } = await simulateSweep(sweep);
      expect(seconds / 100).toBeLessThan(1.05);
      expect(throttles / attempts).toBeLessThan(0.04);
      expect(lost).toBe(0);
    });

    it('does not slow down what is not limited', async () => {
      const result = await simulateSweep({ pace: 'fast', calls: 12_000 });
      const withoutPace = (12_000 / 10) * 0.003;
      expect(result.seconds).toBeLessThan(withoutPace + 0.5);
      expect(result).toMatchObject({ mode: 'fast', limitFound: null, throttles: 0 });
    });

    it.each([0.5, 1, 5, 10])('loses nothing where the limit allows %d seconds of it at once', async (burstSeconds) => {
      const limit = { perSecond: 10, burst: 10 * burstSeconds };
      const { seconds, throttles, attempts, lost } = await simulateSweep({ pace: 'fast', calls: 1_000, limit });
      expect(seconds / 100).toBeLessThan(1.4);
      expect(throttles / attempts).toBeLessThan(0.05);
      expect(lost).toBe(0);
    });
  });

  describe('gentle', () => {
    it.each(limits)('stays below a limit of $perSecond calls a second', async (limit) => {
      const calls = 1_000;
      const { seconds, throttles, attempts, lost } = await simulateSweep({ pace: 'gentle', calls, limit });
      expect(seconds / (calls / limit.perSecond)).toBeLessThan(1.45);
      expect(throttles / attempts).toBeLessThanOrEqual(0.01);
      expect(lost).toBe(0);
    });

    it.each(latencies)('stays below two calls a second, when answers take %d ms', async (latencyMs) => {
      const sweep = { pace: 'gentle', calls: 200, limit: slowLimit, latencyMs } as const;
      const { seconds, throttles, attempts, lost } = await simulateSweep(sweep);
      expect(seconds / 100).toBeLessThan(1.45);
      expect(throttles / attempts).toBeLessThanOrEqual(0.01);
      expect(lost).toBe(0);
    });

    it.each(limits)('leaves a neighbour its fifth of $perSecond calls a second', async (limit) => {
      const perSecond = limit.perSecond / 5;
      for (let phase = 0; phase < 10; phase++) {
        const startMs = (phase / 10) * (1_000 / perSecond);
        const { seconds, neighbourCalls, neighbourThrottles, throttles, attempts } = await simulateSweep({
          pace: 'gentle',
          calls: 1_000,
          limit,
          neighbour: { perSecond, startMs },
        });
        expect(seconds / (1_000 / limit.perSecond)).toBeLessThan(1.45);
        expect(neighbourThrottles / neighbourCalls).toBeLessThanOrEqual(0.01);
        expect(throttles / attempts).toBeLessThanOrEqual(0.01);
      }
    });

    it('leaves a neighbour its fifth of two calls a second, but for one call here and there', async () => {
      const calls = { all: 0, throttled: 0 };
      for (let phase = 0; phase < 10; phase++) {
        const neighbour = { perSecond: 0.4, startMs: phase * 250 };
        const result = await simulateSweep({ pace: 'gentle', calls: 200, limit: slowLimit, neighbour });
        expect(result.neighbourThrottles).toBeLessThanOrEqual(1);
        calls.all += result.neighbourCalls;
        calls.throttled += result.neighbourThrottles;
      }
      expect(calls.throttled / calls.all).toBeLessThan(0.01);
    });

    it('makes room for a neighbour who comes later and takes half', async () => {
      const limit = { perSecond: 10, burst: 20 };
      const calls = { all: 0, throttled: 0 };
      for (let phase = 0; phase < 10; phase++) {
        const neighbour = { perSecond: 5, startMs: 30_000 + phase * 20 };
        const result = await simulateSweep({ pace: 'gentle', calls: 1_000, limit, neighbour });
        expect(result.lost).toBe(0);
        calls.all += result.neighbourCalls;
        calls.throttled += result.neighbourThrottles;
      }
      expect(calls.throttled / calls.all).toBeLessThan(0.05);
    });

    it('goes slower while somebody takes half, and faster when he is gone', async () => {
      const limit = { perSecond: 10, burst: 20 };
      const neighbour = { perSecond: 5, startMs: 60_030, endMs: 360_000 };
      const during = await simulateSweep({ pace: 'gentle', calls: 1_200, limit, neighbour });
      const after = await simulateSweep({ pace: 'gentle', calls: 4_000, limit, neighbour });
      expect(during.limitFound).toBeLessThan(7);
      expect(after.limitFound).toBeCloseTo(10, 0);
    });

    it.each(limits)('has as little throttled when answers take long ($perSecond calls a second)', async (limit) => {
      const { throttles, attempts } = await simulateSweep({ pace: 'gentle', calls: 1_000, limit, latencyMs: 150 });
      expect(throttles / attempts).toBeLessThanOrEqual(0.01);
    });

    it('opens within seconds where there is no limit', async () => {
      const { seconds, limitFound } = await simulateSweep({ pace: 'gentle', calls: 12_000 });
      expect(seconds).toBeLessThan(10);
      expect(limitFound).toBeNull();
    });

    it('finds the room that somebody leaves', async () => {
      const limit = { perSecond: 20, burst: 40 };
      const neighbour = { perSecond: 15, endMs: 60_000 };
      const early = await simulateSweep({ pace: 'gentle', calls: 200, limit, neighbour });
      const late = await simulateSweep({ pace: 'gentle', calls: 2_000, limit, neighbour });
      expect(early.limitFound).toBeLessThan(10);
      expect(late.limitFound).toBeCloseTo(20, -1);
    });
  });

  describe.each(['fast', 'gentle'] as const)('%s, where calls are throttled at random', (pace) => {
    const seeds = Array.from({ length: 20 }, (_, index) => 1 + index * 7_919);

    it.each([0.01, 0.03, 0.1])('is hardly slower without a limit (share of %d)', async (mishaps) => {
      const sweep = { pace, calls: 2_000, latencyMs: 50 };
      const undisturbed = await simulateSweep(sweep);
      const disturbed = await inTurn(seeds, (seed) => simulateSweep({ ...sweep, mishaps, seed }));
      expect(disturbed.map(({ lost }) => lost)).toEqual(seeds.map(() => 0));
      const ratios = disturbed.map(({ seconds }) => seconds / undisturbed.seconds).sort((one, other) => one - other);
      expect(ratios[10]).toBeLessThan(2);
      expect(ratios.at(-1)).toBeLessThan(10);
    });

    it.each([0.01, 0.03, 0.1])('finds the limit none the less (share of %d)', async (mishaps) => {
      const sweep = { pace, calls: 1_000, limit: { perSecond: 10, burst: 20 }, mishaps };
      const results = await inTurn(seeds, (seed) => simulateSweep({ ...sweep, seed }));
      expect(results.map(({ lost }) => lost)).toEqual(seeds.map(() => 0));
      const seconds = results.map((result) => result.seconds).sort((one, other) => one - other);
      expect(seconds[10]).toBeLessThan(170);
      expect(seconds.at(-1)).toBeLessThan(300);
    });
  });

  it.each(['fast', 'gentle'] as const)('keeps to the ceiling, however much is granted (%s)', async (pace) => {
    const { seconds, secondsWaited } = await simulateSweep({ pace, calls: 300, maxCallsPerSecond: 10 });
    expect(seconds).toBeGreaterThan(299 / 10);
    expect(seconds).toBeLessThan(31.5);
    expect(secondsWaited).toBeGreaterThan(28);
  });

  it.each(['fast', 'gentle'] as const)(
    'works at a limit that is lower than half a call a second (%s)',
    async (pace) => {
      const limit = { perSecond: 0.4, burst: 1 };
      const { lost } = await simulateSweep({ pace, calls: 20, limit });
      expect(lost).toBe(0);
    },
  );
});

async function inTurn<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
