import { describe, expect, it } from 'vitest';
import { trailNoCloudwatch } from '../../../lib/checks/guardrails/trail-no-cloudwatch.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead } from './a-trail.ts';

const silent = aTrail('silent', { cloudWatchLogsLogGroupArn: null });

describe('trail-no-cloudwatch', () => {
  it('reports a trail without a log group', () => {
    const run = runCheck(trailNoCloudwatch, anAccountWithTrails(silent, aTrail('heard')));
    expect(run.findings).toMatchObject([{ severity: 'low', resource: { name: 'silent' } }]);
    expect(run.findings.map(trailNoCloudwatch.describe)).toEqual([
      'Trail silent of eu-west-1 sends nothing to CloudWatch Logs.',
    ]);
  });

  it('passes a trail with one', () => {
    expect(runCheck(trailNoCloudwatch, anAccountWithTrails(aTrail('heard'))).status).toBe('pass');
  });

  it('says that a Region was not read', () => {
    expect(runCheck(trailNoCloudwatch, partlyRead(anAccountWithTrails(aTrail('heard')))).unknown).toMatchObject([
      { resourceArn: ACCOUNT_ARN, code: 'not-collected' },
    ]);
  });

  it('has nothing to say without trails, and is unknown when they were not read', () => {
    expect(runCheck(trailNoCloudwatch, anAccount()).status).toBe('not-applicable');
    expect(runCheck(trailNoCloudwatch, anAccount().without('trails')).status).toBe('unknown');
  });
});
