import { describe, expect, it } from 'vitest';
import { trailSingleRegion } from '../../../lib/checks/guardrails/trail-single-region.ts';
import { anAccount } from '../../builders/an-account.ts';
import { foundNames, runCheck } from '../run-check.ts';
import { ACCOUNT_ARN, anAccountWithTrails, aTrail, partlyRead } from './a-trail.ts';

const ireland = aTrail('ireland', { isMultiRegion: false });
const frankfurt = aTrail('frankfurt', { isMultiRegion: false, homeRegion: 'eu-central-1' });

describe('trail-single-region', () => {
  it('reports trails of one Region each, where no other records every Region', () => {
    const run = runCheck(trailSingleRegion, anAccountWithTrails(ireland, frankfurt));
    expect(foundNames(run)).toEqual(['ireland', 'frankfurt']);
    expect(run.findings.map(({ severity }) => severity)).toEqual(['medium', 'medium']);
    const [, finding] = run.findings;
    if (finding === undefined) throw new Error('frankfurt was not found');
    expect(trailSingleRegion.describe(finding)).toBe(
      'Trail frankfurt of eu-central-1 records eu-central-1 alone, and no trail records every Region.',
    );
    expect(trailSingleRegion.remediate(finding).commands).toEqual([
      `aws cloudtrail update-trail --name '${frankfurt.arn}' --region 'eu-central-1' --is-multi-region-trail`,
    ]);
  });

  it('passes them beside a trail of all Regions that is on', () => {
    expect(runCheck(trailSingleRegion, anAccountWithTrails(ireland, aTrail('everywhere'))).status).toBe('pass');
  });

  it('does not count a trail of all Regions that is off, or whose log files do not arrive', () => {
    const off = aTrail('everywhere', { isLogging: false });
    expect(foundNames(runCheck(trailSingleRegion, anAccountWithTrails(ireland, off)))).toEqual(['ireland']);
    const failing = aTrail('everywhere', { latestDeliveryError: 'AccessDenied' });
    expect(foundNames(runCheck(trailSingleRegion, anAccountWithTrails(ireland, failing)))).toEqual(['ireland']);
  });

  it('does not judge when it depends on a status that was not readable', () => {
    const unread = aTrail('everywhere', { isLogging: null });
    const run = runCheck(trailSingleRegion, anAccountWithTrails(ireland, unread));
    expect(run).toMatchObject({ findings: [], unknown: [{ resourceArn: ireland.arn, code: 'not-collected' }] });
    expect(runCheck(trailSingleRegion, anAccountWithTrails(ireland, unread, aTrail('other'))).status).toBe('pass');
  });

  it('still knows, when a Region was not read, that no trail records every Region, for it would be seen', () => {
    const run = runCheck(trailSingleRegion, partlyRead(anAccountWithTrails(ireland)));
    expect(run).toMatchObject({
      findings: [{ resource: { name: 'ireland' } }],
      unknown: [{ resourceArn: ACCOUNT_ARN }],
    });
    expect(runCheck(trailSingleRegion, partlyRead(anAccountWithTrails(aTrail('everywhere')))).status).toBe('pass');
  });

  it('has nothing to say without trails, and is unknown when they were not read', () => {
    expect(runCheck(trailSingleRegion, anAccount()).status).toBe('not-applicable');
    expect(runCheck(trailSingleRegion, anAccount().without('trails')).status).toBe('unknown');
  });
});
