import { describe, expect, it } from 'vitest';
import { trailNoGlobalEvents } from '../../../lib/checks/guardrails/trail-no-global-events.ts';
import { anAccount } from '../../builders/an-account.ts';
import { foundNames, runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead, REGION_LOST } from './a-trail.ts';

const without = aTrail('without', { isMultiRegion: false, includesGlobalEvents: false });

describe('trail-no-global-events', () => {
  it('reports a trail that is set to leave them out', () => {
    const run = runCheck(trailNoGlobalEvents, anAccountWithTrails(without));
    expect(run.findings).toMatchObject([
      { severity: 'medium', resource: { name: 'without' }, evidence: { includesGlobalEvents: false } },
    ]);
    expect(run.findings.map(trailNoGlobalEvents.describe)).toEqual([
      'Trail without of eu-west-1 does not record the events of IAM and STS, because it is set to leave them out; no trail of the Regions in use does.',
    ]);
    expect(run.findings.map((finding) => trailNoGlobalEvents.remediate(finding).commands)).toEqual([
      [
        `aws cloudtrail update-trail --name '${without.arn}' --region 'eu-west-1' --is-multi-region-trail --include-global-service-events`,
      ],
    ]);
  });

  it('reports a trail of one Region where they do not happen, whatever it is set to', () => {
    const run = runCheck(trailNoGlobalEvents, anAccountWithTrails(aTrail('ireland', { isMultiRegion: false })));
    expect(run.findings.map(trailNoGlobalEvents.describe)).toEqual([
      'Trail ireland of eu-west-1 does not record the events of IAM and STS, which happen in us-east-1; no trail of the Regions in use does.',
    ]);
  });

  it('passes a trail of us-east-1 alone, and one of all Regions', () => {
    const virginia = aTrail('virginia', { isMultiRegion: false, homeRegion: 'us-east-1' });
    expect(runCheck(trailNoGlobalEvents, anAccountWithTrails(virginia, without)).status).toBe('pass');
    expect(runCheck(trailNoGlobalEvents, anAccountWithTrails(aTrail('everywhere'), without)).status).toBe('pass');
  });

  it('goes by the setting alone in partitions other than aws', () => {
    const { account } = anAccount().build();
    const beijing = aTrail('beijing', { isMultiRegion: false, homeRegion: 'cn-north-1' });
    const inChina = anAccountWithTrails(beijing).with({ account: { ...account, partition: 'aws-cn' } });
    expect(runCheck(trailNoGlobalEvents, inChina).status).toBe('pass');
  });

  it('does not count a trail that is off, and does not report it for that either', () => {
    const off = aTrail('off', { isLogging: false });
    expect(foundNames(runCheck(trailNoGlobalEvents, anAccountWithTrails(without, off)))).toEqual(['without']);
  });

  it('does not judge when it depends on a status or on a Region that was not read', () => {
    const unread = aTrail('everywhere', { isLogging: null });
    expect(runCheck(trailNoGlobalEvents, anAccountWithTrails(without, unread))).toMatchObject({
      findings: [],
      unknown: [{ resourceArn: without.arn, code: 'not-collected' }],
    });
    expect(runCheck(trailNoGlobalEvents, partlyRead(anAccountWithTrails(without)))).toMatchObject({
      findings: [],
      unknown: [
        { resourceArn: without.arn, reason: REGION_LOST },
        { resourceArn: ACCOUNT_ARN, reason: REGION_LOST },
      ],
    });
  });

  it('has nothing to say without trails, and is unknown when they were not read', () => {
    expect(runCheck(trailNoGlobalEvents, anAccount()).status).toBe('not-applicable');
    expect(runCheck(trailNoGlobalEvents, anAccount().without('trails')).status).toBe('unknown');
  });
});
