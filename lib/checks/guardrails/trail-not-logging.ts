import type { Check, CheckContext, Verdict } from '../check.ts';
import { textOf } from '../evidence.ts';
import { pass, unknown } from '../verdicts.ts';
import {
  delivers,
  eachTrail,
  recordsEverywhere,
  type Trail,
  trailCommand,
  trailFinding,
  trailFix,
  trailIn,
  trailsOf,
} from './trails.ts';

export const trailNotLogging: Check = {
  id: 'trail-not-logging',
  family: 'guardrails',
  title: 'Trail that records nothing',
  flags:
    'A trail that is switched off, or whose log files CloudTrail could not put into the bucket when it last tried. ' +
    'Low when another trail delivers what happens in every Region.',
  severity: 'high',
  rationale:
    'Switching the trail off, or locking it out of its bucket, is how an intruder stops being seen. Nothing else looks different.',
  remediation:
    'Find out who switched it off and when, then switch it on; give CloudTrail its bucket back; or delete the trail.',
  mappings: {
    cis: { '3.0': '3.1', '5.0': '3.1', '6.0': '4.1', '7.0': '4.1' },
    securityHub: ['CloudTrail.3'],
    prowler: ['cloudtrail_multi_region_enabled'],
  },
  needs: ['trails'],

  evaluate: (context) => eachTrail(context, (trail) => judge(context, trail)),

  describe(facts) {
    const error = textOf(facts.evidence, 'latestDeliveryError');
    if (facts.evidence.isLogging !== true) return `${trailIn(facts)} is switched off.`;
    return `${trailIn(facts)} is switched on, but its log files do not arrive in bucket ${textOf(facts.evidence, 's3BucketName')}: ${error}.`;
  },

  remediate(facts) {
    const status = trailCommand(facts, 'get-trail-status');
    if (facts.evidence.isLogging === true) {
      return trailFix(
        facts,
        'The line shows what CloudTrail was told. See that the bucket is there and that its policy, and the key policy of its ' +
          'KMS key, let cloudtrail.amazonaws.com write.',
        [status],
      );
    }
    return trailFix(
      facts,
      'The first line shows when it was switched off; the event StopLogging of that time names who did it. The second switches it on.',
      [status, trailCommand(facts, 'start-logging')],
    );
  },
};

function judge(context: CheckContext, trail: Trail): Verdict {
  const { arn, isLogging, latestDeliveryError, s3BucketName } = trail;
  const recording = delivers(trail);
  if (recording === null) {
    return unknown({ code: 'not-collected', reason: 'Whether it is switched on could not be read.' }, arn);
  }
  if (recording) return pass;
  const isCovered = trailsOf(context).some((other) => recordsEverywhere(other) === true);
  return {
    ...trailFinding(context, trail, { isLogging, latestDeliveryError, s3BucketName }),
    severity: isCovered ? 'low' : 'high',
  };
}
