import type { Check } from '../check.ts';
import { textOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import {
  anyTrail,
  hiddenTrails,
  recordsEverywhere,
  statusUnread,
  trailCommand,
  trailFinding,
  trailFix,
  trailIn,
  trailsOf,
} from './trails.ts';

export const trailSingleRegion: Check = {
  id: 'trail-single-region',
  family: 'guardrails',
  title: 'Trail of one Region alone',
  flags:
    'A trail that records one Region only, in an account that no other trail records in every Region. ' +
    'A trail of all Regions counts when it is switched on and its log files arrive.',
  severity: 'medium',
  rationale: 'Whoever has stolen credentials works in the Region where nobody looks.',
  remediation: 'Make it a trail of all Regions.',
  mappings: {
    cis: { '3.0': '3.1', '5.0': '3.1', '6.0': '4.1', '7.0': '4.1' },
    securityHub: ['CloudTrail.1'],
    prowler: ['cloudtrail_multi_region_enabled'],
  },
  needs: ['trails'],

  *evaluate(context) {
    const trails = trailsOf(context);
    const isCovered = anyTrail(trails, recordsEverywhere);
    for (const trail of trails) {
      if (trail.isMultiRegion || isCovered === true) yield pass;
      else if (isCovered === null) yield unknown(statusUnread, trail.arn);
      else yield trailFinding(context, trail);
    }
    // A trail of all Regions is seen from each of them: those that were not read can only hold more trails like these.
    const hidden = hiddenTrails(context);
    if (hidden !== null && isCovered !== true) yield unknown(hidden, accountResource(context).arn);
  },

  describe(facts) {
    return `${trailIn(facts)} records ${textOf(facts.evidence, 'homeRegion')} alone, and no trail records every Region.`;
  },

  remediate(facts) {
    return trailFix(
      facts,
      'Nothing that it records today is lost: log files of the other Regions are added (`--no-is-multi-region-trail` undoes it).',
      [trailCommand(facts, 'update-trail', 'is-multi-region-trail')],
    );
  },
};
