import { describe, expect, it } from 'vitest';
import { Chance, type Rate, type Sign } from '../../../lib/aws/pace/chance.ts';

const rush = { throttledShare: 0.7, odds: 1_000 };

/** One call after the other: `.` is granted, `x` is throttled. Answers what the calls were a sign of, one for each sign. */
function see(chance: Chance, calls: string, rate: Rate = 'unlimited'): readonly Sign[] {
  return [...calls].flatMap((call) => chance.saw(call === 'x' ? 'throttled' : 'granted', rush, rate) ?? []);
}

/** Somebody who has seen every tenth of 200 calls throttled, below a limit. */
function usedToATenth(): Chance {
  const chance = new Chance();
  see(chance, 'x.........'.repeat(20), 'below');
  return chance;
}

describe('Chance', () => {
  it('takes a lone throttle for chance, wherever it comes', () => {
    expect(see(new Chance(), 'x.....')).toEqual([]);
    expect(see(new Chance(), '.....x.....')).toEqual([]);
  });

  it('takes two throttles together for a limit where nothing was throttled before', () => {
    expect(see(new Chance(), '..........xx')).toEqual([{ granted: 0, throttled: 2, ...rush }]);
    expect(see(new Chance(), '..........x.x')).toEqual([{ granted: 1, throttled: 2, ...rush }]);
  });

  it.each([
    { seen: 'every tenth', before: 'x.........', needs: 4 },
    { seen: 'every thirtieth', before: `x${'.'.repeat(29)}`, needs: 3 },
    { seen: 'none', before: '.'.repeat(30), needs: 2 },
  ])('takes more throttles to believe in a limit the more came by chance ($seen)', ({ before, needs }) => {
    const chance = new Chance();
    see(chance, before.repeat(10));
    expect(see(chance, 'x'.repeat(needs - 1))).toEqual([]);
    expect(see(chance, 'x')).toHaveLength(1);
  });

  it('learns nothing of chance above the limit', () => {
    const chance = new Chance();
    see(chance, 'x.........'.repeat(20), 'above');
    expect(see(chance, 'xx')).toHaveLength(1);
  });

  it('forgets what came long ago', () => {
    const chance = usedToATenth();
    see(chance, '.'.repeat(2_000), 'below');
    expect(see(chance, 'xx')).toHaveLength(1);
  });

  it('explains a sign once it has seen that as much comes by chance', () => {
    const chance = new Chance();
    const [sign] = see(chance, 'xx');
    if (!sign) throw new Error('two throttles together are a sign');
    expect(chance.mayExplain(sign)).toBe(false);
    see(chance, 'x.........'.repeat(4), 'below');
    expect(chance.mayExplain(sign)).toBe(true);
  });

  it('does not take the first sign below the limit for chance, but the one that comes after slowing down', () => {
    const chance = new Chance();
    const [sign] = see(chance, '..........xx', 'below');
    if (!sign) throw new Error('two throttles together are a sign');
    see(chance, '..........', 'below');
    expect(chance.mayExplain(sign)).toBe(false);
    see(chance, 'xx', 'below');
    expect(chance.mayExplain(sign)).toBe(true);
  });
});
