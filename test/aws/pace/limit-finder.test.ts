import { describe, expect, it } from 'vitest';
import { LimitFinder } from '../../../lib/aws/pace/limit-finder.ts';
import { type PaceMode, rulesByMode } from '../../../lib/aws/pace/modes.ts';

const finder = (mode: PaceMode) => new LimitFinder(rulesByMode[mode], () => 0);

/** So many calls granted, one each so many milliseconds; answers when the next one is due. */
function grant(to: LimitFinder, calls: number, fromMs: number, everyMs: number): number {
  for (let call = 0; call < calls; call++) {
    to.sent(fromMs + call * everyMs);
    to.granted(fromMs + call * everyMs);
  }
  return fromMs + calls * everyMs;
}

/** Calls that are throttled as soon as they are sent; answers the pause after the last. */
function throttle(to: LimitFinder, atMs: number, calls = 2): number {
  let pauseMs = 0;
  for (let call = 0; call < calls; call++) {
    to.sent(atMs + call);
    pauseMs = to.throttled(atMs + call, atMs + call);
  }
  return pauseMs;
}

/** A gentle finder that has met a limit of ten calls a second; answers with the time. */
function gentleAtTen(): { readonly found: LimitFinder; readonly nowMs: number } {
  const found = finder('gentle');
  // A bucket of 20 that fills by 10 a second: 25 calls in half a second, and it is empty.
  const nowMs = grant(found, 25, 0, 20);
  throttle(found, nowMs);
  return { found, nowMs };
}

describe('LimitFinder', () => {
  it('knows no limit before the first throttle', () => {
    const fast = finder('fast');
    grant(fast, 5_000, 0, 1);
    expect([fast.limit, fast.callsPerSecond]).toEqual([null, Number.POSITIVE_INFINITY]);
  });

  it('starts gently and rises with every call that is granted', () => {
    const gentle = finder('gentle');
    expect(gentle.callsPerSecond).toBe(4);
    grant(gentle, 3, 0, 100);
    expect(gentle.callsPerSecond).toBe(4 + 3 * 3);
  });

  it('works the limit out from what a full bucket granted until it was empty', () => {
    const { found } = gentleAtTen();
    expect(found.limit).toBeCloseTo(10, 0);
    expect(found.callsPerSecond).toBeCloseTo(7.5, 0);
  });

  it('counts calls that are not answered yet for granted', () => {
    const gentle = finder('gentle');
    gentle.sent(0);
    grant(gentle, 24, 20, 20);
    throttle(gentle, 500);
    expect(gentle.limit).toBeCloseTo(10, 0);
  });

  it('lets more calls be under way the more are granted, and as many as there are when it knows the limit', () => {
    const gentle = finder('gentle');
    expect(gentle.callsUnderWay).toBe(1);
    const nowMs = grant(gentle, 25, 0, 20);
    expect(gentle.callsUnderWay).toBe(3);
    throttle(gentle, nowMs);
    expect(gentle.callsUnderWay).toBe(Number.POSITIVE_INFINITY);
  });

  it('works it out from what was granted since the bucket was last empty, whatever the bucket holds', () => {
    const { found, nowMs } = gentleAtTen();
    const laterMs = grant(found, 180, nowMs + 100, 50);
    throttle(found, laterMs, 3);
    expect(found.limit).toBeCloseTo(8, 0);
  });

  it('answers one rush of throttles once', () => {
    const { found, nowMs } = gentleAtTen();
    const before = found.callsPerSecond;
    const pauses = [5, 10, 15].map((agoMs) => found.throttled(nowMs - agoMs, nowMs + 30));
    expect(pauses).toEqual([0, 0, 0]);
    expect(found.callsPerSecond).toBe(before);
  });

  it('pauses after a throttle for the time of a few calls, and a little longer by chance', () => {
    const pauseWith = (random: number) => {
      const gentle = new LimitFinder(rulesByMode.gentle, () => random);
      grant(gentle, 25, 0, 20);
      return throttle(gentle, 500);
    };
    expect(pauseWith(0)).toBeCloseTo(5_000 / 7.65, -1);
    expect(pauseWith(1)).toBeCloseTo(1.5 * pauseWith(0));
  });

  it('does not believe a lone throttle when it knows the limit', () => {
    const { found, nowMs } = gentleAtTen();
    const before = found.callsPerSecond;
    const laterMs = grant(found, 100, nowMs + 100, 133);
    expect(throttle(found, laterMs, 1)).toBe(0);
    expect(found.callsPerSecond).toBe(before);
  });

  it('never goes down by more than half at a time, nor below a call in two seconds', () => {
    const { found, nowMs } = gentleAtTen();
    let laterMs = nowMs;
    const limits = Array.from({ length: 6 }, () => {
      laterMs = grant(found, 300, laterMs + 1_000, 4_000);
      throttle(found, laterMs, 3);
      return found.limit;
    });
    const first = 25.5 / 2.5;
    expect(limits).toEqual([2, 4, 8, 16, 32, 64].map((by) => expect.closeTo(Math.max(first / by, 0.5), 0)));
    expect(found.callsPerSecond).toBe(0.5);
  });

  it('stays where it is for a thousand calls before it probes for more', () => {
    const { found, nowMs } = gentleAtTen();
    const before = found.callsPerSecond;
    const laterMs = grant(found, 1_000, nowMs + 100, 133);
    expect(found.callsPerSecond).toBe(before);
    grant(found, 50, laterMs, 133);
    expect(found.callsPerSecond).toBeCloseTo(2 * before);
  });

  it('does not believe a lone throttle where none came before', () => {
    const gentle = finder('gentle');
    grant(gentle, 25, 0, 20);
    expect(throttle(gentle, 500, 1)).toBe(0);
    expect(gentle.limit).toBeNull();
  });

  it('forgets a limit that was found by what turns out to be chance, and is soon as fast as before', () => {
    const { found, nowMs } = gentleAtTen();
    const steady = found.callsPerSecond;
    let laterMs = nowMs + 1_000;
    for (let time = 0; time < 4; time++) {
      throttle(found, laterMs, 1);
      laterMs = grant(found, 20, laterMs + 10, 133);
    }
    expect(found.limit).toBeNull();
    grant(found, 30, laterMs, 20);
    expect(found.callsPerSecond).toBeGreaterThan(steady + 90);
  });

  it('takes throttles before anything was granted for what others do, and soon asks for more', () => {
    const gentle = finder('gentle');
    throttle(gentle, 0);
    expect([gentle.limit, gentle.callsPerSecond]).toEqual([2, 1.5]);
    grant(gentle, 30, 5_000, 600);
    expect(gentle.callsPerSecond).toBeCloseTo(3);
  });
});
