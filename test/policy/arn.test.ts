import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeArn, parseArn } from '../../lib/policy/arn.ts';

describe('parseArn', () => {
  it('takes an ARN to its six parts, of which the last can have colons', () => {
    expect(parseArn('arn:aws-cn:logs:cn-north-1:111122223333:log-group:/app:*')).toEqual({
      partition: 'aws-cn',
      service: 'logs',
      region: 'cn-north-1',
      accountId: '111122223333',
      resource: 'log-group:/app:*',
    });
    expect(parseArn('arn:aws:s3:::reports')).toMatchObject({ region: '', accountId: '', resource: 'reports' });
  });

  it.each(['', '*', 'arn', 'arn:aws:sqs', 'arn:aws:s3::reports', 'urn:aws:s3:::reports'])(
    'knows no ARN in %s',
    (text) => {
      expect(parseArn(text)).toBeNull();
    },
  );
});

describe('completeArn', () => {
  it.each([
    ['arn:aws:sqs', 'arn:aws:sqs:*:*:*'],
    ['arn:aws:sqs:eu-west-1:111122223333', 'arn:aws:sqs:eu-west-1:111122223333:*'],
    ['arn:aws:s3:::reports/a:b', 'arn:aws:s3:::reports/a:b'],
    ['*', '*'],
  ])('completes %s to %s', (resource, expected) => {
    expect(completeArn(resource)).toBe(expected);
  });
});

describe('parseArn on any text', () => {
  it('finds the parts that splitting at colons finds', () => {
    const text = fc
      .array(fc.constantFrom('arn', ':', 'aws', ':', 'iam', '', '111122223333', 'role/a'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (arn) => {
        const [scheme, partition, service, region, accountId, ...rest] = arn.split(':');
        const isArn = scheme === 'arn' && rest.length > 0;
        expect(parseArn(arn)).toEqual(
          isArn ? { partition, service, region, accountId, resource: rest.join(':') } : null,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
