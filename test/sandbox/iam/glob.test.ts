import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatches } from '../../../lib/sandbox/iam/glob.ts';

describe('globMatches', () => {
  it.each([
    ['*', 's3', true],
    ['s3', 'S3', true],
    ['s?', 's3', true],
    ['s?', 's', false],
    ['elastic*', 'elasticache', true],
    ['*map*', 'elasticmapreduce', true],
    ['s3', 's3express', false],
    ['', 's3', false],
    ['', '', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-b-b-d', false],
    ['s3:Get*', 's3:getobject', true],
    ['.*', 'anything', false],
  ])('%s against %s: %s', (pattern, text, expected) => {
    expect(globMatches(pattern, text)).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const letters = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 8 });
    fc.assert(
      fc.property(letters('ab*?'), letters('ab'), (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(globMatches(pattern, text)).toBe(expression.test(text));
      }),
    );
  });

  it('takes no long time over a pattern that is made to', () => {
    expect(globMatches(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
  });
});
