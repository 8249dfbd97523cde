import { describe, expect, it } from 'vitest';
import { resolveTime } from '../../lib/sandbox/time.ts';

const now = new Date('2026-11-23T03:00:00.750Z');

describe('resolveTime', () => {
  it.each([
    ['-3d', '2026-11-20T03:00:00.000Z'],
    ['-26h', '2026-11-22T01:00:00.000Z'],
    ['-90m', '2026-11-23T01:30:00.000Z'],
    ['+10d', '2026-12-03T03:00:00.000Z'],
    ['-0.5d', '2026-11-22T15:00:00.000Z'],
    ['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z'],
    ['2026-03-01T12:00:00.900Z', '2026-03-01T12:00:00.000Z'],
  ])('reads %s, in whole seconds', (text, instant) => {
    expect(resolveTime(text, now).toISOString()).toBe(instant);
  });
});
