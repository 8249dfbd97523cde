import { describe, expect, it } from 'vitest';
import { Pace } from '../../lib/aws/pace.ts';
import { SimulatedClock } from './pace/simulated-clock.ts';

/** When each of so many calls leaves, in milliseconds. */
function departures(clock: SimulatedClock, pace: Pace, calls: number): Promise<readonly number[]> {
  const leave = async () => {
    await pace.take();
    return clock.nowMs();
  };
  return clock.run(Promise.all(Array.from({ length: calls }, leave)));
}

describe('Pace', () => {
  it('lets calls leave evenly, however many come at once', async () => {
    const clock = new SimulatedClock();
    const pace = new Pace(clock);
    pace.limitTo(4);
    expect(await departures(clock, pace, 4)).toEqual([0, 250, 500, 750]);
  });

  it('saves up nothing while nobody asks', async () => {
    const clock = new SimulatedClock();
    const pace = new Pace(clock);
    pace.limitTo(4);
    await departures(clock, pace, 1);
    await clock.run(clock.sleep(60_000));
    expect(await departures(clock, pace, 2)).toEqual([60_000, 60_250]);
  });

  it('holds nothing back until it is limited', async () => {
    const clock = new SimulatedClock();
    const pace = new Pace(clock);
    expect(await departures(clock, pace, 3)).toEqual([0, 0, 0]);
    expect(pace.waitedMs).toBe(0);
  });

  it('keeps to its rate when timers ring late', async () => {
    const clock = new SimulatedClock();
    const late = { nowMs: () => clock.nowMs(), sleep: (ms: number) => clock.sleep(ms + 7) };
    const pace = new Pace(late);
    pace.limitTo(50);
    const times = await departures(clock, pace, 101);
    expect(times.at(-1)).toBe(100 * 20 + 7);
  });

  it('makes those wait out a pause who wait already', async () => {
    const clock = new SimulatedClock();
    const pace = new Pace(clock);
    pace.limitTo(10);
    const times = departures(clock, pace, 3);
    pace.pause(1_000);
    expect(await times).toEqual([1_000, 1_100, 1_200]);
    expect(pace.waitedMs).toBe(1_200);
  });
});
