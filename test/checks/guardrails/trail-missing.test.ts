import { describe, expect, it } from 'vitest';
import { trailMissing } from '../../../lib/checks/guardrails/trail-missing.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead, REGION_LOST } from './a-trail.ts';

describe('trail-missing', () => {
  it('reports an account without a trail', () => {
    const run = runCheck(trailMissing, anAccountWithTrails());
    expect(run.findings).toMatchObject([
      { severity: 'high', resource: { arn: ACCOUNT_ARN, type: 'AWS::::Account', name: '111122223333' } },
    ]);
    expect(run.findings.map(trailMissing.describe)).toEqual([
      'No trail in the Regions in use keeps a record of what happens in account 111122223333.',
    ]);
  });

  it("passes one trail, its own or the organisation's in another account", () => {
    expect(runCheck(trailMissing, anAccountWithTrails(aTrail('own'))).status).toBe('pass');
    const arn = 'arn:aws:cloudtrail:us-east-1:999988887777:trail/organisation';
    const organisations = aTrail('organisation', { arn, isOrganizationTrail: true, homeRegion: 'us-east-1' });
    expect(runCheck(trailMissing, anAccountWithTrails(organisations)).status).toBe('pass');
  });

  it('leaves a trail that is off, or of one Region, to the checks of that', () => {
    const run = runCheck(trailMissing, anAccountWithTrails(aTrail('old', { isLogging: false, isMultiRegion: false })));
    expect(run.status).toBe('pass');
  });

  it('does not say that there is none when a Region was not read', () => {
    const run = runCheck(trailMissing, partlyRead(anAccountWithTrails()));
    expect(run.unknown).toEqual([{ resourceArn: ACCOUNT_ARN, code: 'not-collected', reason: REGION_LOST }]);
    expect(runCheck(trailMissing, partlyRead(anAccountWithTrails(aTrail('own')))).status).toBe('pass');
  });

  it('is unknown when trails were not read', () => {
    expect(runCheck(trailMissing, anAccount().without('trails')).status).toBe('unknown');
  });
});
