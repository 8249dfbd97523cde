import { describe, expect, it } from 'vitest';
import { nearestOf } from '../../lib/policy/nearest-of.ts';

describe('nearestOf', () => {
  it('takes the first of those that are as near', () => {
    expect(nearestOf('abcd', ['abxx', 'abcx', 'abcy'])).toBe('abcx');
    expect(nearestOf('abcd', [])).toBeNull();
  });

  it('allows one slip in three characters', () => {
    expect(nearestOf('abc', ['abx'])).toBe('abx');
    expect(nearestOf('abc', ['axx'])).toBeNull();
  });
});
