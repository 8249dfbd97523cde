import { IamPace, type PaceSettings, type PaceState } from '../../../lib/aws/pace/iam-pace.ts';
import { throttledWaitMs } from '../../../lib/aws/retry.ts';
import { inParallel } from '../../../lib/collect/concurrency.ts';
import { TokenBucket } from '../../../lib/sandbox/throttle.ts';
import { SimulatedClock } from './simulated-clock.ts';

export interface SweepOptions extends PaceSettings {
  readonly calls: number;
  /** Left out: nothing is ever throttled. */
  readonly limit?: { readonly perSecond: number; readonly burst: number };
  /** From sending a call to its answer. */
  readonly latencyMs?: number;
  /** Somebody else who makes so many calls a second, evenly, and never tries again what is throttled. */
  readonly neighbour?: { readonly perSecond: number; readonly startMs?: number; readonly endMs?: number };
  /** Share of the calls that are throttled whatever the rate. */
  readonly mishaps?: number;
  readonly seed?: number;
}

export interface SweepResult extends PaceState {
  readonly seconds: number;
  readonly attempts: number;
  readonly lost: number;
  readonly neighbourCalls: number;
  readonly neighbourThrottles: number;
}

/** Calls under way at a time, as in the sweep of last-accessed reports. */
const WIDTH = 10;
const MAX_ATTEMPTS = 14;

class Throttled extends Error {
  override readonly name = 'ThrottlingException';
}

/** A sweep against an account that is nothing but a token bucket, on a clock of its own. */
export function simulateSweep(options: SweepOptions): Promise<SweepResult> {
  const { calls, limit, latencyMs = 3, neighbour, mishaps = 0, seed = 1 } = options;
  const clock = new SimulatedClock();
  const random = randomFrom(seed);
  const bucket = limit && new TokenBucket(limit, clock.nowMs());
  const pace = new IamPace({ clock, random });
  pace.set(options);
  const count = { attempts: 0, lost: 0, neighbourCalls: 0, neighbourThrottles: 0 };
  let isOver = false;

  const isAdmitted = () => {
    if (bucket === undefined) return true;
    const has = bucket.has(clock.nowMs());
    if (has) bucket.take();
    return has;
  };
  const attempt = async () => {
    count.attempts += 1;
    await clock.sleep(latencyMs / 2);
    const isRefused = (mishaps > 0 && random() < mishaps) || !isAdmitted();
    await clock.sleep(latencyMs / 2);
    if (isRefused) throw new Throttled();
  };
  const call = async () => {
    for (let retries = 0; retries < MAX_ATTEMPTS; retries++) {
      const isGranted = await pace.pass(attempt).then(
        () => true,
        () => false,
      );
      if (isGranted) return;
      await clock.sleep(throttledWaitMs(retries, random));
    }
    count.lost += 1;
  };
  const live = async () => {
    if (!neighbour) return;
    const { perSecond, startMs = 0, endMs = Number.POSITIVE_INFINITY } = neighbour;
    await clock.sleep(startMs);
    while (!isOver && clock.nowMs() < endMs) {
      count.neighbourCalls += 1;
      if (!isAdmitted()) count.neighbourThrottles += 1;
      await clock.sleep(1000 / perSecond);
    }
  };
  const sweep = async () => {
    await inParallel(Array.from({ length: calls }), WIDTH, call);
    isOver = true;
    return { ...pace.state, ...count, seconds: clock.nowMs() / 1000 };
  };
  return clock.run(Promise.all([sweep(), live()]).then(([result]) => ({ ...result, ...count })));
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
