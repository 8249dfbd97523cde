import { describe, expect, it } from 'vitest';
import { trailNoValidation } from '../../../lib/checks/guardrails/trail-no-validation.ts';
import { anAccount } from '../../builders/an-account.ts';
import { foundNames, runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead, REGION_LOST } from './a-trail.ts';

const without = aTrail('without', { validatesLogFiles: false });

describe('trail-no-validation', () => {
  it('reports the trails without digests, also beside one that has them', () => {
    const run = runCheck(trailNoValidation, anAccountWithTrails(without, aTrail('with')));
    expect(run.findings).toMatchObject([{ severity: 'medium', resource: { arn: without.arn, name: 'without' } }]);
    expect(run.findings.map(trailNoValidation.describe)).toEqual([
      'Trail without of eu-west-1 writes no digests by which its log files could be validated.',
    ]);
    expect(run.findings.map((finding) => trailNoValidation.remediate(finding).commands)).toEqual([
      [`aws cloudtrail update-trail --name '${without.arn}' --region 'eu-west-1' --enable-log-file-validation`],
    ]);
  });

  it('passes a trail with digests, whatever its status', () => {
    const unread = aTrail('with', { isLogging: null });
    expect(runCheck(trailNoValidation, anAccountWithTrails(unread)).status).toBe('pass');
  });

  it('quotes whatever stands where a name should', () => {
    const arn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/x'; id; '";
    const run = runCheck(
      trailNoValidation,
      anAccountWithTrails(aTrail('x', { arn, homeRegion: '$(id)', validatesLogFiles: false })),
    );
    expect(run.findings.flatMap((finding) => trailNoValidation.remediate(finding).commands)).toEqual([
      "aws cloudtrail update-trail --name 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/x'\\''; id; '\\''' --region '$(id)' --enable-log-file-validation",
    ]);
  });

  it('says that a Region was not read, beside what it found', () => {
    const run = runCheck(trailNoValidation, partlyRead(anAccountWithTrails(without)));
    expect(foundNames(run)).toEqual(['without']);
    expect(run.unknown).toEqual([{ resourceArn: ACCOUNT_ARN, code: 'not-collected', reason: REGION_LOST }]);
    expect(runCheck(trailNoValidation, partlyRead(anAccountWithTrails())).status).toBe('unknown');
  });

  it('has nothing to say without trails, and is unknown when they were not read', () => {
    expect(runCheck(trailNoValidation, anAccount()).status).toBe('not-applicable');
    expect(runCheck(trailNoValidation, anAccount().without('trails')).status).toBe('unknown');
  });
});
