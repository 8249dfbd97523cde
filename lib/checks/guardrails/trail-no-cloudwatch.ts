import type { Check } from '../check.ts';
import { pass } from '../verdicts.ts';
import { eachTrail, trailFinding, trailFix, trailIn } from './trails.ts';

export const trailNoCloudwatch: Check = {
  id: 'trail-no-cloudwatch',
  family: 'guardrails',
  title: 'Trail that is not sent to CloudWatch Logs',
  flags:
    'A trail without a log group. Low: the record is kept all the same, and alarms can be raised by other means, for example ' +
    'EventBridge or a SIEM that reads the bucket.',
  severity: 'low',
  rationale: 'Metric filters and alarms on what happens in the account need the events in a log group.',
  remediation: 'Send the trail to a log group, unless events reach somebody by another way.',
  mappings: { cis: {}, securityHub: ['CloudTrail.5'], prowler: ['cloudtrail_cloudwatch_logging_enabled'] },
  needs: ['trails'],

  evaluate: (context) =>
    eachTrail(context, (trail) => (trail.cloudWatchLogsLogGroupArn === null ? trailFinding(context, trail) : pass)),

  describe(facts) {
    return `${trailIn(facts)} sends nothing to CloudWatch Logs.`;
  },

  remediate(facts) {
    return trailFix(
      facts,
      'Create a log group with a retention time and a role that lets cloudtrail.amazonaws.com write to it, then name both with ' +
        '`aws cloudtrail update-trail --cloud-watch-logs-log-group-arn --cloud-watch-logs-role-arn`.',
    );
  },
};
