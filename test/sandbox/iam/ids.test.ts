import { describe, expect, it } from 'vitest';
import { chance, uniqueId, uuid } from '../../../lib/sandbox/iam/ids.ts';

const arn = 'arn:aws:iam::111122223333:role/deploy';

describe('uniqueId', () => {
  it('is as long as AWS makes it', () => {
    expect(uniqueId('AROA', 'seed', arn)).toMatch(/^AROA[A-Z2-7]{17}$/);
    expect(uniqueId('AKIA', 'seed', arn)).toMatch(/^AKIA[A-Z2-7]{16}$/);
  });

  it('follows from the seed and what it names', () => {
    expect(uniqueId('AROA', 'seed', arn)).toBe(uniqueId('AROA', 'seed', arn));
    expect(uniqueId('AROA', 'seed', arn)).not.toBe(uniqueId('AROA', 'other', arn));
    expect(uniqueId('AROA', 'seed', arn)).not.toBe(uniqueId('AROA', 'seed', `${arn}2`));
  });
});

describe('uuid', () => {
  it('has the 36 characters of a job id', () => {
    expect(uuid('seed', 'job/1')).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });
});

describe('chance', () => {
  it('spreads evenly over [0, 1)', () => {
    const below = Array.from({ length: 1000 }, (_, index) => chance('seed', `job/${index}`)).filter((at) => at < 0.2);
    expect(below.length).toBeGreaterThan(150);
    expect(below.length).toBeLessThan(250);
  });
});
