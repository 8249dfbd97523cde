import { describe, expect, it } from 'vitest';
import { contentHash, parameterJson } from '../../../lib/publish/store/piece.ts';

describe('parameterJson', () => {
  it.each(['{{', '{{{', 'a{{{{b', '{{ssm:secret}}', '\\{{', '"{{"', '{', '{ {'])(
    'writes %s so that Parameter Store takes it',
    (text) => {
      const json = parameterJson({ nested: [{ [text]: text }] });
      expect(json).not.toContain('{{');
      expect(JSON.parse(json)).toEqual({ nested: [{ [text]: text }] });
    },
  );
});

describe('contentHash', () => {
  it('is the first 16 hex characters of the SHA-256', () => {
    expect(contentHash('abc')).toBe('ba7816bf8f01cfea');
  });
});
