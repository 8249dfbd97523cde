import { describe, expect, it } from 'vitest';
import { keyRotationOff } from '../../../lib/checks/serverless/key-rotation-off.ts';
import { anAccount } from '../../builders/an-account.ts';
import { type KeySpec, keyArn, kmsKeys } from '../../builders/keys.ts';
import { runCheck } from '../run-check.ts';

const account = (specs: Readonly<Record<string, KeySpec>>) => anAccount().with(kmsKeys(specs));
const run = (specs: Readonly<Record<string, KeySpec>>) => runCheck(keyRotationOff, account(specs));

describe('key-rotation-off', () => {
  it('reports a key that could be rotated', () => {
    const { findings } = run({ orders: { isOn: false, aliases: ['alias/orders'] } });
    expect(findings).toMatchObject([
      {
        severity: 'low',
        resource: { arn: keyArn('orders'), type: 'AWS::KMS::Key' },
        evidence: { region: 'eu-west-1', aliases: ['alias/orders'] },
      },
    ]);
    expect(findings.map(keyRotationOff.describe)).toEqual(['Key orders (alias/orders) of eu-west-1 is not rotated.']);
    expect(findings.map((finding) => keyRotationOff.remediate(finding).commands)).toEqual([
      ["aws kms enable-key-rotation --key-id 'arn:aws:kms:eu-west-1:111122223333:key/orders' --region 'eu-west-1'"],
    ]);
  });

  it('passes a key that is rotated, and one that KMS cannot rotate', () => {
    expect(run({ orders: {}, signing: { isOn: false, exempt: 'it is asymmetric' } }).status).toBe('pass');
  });

  it('does not know of a key that was not asked about', () => {
    expect(run({ orders: { isOn: null } }).unknown).toMatchObject([
      { resourceArn: keyArn('orders'), code: 'not-collected' },
    ]);
  });

  it('keeps what it found in a Region that does not answer tonight', () => {
    const story = account({}).withCoverage('kms-keys', {
      status: 'partial',
      reason: 'us-east-1: no answer',
      dataAsOf: null,
    });
    expect(runCheck(keyRotationOff, story).unknown).toMatchObject([
      { code: 'not-collected', reason: 'kms-keys partial: us-east-1: no answer' },
    ]);
  });

  it.each(['kms-keys', 'key-rotation'] as const)('does not know without %s', (source) => {
    expect(runCheck(keyRotationOff, account({ orders: { isOn: false } }).without(source)).status).toBe('unknown');
  });
});
