import { describe, expect, it } from 'vitest';
import { Pace } from '../../lib/aws/pace.ts';

describe('Pace', () => {
  it('lets requests leave evenly at the ceiling, however many ask at once', async () => {
    const waits: number[] = [];
    const pace = new Pace({ nowMs: () => 1_000, sleep: async (ms) => waits.push(ms) });
    pace.limitTo(4);
    await Promise.all([pace.take(), pace.take(), pace.take(), pace.take()]);
    expect(waits).toEqual([250, 500, 750]);
  });

  it('saves up nothing while nobody asks', async () => {
    let nowMs = 0;
    const waits: number[] = [];
    const pace = new Pace({ nowMs: () => nowMs, sleep: async (ms) => waits.push(ms) });
    pace.limitTo(4);
    await pace.take();
    nowMs = 60_000;
    await pace.take();
    await pace.take();
    expect(waits).toEqual([250]);
  });

  it('holds nothing back until a ceiling is set', async () => {
    const waits: number[] = [];
    const pace = new Pace({ nowMs: () => 1_000, sleep: async (ms) => waits.push(ms) });
    await Promise.all([pace.take(), pace.take()]);
    pace.limitTo(4);
    await Promise.all([pace.take(), pace.take()]);
    expect(waits).toEqual([250]);
  });
});
