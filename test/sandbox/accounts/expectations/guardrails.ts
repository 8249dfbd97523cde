import { awsPolicy, check, type Expectation, prod } from './expectation.ts';

const { account, policy, role, trail, user } = prod;
const managementEvents = trail('eu-west-1', 'northwind-management-events');

const analyzer = check('access-analyzer-missing');
const quota = check('quota-near-limit');
const noMfa = check('mfa-not-enforced');
const noBoundary = check('admin-without-boundary');

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

  noMfa.finding(user('people/e.vargas'), 'not in the group that all others are in', { severity: 'medium' }),
  noMfa.finding(user('contractors/j.tanaka'), 'an administrator without a group'),
  noMfa.finding(user("contractors/o'hara&sons/b.keller"), 'held to the EU, and not to MFA'),
  noMfa.finding(user('contractors/"acme"<svg/onload=alert(1)>/y.nakamura'), 'held to the EU, and not to MFA'),
  noMfa.finding(user('contractors/x.delacroix'), 'held to the EU, and not to MFA'),
  noMfa.nearMiss(user('people/m.okafor'), 'an administrator in the group that asks for MFA'),
  noMfa.nearMiss(user('people/n.ibrahim'), 'has nothing but a password yet, and is in the group'),
  noMfa.nearMiss(user('break-glass/break-glass-1'), 'may assume one role, which asks for MFA itself'),

  noBoundary.finding(user('people/m.okafor'), 'by a group'),
  noBoundary.finding(user('people/s.lindqvist'), 'by a group'),
  noBoundary.finding(user('contractors/j.tanaka'), 'attached'),
  noBoundary.finding(role('cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1'), 'what CloudFormation works with'),
  noBoundary.finding(role('break-glass-admin'), 'for emergencies: to be accepted by an exception', { severity: 'low' }),
  noBoundary.nearMiss(
    role('aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_AdministratorAccess_2b7f5d0c91ae4e68'),
    'an administrator of Identity Center',
  ),
  noBoundary.nearMiss(user('people/c.dubois'), 'a developer within a boundary'),

  check('org-not-joined').nearMiss(account, 'a member'),
  check('trail-bucket-public').unknown(managementEvents, 'not-collected', 'the bucket of another account'),
  check('scp-allows-everything').unknown(account, 'not-collected', 'a member may not read them'),
  check('delegated-admin-unknown').unknown(account, 'not-collected', 'a member may not list them'),

  check('support-role-missing').nearMiss(account, 'support-cases'),
  check('security-audit-role-missing').nearMiss(account, 'security-audit'),

  quota.finding(role('shop-api-checkout'), 'nine managed policies of ten'),
  quota.finding(policy('ci/ci-ecs-deploy'), 'five versions of five'),
  quota.finding(policy('developer-day-to-day'), '82 percent of 6,144 characters'),
  quota.nearMiss(role('shop-api-account'), 'eight managed policies of ten: 80 percent is not above it'),
  quota.nearMiss(policy('feature-flags-appconfig'), 'four versions of five'),
  quota.nearMiss(awsPolicy('ReadOnlyAccess'), 'long, but it is not ours'),
];
