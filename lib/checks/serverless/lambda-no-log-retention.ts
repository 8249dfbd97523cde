import type { LambdaFunction, Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { textOf } from '../evidence.ts';
import { oncePer } from '../once.ts';
import { partMissing, pass, unknown } from '../verdicts.ts';
import { eachFunction, functionFinding, functionIn, regionOf } from './functions.ts';

/** A year: what Security Hub asks of log groups (CloudWatch.16), unless told otherwise. */
const RETENTION_DAYS = '365';

export const lambdaNoLogRetention: Check = {
  id: 'lambda-no-log-retention',
  family: 'serverless',
  title: 'Function whose logs are kept for ever',
  flags:
    'A function whose log group has no retention, so that what it writes is never deleted. A function without a log group has ' +
    'written nothing yet and is not flagged; when it does, Lambda makes one without retention.',
  severity: 'low',
  rationale:
    'Logs hold what the code was given: names, addresses, tokens. What nobody deletes is there for whoever gets in years later, and ' +
    'is paid for each month.',
  remediation: 'Set a retention, and make log groups where functions are defined.',
  mappings: {
    cis: {},
    securityHub: ['CloudWatch.16'],
    prowler: ['cloudwatch_log_group_retention_policy_specific_days_enabled'],
  },
  needs: ['functions', 'log-groups'],

  evaluate: (context) => eachFunction(context, (lambda) => judge(context, lambda)),

  describe: (facts) =>
    `${functionIn(facts)} writes to log group ${textOf(facts.evidence, 'logGroup')}, which keeps everything for ever.`,

  remediate({ resource, evidence }) {
    const name = textOf(evidence, 'logGroup');
    return remediation(
      'What is older is deleted within days, so export first what has to be kept. Choose the days by what the logs are for.',
      name === null
        ? []
        : [
            {
              call: 'logs put-retention-policy',
              options: { 'log-group-name': name, 'retention-in-days': RETENTION_DAYS, ...regionOf(resource) },
            },
          ],
    );
  },
};

function judge(context: CheckContext, lambda: LambdaFunction): Verdict {
  const { region, logGroup, arn } = lambda;
  const { regions, byName } = groupsOf(context.account.snapshot);
  const group = byName.get(`${region} ${logGroup}`);
  if (group !== undefined) return group.retentionDays === null ? functionFinding(context, lambda, { logGroup }) : pass;
  if (regions.has(region)) return pass;
  const reason = `The log groups of ${region} were not read.`;
  return unknown(partMissing(context, 'log-groups') ?? { code: 'not-collected', reason }, arn);
}

const groupsOf = oncePer(({ logGroups }: Snapshot) => ({
  regions: new Set(logGroups?.regions),
  byName: new Map(logGroups?.items.map((group) => [`${group.region} ${group.name}`, group] as const)),
}));
