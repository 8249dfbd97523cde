import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareInstants, isInside, isSameSecond, newest, windowOf } from '../../lib/checks/instants.ts';
import { daysAgo, NOW } from '../builders/time.ts';

describe('compareInstants', () => {
  it('orders instants of any precision by time', () => {
    const instant = fc
      .tuple(fc.date({ min: new Date('2020-01-01'), max: new Date('2020-01-02'), noInvalidDate: true }), fc.boolean())
      .map(([date, isShort]) => (isShort ? date.toISOString().replace(/\.\d+/, '') : date.toISOString()));
    fc.assert(
      fc.property(instant, instant, (left, right) => {
        expect(Math.sign(compareInstants(left, right))).toBe(Math.sign(Date.parse(left) - Date.parse(right)));
      }),
    );
  });
});

describe('isInside', () => {
  it('takes both ends of the window, and what is younger than the clock', () => {
    const window = windowOf(NOW, 90);
    expect([daysAgo(90), NOW.toISOString(), daysAgo(-1)].map((at) => isInside(window, at))).toEqual([true, true, true]);
    expect(isInside(window, '2026-08-24T02:59:59Z')).toBe(false);
    expect(isInside(window, '2026-08-24T03:00:00Z')).toBe(true);
  });
});

describe('newest', () => {
  it('leaves out what has no date', () => {
    expect(newest([null, daysAgo(3), daysAgo(1), daysAgo(2)])).toBe(daysAgo(1));
    expect(newest([null])).toBeNull();
  });
});

describe('isSameSecond', () => {
  it('knows an instant again in the whole seconds of the credential report', () => {
    expect(isSameSecond('2026-01-01T00:00:00.900Z', '2026-01-01T00:00:00Z')).toBe(true);
    expect(isSameSecond('2026-01-01T00:00:01Z', '2026-01-01T00:00:00Z')).toBe(false);
    expect(isSameSecond(null, null)).toBe(false);
  });
});
