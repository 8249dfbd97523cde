import { describe, expect, it } from 'vitest';
import { describeCondition } from '../../lib/policy/describe-condition.ts';

const describeOne = (operator: string, values: readonly string[], key = 'aws:SourceIp') =>
  describeCondition({ operator, key, values });

describe('describeCondition', () => {
  it.each<[string, readonly string[], string]>([
    ['StringEquals', ['a'], 'aws:SourceIp is "a"'],
    ['stringequals', ['a', 'b'], 'aws:SourceIp is one of "a", "b"'],
    ['StringNotLike', ['a*'], 'aws:SourceIp does not match "a*"'],
    ['NotIpAddress', ['10.0.0.0/8', '192.0.2.0/24'], 'aws:SourceIp is in none of "10.0.0.0/8", "192.0.2.0/24"'],
    ['BoolIfExists', ['true'], 'aws:SourceIp is "true", or it is not in the request'],
    ['ForAllValues:StringEquals', ['a'], 'every value of aws:SourceIp is "a", or it is not in the request'],
    ['ForAnyValue:StringLike', ['a', 'b'], 'some value of aws:SourceIp matches one of "a", "b"'],
    ['DateGreaterThan', ['2026-01-01'], 'aws:SourceIp is after "2026-01-01"'],
    ['Null', ['true'], 'aws:SourceIp is not in the request'],
    ['Null', ['false'], 'aws:SourceIp is in the request'],
    ['StringMatches', ['a'], 'aws:SourceIp "StringMatches" "a"'],
    ['StringEquals', [], 'aws:SourceIp is one of nothing'],
  ])('%s %j: %s', (operator, values, words) => {
    expect(describeOne(operator, values)).toBe(words);
  });

  it('names five values and says how many more there are', () => {
    expect(describeOne('StringEquals', ['1', '2', '3', '4', '5', '6', '7'])).toBe(
      'aws:SourceIp is one of "1", "2", "3", "4", "5" and 2 more',
    );
  });

  it('cuts off what is long', () => {
    const long = 'x'.repeat(100_000);
    expect(describeOne(long, [long], long).length).toBeLessThan(200);
  });
});
