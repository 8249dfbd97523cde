import type { Check, CheckContext } from '../check.ts';
import { accountResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import {
  anyTrail,
  delivers,
  hiddenTrails,
  statusUnread,
  type Trail,
  trailCommand,
  trailFinding,
  trailFix,
  trailIn,
  trailsOf,
} from './trails.ts';

/**
 * Where the events of IAM, STS and CloudFront happen in the partition `aws`. Since 22 November 2021 a trail of another
 * single Region does not get them, whatever its setting says (CloudTrail User Guide, "Using update-trail").
 */
const REGION_OF_GLOBAL_EVENTS = 'us-east-1';

export const trailNoGlobalEvents: Check = {
  id: 'trail-no-global-events',
  family: 'guardrails',
  title: 'Trail without the events of IAM and STS',
  flags:
    'A trail that leaves out the events of global services (IAM, STS, CloudFront), in an account whose other trails leave ' +
    'them out too: because it is set so, or because it records a single Region other than us-east-1, where they happen.',
  severity: 'medium',
  rationale: 'New users, keys and roles, and everything that is done to policies, are events of IAM.',
  remediation: 'Make it a trail of all Regions, which includes them.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['trails'],

  *evaluate(context) {
    const trails = trailsOf(context);
    const isCovered = anyTrail(trails, (trail) => getsGlobalEvents(context, trail) && delivers(trail));
    // The trail that records them could be one of us-east-1 alone, which is not seen from elsewhere.
    const hidden = hiddenTrails(context);
    const unsure = isCovered === null ? statusUnread : hidden;
    for (const trail of trails) {
      if (isCovered === true || getsGlobalEvents(context, trail)) yield pass;
      else if (unsure !== null) yield unknown(unsure, trail.arn);
      else yield trailFinding(context, trail, { includesGlobalEvents: trail.includesGlobalEvents });
    }
    if (hidden !== null && isCovered !== true) yield unknown(hidden, accountResource(context).arn);
  },

  describe(facts) {
    const why =
      facts.evidence.includesGlobalEvents === true
        ? `the events of IAM and STS, which happen in ${REGION_OF_GLOBAL_EVENTS}`
        : 'the events of IAM and STS, because it is set to leave them out';
    return `${trailIn(facts)} does not record ${why}; no trail of the Regions in use does.`;
  },

  remediate(facts) {
    return trailFix(
      facts,
      'The line makes it a trail of all Regions with the events of global services, and loses nothing that it records today.',
      [trailCommand(facts, 'update-trail', 'is-multi-region-trail', 'include-global-service-events')],
    );
  },
};

function getsGlobalEvents({ account }: CheckContext, trail: Trail): boolean {
  if (!trail.includesGlobalEvents) return false;
  const { partition } = account.snapshot.account;
  return trail.isMultiRegion || partition !== 'aws' || trail.homeRegion === REGION_OF_GLOBAL_EVENTS;
}
