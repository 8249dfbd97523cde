import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canMatchSame } from '../../../lib/policy/lint/can-match-same.ts';
import { referenceMatches } from '../reference-matcher.ts';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 5 });
/** Every text of the letters that patterns are made of, up to a length that any two of them can have in common. */
const texts = Array.from({ length: 11 }, (_, length) => length)
  .reduce<string[][]>(
    (shorter) => [...shorter, (shorter.at(-1) ?? []).flatMap((text) => [`${text}a`, `${text}b`])],
    [['']],
  )
  .flat();

describe('canMatchSame', () => {
  it('says whether there is a text that matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        expect(canMatchSame(a, b)).toBe(texts.some((text) => referenceMatches(a, text) && referenceMatches(b, text)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['arn:*:s3:::*/*', 'arn:aws:s3:::reports/2026/*', true],
    ['arn:*:s3:::*/*', 'arn:aws:s3:::reports', false],
    ['arn:*:s3:::*', 'arn:aws:s3:::reports/2026/*', true],
    ['arn:*:iam::*:role/*', 'arn:aws:iam::111122223333:user/alice', false],
    ['arn:*:ec2:*:*:instance/*', 'arn:aws:ec2:*', true],
  ])('says of %s and %s: %s', (a, b, expected) => {
    expect(canMatchSame(a, b)).toBe(expected);
    expect(canMatchSame(b, a)).toBe(expected);
  });
});
