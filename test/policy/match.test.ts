import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areDisjoint, coversPattern, matchesEverything, matchesPattern } from '../../lib/policy/match.ts';
import { referenceMatches } from './reference-matcher.ts';

const caseSensitive = { caseSensitive: true };
/** Few letters, so that generated patterns and texts meet often. */
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 9 });
const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 9 });

describe('matchesPattern', () => {
  it('agrees with the reference matcher', () => {
    fc.assert(
      fc.property(pattern, text, (p, t) => matchesPattern(p, t, caseSensitive) === referenceMatches(p, t)),
      { numRuns: 20_000 },
    );
  });

  it.each([
    // reference_policies_elements_resource: wildcards within an ARN.
    ['arn:aws:s3:::amzn-s3-demo-bucket/*', 'arn:aws:s3:::amzn-s3-demo-bucket/a/b/c', true],
    ['arn:aws:s3:::amzn-s3-demo-bucket/*/test/*', 'arn:aws:s3:::amzn-s3-demo-bucket/1/2/test/x.jpg', true],
    ['arn:aws:s3:::amzn-s3-demo-bucket/*/test/*', 'arn:aws:s3:::amzn-s3-demo-bucket/1/test', false],
    ['arn:aws:s3:::amzn-s3-demo-bucket/?????', 'arn:aws:s3:::amzn-s3-demo-bucket/12345', true],
    ['arn:aws:s3:::amzn-s3-demo-bucket/?????', 'arn:aws:s3:::amzn-s3-demo-bucket/1234', false],
    // A wildcard spans the parts of an ARN.
    ['arn:aws:iam::*:role/admin', 'arn:aws:iam::111122223333:role/admin', true],
    ['arn:aws:dynamodb:*', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders', true],
    ['arn:aws:s3:::data', 'arn:aws:s3:::data/', false],
    ['*', '', true],
    ['', '', true],
    ['?', '', false],
    ['**', 'x', true],
    ['a*b*', 'ab', true],
    ['a*a', 'a', false],
    ['*a?c*', 'aabcabd', true],
  ])('says of %s and %s: %s', (p, t, expected) => {
    expect(matchesPattern(p, t, caseSensitive)).toBe(expected);
  });

  it('can disregard case', () => {
    expect(matchesPattern('S3:get*', 's3:GetObject', { caseSensitive: false })).toBe(true);
    expect(matchesPattern('S3:get*', 's3:GetObject', caseSensitive)).toBe(false);
  });

  it.each([
    ['*a*a*a*', 'a'.repeat(10_240)],
    ['*a'.repeat(5_000), `${'a'.repeat(10_000)}b`],
    [`*${'a'.repeat(5_000)}b*`, 'a'.repeat(10_240)],
    [`*b${'a'.repeat(5_000)}*`, 'a'.repeat(10_240)],
    [`*${'?a'.repeat(500)}b*`, 'a'.repeat(2_048)],
  ])('does not take longer for a pattern made to be slow (%#)', (p, t) => {
    const best = Math.min(...Array.from({ length: 5 }, () => timeMs(() => matchesPattern(p, t, caseSensitive))));
    expect(best).toBeLessThan(1);
  });
});

describe('coversPattern', () => {
  it('never claims to cover a pattern that matches more', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (broad, narrow, t) => {
        return !coversPattern(broad, narrow) || !referenceMatches(narrow, t) || referenceMatches(broad, t);
      }),
      { numRuns: 50_000 },
    );
  });

  it.each([
    ['s3:*', 's3:get*', true],
    ['s3:get*', 's3:*', false],
    ['*', '*', true],
    ['a?', 'a*', false],
    ['a*', 'a?', true],
    ['?', '?', true],
  ])('says of %s and %s: %s', (broad, narrow, expected) => {
    expect(coversPattern(broad, narrow)).toBe(expected);
  });
});

describe('areDisjoint', () => {
  it('never calls patterns disjoint that match a common text', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (a, b, t) => {
        return !areDisjoint(a, b) || !referenceMatches(a, t) || !referenceMatches(b, t);
      }),
      { numRuns: 50_000 },
    );
  });

  it.each([
    ['iam:*', 'newservice:*', true],
    ['s3:Get*', 's3:GetObject', false],
    ['s3:GetObject', 's3:GetObjectAcl', true],
    ['*', 's3:GetObject', false],
  ])('says of %s and %s: %s', (a, b, expected) => {
    expect(areDisjoint(a, b)).toBe(expected);
  });
});

describe('matchesEverything', () => {
  it.each([
    ['*', true],
    ['***', true],
    ['', false],
    ['*?', false],
    ['arn:*', false],
  ])('says of %s: %s', (p, expected) => {
    expect(matchesEverything(p)).toBe(expected);
  });
});

function timeMs(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
