import { describe, expect, it } from 'vitest';
import { hashOf, listParam, parseHash } from '../../../lib/report/page/app/route.ts';

describe('parseHash', () => {
  it.each(['', '#', '#/', '#findings', 'javascript:alert(1)', '#//evil.example'])(
    'takes %j for the first view',
    (hash) => {
      expect(parseHash(hash)).toEqual({ view: 'overview', params: {} });
    },
  );

  it('gives back what hashOf was given', () => {
    const params = { q: 'a&b=c #1 "ü"', severity: 'critical,high', resource: 'arn:aws:iam::111122223333:role/x\u202e' };
    expect(parseHash(hashOf('findings', params))).toEqual({ view: 'findings', params });
  });

  it('leaves out what is not asked for', () => {
    expect(hashOf('findings', { q: '', id: undefined })).toBe('#/findings');
    expect(parseHash('#/findings?q=&severity=low').params).toEqual({ severity: 'low' });
  });
});

describe('listParam', () => {
  it('has the values of a parameter, and none where it is not there', () => {
    expect(listParam({ severity: 'critical,high' }, 'severity')).toEqual(['critical', 'high']);
    expect(listParam({}, 'severity')).toEqual([]);
    expect(listParam({}, 'toString')).toEqual([]);
  });
});
