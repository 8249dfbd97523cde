import { describe, expect, it } from 'vitest';
import { AuditProgress } from '../../lib/cli/audit-progress.ts';

function aRun() {
  const cost = { calls: 0, attempts: 0, throttles: 0, failures: 0, operations: [] };
  let nowMs = 0;
  const progress = new AuditProgress({ ledger: { snapshot: () => ({ ...cost }) }, clock: () => nowMs });
  return {
    progress,
    /** Some seconds later, with so many calls made and refused by then. */
    later: (seconds: number, calls: number, throttles = 0) => {
      nowMs += seconds * 1000;
      Object.assign(cost, { calls, throttles });
    },
    asks: (asked: number, done: number, total = 500) =>
      progress.step({ source: 'last-accessed', message: 'last-accessed: ...', asked, done, total }),
  };
}

describe('AuditProgress', () => {
  it('says what is read, and what that has cost so far', () => {
    const { progress, later } = aRun();
    progress.parts();
    progress.step({ source: 'trails', message: 'trails: complete' });
    later(4, 18);
    expect(progress.parts()).toEqual(['trails: complete', '18 calls', '4.5 calls/s']);
  });

  it('says how many principals IAM was asked about, and what is still to come', () => {
    const { progress, later, asks } = aRun();
    later(0, 18);
    asks(0, 0);
    progress.parts();
    later(10, 218, 3);
    asks(200, 0);
    expect(progress.parts()).toEqual([
      'asking IAM about 200 of 500 principals, 0 answered',
      'about 40 s left',
      '218 of 1,018 calls',
      '20 calls/s',
      '3 throttled',
    ]);
  });

  it('makes no estimate before there is something to make it from', () => {
    const { progress, later, asks } = aRun();
    asks(0, 0);
    later(4, 80);
    asks(80, 0);
    expect(progress.parts().filter((part) => part.endsWith('left'))).toEqual([]);
  });

  it.each([
    [1_000, 0, 'about 50 s left'],
    [9_000, 0, 'about 7 min left'],
    [100, 95, 'a few seconds left'],
    [200_000, 0, 'about 3 h left'],
  ])('is no more exact than it can be: %i principals, %i answered', (total, done, left) => {
    const { progress, later, asks } = aRun();
    asks(0, 0, total);
    later(done === 0 ? 5 : 10, 200);
    asks(Math.max(200 - done, done), done, total);
    expect(progress.parts()).toContain(left);
  });

  it('tells of other things again when the last one has answered', () => {
    const { progress, later, asks } = aRun();
    asks(500, 500);
    later(2, 1_018);
    expect(progress.parts()[0]).toBe('last-accessed: ...');
    progress.say('storing findings');
    expect(progress.parts()[0]).toBe('storing findings');
  });
});
