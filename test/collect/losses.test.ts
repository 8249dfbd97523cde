import { describe, expect, it } from 'vitest';
import { summariseLosses } from '../../lib/collect/losses.ts';

const read = { status: 'read' } as const;
const failed = (reason: string) => ({ status: 'failed', reason }) as const;
const denied = { status: 'denied', reason: 'Access denied' } as const;

describe('summariseLosses', () => {
  it('has no gap when everything was read', () => {
    expect(summariseLosses([read, read], 'reports')).toEqual({ wanted: 2, read: 2 });
  });

  it('does not want what is gone', () => {
    expect(summariseLosses([read, { status: 'gone', reason: 'Not found' }], 'reports')).toEqual({ wanted: 1, read: 1 });
  });

  it('counts reasons, the most frequent first', () => {
    const pieces = [
      read,
      failed('timeout'),
      failed('throttled'),
      failed('throttled'),
      failed('a'),
      failed('b'),
      failed('c'),
    ];
    expect(summariseLosses(pieces, 'reports')).toEqual({
      wanted: 7,
      read: 1,
      gaps: ['6 of 7 reports could not be read: 2 x throttled; 1 x timeout; 1 x a; 2 more reasons'],
    });
  });

  it.each([
    ['denied', [denied, denied]],
    ['failed', [denied, failed('timeout')]],
  ])('is %s when nothing at all was read', (status, pieces) => {
    expect(summariseLosses(pieces, 'reports')).toMatchObject({ status, read: 0 });
  });
});
