import { describe, expect, it } from 'vitest';
import { checkedPageSize, checkListLength } from '../../lib/sandbox/constraints.ts';
import { expectAwsError } from './calling.ts';

describe('checkedPageSize', () => {
  const sizes = { initial: 10, maximum: 50 };

  it('is what was asked for, or the initial size', () => {
    expect([undefined, 1, 50].map((requested) => checkedPageSize(requested, sizes))).toEqual([10, 1, 50]);
  });

  it.each([
    [0, 'greater than or equal to 1'],
    [51, 'less than or equal to 50'],
  ])('refuses %i in the words of AWS', (requested, constraint) => {
    const { message } = expectAwsError('ValidationException', () => checkedPageSize(requested, sizes));
    expect(message).toBe(
      `1 validation error detected: Value '${requested}' at 'maxResults' failed to satisfy constraint: Member must have value ${constraint}`,
    );
  });
});

describe('checkListLength', () => {
  it('takes one to as many as allowed', () => {
    expect(() => checkListLength('names', ['a', 'b'], 2)).not.toThrow();
    expectAwsError('ValidationException', () => checkListLength('names', [], 2));
    expectAwsError('ValidationException', () => checkListLength('names', ['a', 'b', 'c'], 2));
  });
});
