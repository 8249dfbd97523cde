import { awsPolicy, check, type Expectation, prod } from './expectation.ts';

const { account, policy, role, trail } = prod;
const managementEvents = trail('eu-west-1', 'northwind-management-events');

const analyzer = check('access-analyzer-missing');
const quota = check('quota-near-limit');

export const guardrails: readonly Expectation[] = [
  check('trail-missing').nearMiss(account, 'there is one'),
  check('trail-not-logging').nearMiss(managementEvents, 'switched on'),
  check('trail-single-region').nearMiss(managementEvents, 'in every Region'),
  check('trail-no-global-events').nearMiss(managementEvents, 'with global services'),
  check('trail-no-validation').nearMiss(managementEvents, 'with digests'),
  check('trail-not-encrypted').nearMiss(managementEvents, 'with a key of its own'),
  check('trail-no-cloudwatch').nearMiss(managementEvents, 'with a log group'),

  analyzer.finding(account, 'its only analyzer there looks at internal access', { discriminator: 'eu-central-1' }),
  analyzer.nearMiss(account, 'an external one beside one for unused access', { discriminator: 'eu-west-1' }),
  analyzer.nearMiss(account, "the organisation's external one", { discriminator: 'us-east-1' }),

  check('support-role-missing').nearMiss(account, 'support-cases'),
  check('security-audit-role-missing').nearMiss(account, 'security-audit'),

  quota.finding(role('shop-api-checkout'), 'nine managed policies of ten'),
  quota.finding(policy('ci/ci-ecs-deploy'), 'five versions of five'),
  quota.finding(policy('developer-day-to-day'), '82 percent of 6,144 characters'),
  quota.nearMiss(role('shop-api-account'), 'eight managed policies of ten: 80 percent is not above it'),
  quota.nearMiss(policy('feature-flags-appconfig'), 'four versions of five'),
  quota.nearMiss(awsPolicy('ReadOnlyAccess'), 'long, but it is not ours'),
];
