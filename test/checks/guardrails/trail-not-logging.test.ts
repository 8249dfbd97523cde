import { describe, expect, it } from 'vitest';
import { trailNotLogging } from '../../../lib/checks/guardrails/trail-not-logging.ts';
import { anAccount } from '../../builders/an-account.ts';
import { runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead, REGION_LOST } from './a-trail.ts';

describe('trail-not-logging', () => {
  it('reports a trail that is switched off, and how to find out who did it', () => {
    const run = runCheck(trailNotLogging, anAccountWithTrails(aTrail('main', { isLogging: false })));
    expect(run.findings).toMatchObject([
      { severity: 'high', resource: { type: 'AWS::CloudTrail::Trail', name: 'main' }, evidence: { isLogging: false } },
    ]);
    expect(run.findings.map(trailNotLogging.describe)).toEqual(['Trail main of eu-west-1 is switched off.']);
    const trail = "--name 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main' --region 'eu-west-1'";
    expect(run.findings.map((finding) => trailNotLogging.remediate(finding).commands)).toEqual([
      [`aws cloudtrail get-trail-status ${trail}`, `aws cloudtrail start-logging ${trail}`],
    ]);
  });

  it('reports a trail whose bucket refuses its log files', () => {
    const run = runCheck(trailNotLogging, anAccountWithTrails(aTrail('main', { latestDeliveryError: 'NoSuchBucket' })));
    expect(run.findings).toMatchObject([{ severity: 'high', evidence: { latestDeliveryError: 'NoSuchBucket' } }]);
    expect(run.findings.map(trailNotLogging.describe)).toEqual([
      'Trail main of eu-west-1 is switched on, but its log files do not arrive in bucket northwind-cloudtrail: NoSuchBucket.',
    ]);
    expect(run.findings.flatMap((finding) => trailNotLogging.remediate(finding).commands)).toEqual([
      expect.stringContaining('get-trail-status'),
    ]);
  });

  it.each([
    ['low beside a trail that delivers every Region', aTrail('other'), 'low'],
    ['high beside one of a single Region', aTrail('other', { isMultiRegion: false }), 'high'],
    ['high beside one that does not deliver', aTrail('other', { latestDeliveryError: 'AccessDenied' }), 'high'],
  ])('is %s', (_, other, severity) => {
    const run = runCheck(trailNotLogging, anAccountWithTrails(aTrail('old', { isLogging: false }), other));
    expect(run.findings.find(({ resource }) => resource.name === 'old')).toMatchObject({ severity });
  });

  it('passes a trail that is on', () => {
    expect(runCheck(trailNotLogging, anAccountWithTrails(aTrail('main'))).status).toBe('pass');
  });

  it('does not judge a trail whose status was not readable', () => {
    const run = runCheck(trailNotLogging, anAccountWithTrails(aTrail('main', { isLogging: null })));
    expect(run.unknown).toMatchObject([{ resourceArn: aTrail('main').arn, code: 'not-collected' }]);
  });

  it("names the account that an organisation's trail is changed in", () => {
    const arn = 'arn:aws:cloudtrail:us-east-1:999988887777:trail/organisation';
    const run = runCheck(trailNotLogging, anAccountWithTrails(aTrail('organisation', { arn, isLogging: false })));
    expect(run.findings.map((finding) => trailNotLogging.remediate(finding).text)).toEqual([
      expect.stringMatching(/The trail belongs to account 999988887777 and is changed there\.$/),
    ]);
  });

  it('says that a Region was not read, and has nothing to say where there are no trails', () => {
    expect(runCheck(trailNotLogging, partlyRead(anAccountWithTrails(aTrail('main')))).unknown).toEqual([
      { resourceArn: ACCOUNT_ARN, code: 'not-collected', reason: REGION_LOST },
    ]);
    expect(runCheck(trailNotLogging, anAccount()).status).toBe('not-applicable');
    expect(runCheck(trailNotLogging, anAccount().without('trails')).status).toBe('unknown');
  });
});
