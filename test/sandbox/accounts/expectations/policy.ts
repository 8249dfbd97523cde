import { awsPolicy, check, type Expectation, prod } from './expectation.ts';

const { group, policy, role, user } = prod;

const admin = check('admin-policy');
const wildcard = check('service-wildcard');
const sensitive = check('action-wildcard-sensitive');
const notAction = check('not-action-allow');
const notResource = check('not-resource-allow');
const notPrincipal = check('not-principal');
const passRole = check('pass-role-any');
const assumeRole = check('assume-role-any');
const onUser = check('policy-on-user');
const inline = check('inline-policy');
const deprecated = check('policy-deprecated-managed');

const low = { severity: 'low' } as const;
const medium = { severity: 'medium' } as const;
const high = { severity: 'high' } as const;

export const policies: readonly Expectation[] = [
  admin.finding(awsPolicy('AdministratorAccess'), 'attached to people, to a role and to a permission set', high),
  admin.nearMiss(awsPolicy('PowerUserAccess'), 'everything but IAM'),
  admin.nearMiss(policy('boundaries/workload-boundary'), 'a boundary, which grants nothing'),

  wildcard.finding(policy('ci/ci-terraform-apply'), 'iam, kms and ten more', high),
  wildcard.finding(policy('experiments-full-access'), 'ec2, s3 and sagemaker', high),
  wildcard.finding(policy('tmp-s3-full-access'), 's3, but nobody holds it', low),
  wildcard.finding(policy('legacy-mobile-hub'), 'a service that AWS closed, and another', medium),
  wildcard.finding(awsPolicy('AmazonS3FullAccess'), 's3, of AWS and attached', high),
  wildcard.finding(awsPolicy('AmazonSESFullAccess'), 'ses', medium),
  wildcard.finding(awsPolicy('AmazonSNSFullAccess'), 'sns', medium),
  wildcard.finding(awsPolicy('AmazonSQSFullAccess'), 'sqs', medium),
  wildcard.finding(awsPolicy('service-role/AWSGlueServiceRole'), 'glue', medium),
  wildcard.finding(role('service-role/cognito-shop-authenticated'), 'cognito-identity and cognito-sync', {
    discriminator: 'oneClick_shop_Auth_Role',
    ...medium,
  }),
  wildcard.nearMiss(awsPolicy('AWSSupportAccess'), 'support-role-missing asks for it'),
  wildcard.nearMiss(awsPolicy('AdministratorAccess'), 'everything is what admin-policy reports'),
  wildcard.nearMiss(policy('boundaries/developer-boundary'), 'a boundary'),
  wildcard.nearMiss(awsPolicy('aws-service-role/CloudTrailServiceRolePolicy'), 'of a service-linked role'),

  sensitive.finding(awsPolicy('AmazonBedrockLimitedAccess'), 'subscribes in AWS Marketplace, under conditions', medium),
  sensitive.nearMiss(policy('access-key-self-service'), 'a user and its own keys'),
  sensitive.nearMiss(policy('ci/ci-terraform-apply'), 'iam:* on everything is what service-wildcard reports'),

  notAction.finding(awsPolicy('PowerUserAccess'), 'all but iam, organizations and account', high),
  notAction.nearMiss(policy('guardrails/require-mfa'), 'a Deny'),
  notAction.nearMiss(policy('boundaries/workload-boundary'), 'a boundary'),
  notResource.nearMiss(policy('experiments-full-access'), 'names them all, by a wildcard'),
  notPrincipal.nearMiss(role('brand-assets-read'), 'everybody, but by Principal'),

  passRole.finding(policy('ci/ci-terraform-apply'), 'by iam:*', high),
  passRole.finding(policy('experiments-full-access'), 'on everything, to every service', high),
  passRole.nearMiss(policy('ci/ci-pass-task-roles'), 'some roles'),
  passRole.nearMiss(awsPolicy('service-role/AmazonEC2ContainerServiceEventsRole'), 'every role, but to one service'),
  assumeRole.finding(awsPolicy('PowerUserAccess'), 'sts is not among what it leaves out', high),
  assumeRole.nearMiss(user('break-glass/break-glass-1'), 'one role', { discriminator: 'assume-break-glass' }),

  onUser.finding(user('people/f.almeida'), 'experiments-full-access'),
  onUser.finding(user('contractors/j.tanaka'), 'AdministratorAccess'),
  onUser.finding(user('machines/docs-mirror'), 'inline'),
  onUser.nearMiss(user('people/m.okafor'), 'by a group'),
  onUser.nearMiss(user('people/l.ferreira'), 'by groups'),

  inline.finding(role('slack-alerts'), 'webhook-url', { discriminator: 'webhook-url' }),
  inline.finding(group('release-managers'), 'approve-releases', { discriminator: 'approve-releases' }),
  inline.nearMiss(role('sftp-gateway'), 'managed policies alone'),

  deprecated.finding(awsPolicy('service-role/AmazonEC2RoleforSSM'), 'replaced by AmazonSSMManagedInstanceCore'),
  deprecated.nearMiss(awsPolicy('AmazonSSMManagedInstanceCore'), 'what it was replaced by'),
  deprecated.nearMiss(awsPolicy('AmazonKeyspacesReadOnlyAccess_v2'), 'a second version, not a first'),
];
