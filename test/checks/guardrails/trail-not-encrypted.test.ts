import { describe, expect, it } from 'vitest';
import { trailNotEncrypted } from '../../../lib/checks/guardrails/trail-not-encrypted.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead } from './a-trail.ts';

describe('trail-not-encrypted', () => {
  it('reports a trail without a KMS key', () => {
    const run = runCheck(trailNotEncrypted, anAccountWithTrails(aTrail('open', { kmsKeyId: null }), aTrail('own')));
    expect(run.findings).toMatchObject([
      { severity: 'low', resource: { name: 'open' }, evidence: { s3BucketName: 'northwind-cloudtrail' } },
    ]);
    expect(run.findings.map(trailNotEncrypted.describe)).toEqual([
      'Trail open of eu-west-1 has no KMS key for its log files in bucket northwind-cloudtrail.',
    ]);
    expect(run.findings.map((finding) => trailNotEncrypted.remediate(finding).commands)).toEqual([undefined]);
  });

  it('passes a trail with a key', () => {
    expect(runCheck(trailNotEncrypted, anAccountWithTrails(aTrail('own'))).status).toBe('pass');
  });

  it('says that a Region was not read', () => {
    expect(runCheck(trailNotEncrypted, partlyRead(anAccountWithTrails(aTrail('own')))).unknown).toMatchObject([
      { resourceArn: ACCOUNT_ARN, code: 'not-collected' },
    ]);
  });

  it('has nothing to say without trails, and is unknown when they were not read', () => {
    expect(runCheck(trailNotEncrypted, anAccount()).status).toBe('not-applicable');
    expect(runCheck(trailNotEncrypted, anAccount().without('trails')).status).toBe('unknown');
  });
});
