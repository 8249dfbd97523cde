import { describe, expect, it } from 'vitest';
import { trackedSince } from '../../lib/policy/tracked-regions.ts';

describe('trackedSince', () => {
  it.each([
    ['us-east-1', '2015-10-01'],
    ['ap-southeast-4', '2023-01-23'],
    ['il-central-1', '2023-08-01'],
    ['us-gov-west-1', '2023-07-01'],
  ])('knows since when %s is tracked', (region, date) => {
    expect(trackedSince(region)).toBe(date);
  });

  it.each([
    'ca-west-1',
    'mx-central-1',
    'ap-southeast-5',
    'ap-southeast-6',
    'ap-southeast-7',
    'ap-east-2',
    'cn-north-1',
  ])('says that %s is not tracked', (region) => {
    expect(trackedSince(region)).toBeNull();
  });
});
