import { describe, expect, it } from 'vitest';
import { isKnownKey, kmsKeyArn } from '../../lib/sandbox/kms-keys.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const arn = `arn:aws:kms:eu-west-1:111122223333:key/${id}`;

describe('isKnownKey', () => {
  it.each([
    [id, [arn], true],
    [arn, [id], true],
    ['alias/auditor', ['alias/auditor'], true],
    ['arn:aws-cn:kms:cn-north-1:111122223333:alias/auditor', ['alias/auditor'], true],
    ['alias/aws/ssm', [], true],
    ['alias/aws/s3', [], false],
    ['auditor', ['alias/auditor'], false],
    ['', ['alias/auditor'], false],
  ])('%s among %j: %s', (keyId, known, answer) => {
    expect(isKnownKey(keyId, known, 'alias/aws/ssm')).toBe(answer);
  });
});

describe('kmsKeyArn', () => {
  it.each([
    [id, arn],
    [arn, arn],
    ['alias/auditor', 'arn:aws:kms:eu-west-1:111122223333:alias/auditor'],
  ])('writes %s as %s', (keyId, expected) => {
    expect(kmsKeyArn(keyId, { partition: 'aws', region: 'eu-west-1', accountId: '111122223333' })).toBe(expected);
  });
});
