import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingId } from '../../lib/findings/fingerprint.ts';

const role = 'arn:aws:iam::210987654321:role/deploy-pipeline';

describe('findingId', () => {
  it('never changes: the first night of every later version compares with ids of this one', () => {
    expect(findingId('role-unused', role)).toBe('1e598b6bf3177214');
    expect(findingId('access-key-unused', 'arn:aws:iam::210987654321:user/ana', 'key-1')).toBe('3386da1e5272a7a0');
  });

  it('tells a discriminator that is absent from one that is empty', () => {
    expect(findingId('role-unused', role, '')).not.toBe(findingId('role-unused', role));
  });

  it('differs whenever a part differs, wherever the characters stand', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '"', ',', '\\', '\u0000', '\ud800') });
    const parts = fc.tuple(part, part, fc.option(part, { nil: undefined }));
    fc.assert(
      fc.property(parts, parts, (left, right) => {
        expect(findingId(...left) === findingId(...right)).toBe(left.every((value, index) => value === right[index]));
      }),
    );
  });
});
