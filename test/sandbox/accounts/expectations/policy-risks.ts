import { awsPolicy, check, type Expectation, prod } from './expectation.ts';

const { policy, role, user } = prod;
const permissionSet = (name: string) => role(`aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${name}`);
const cdk = (name: string) => role(`cdk-hnb659fds-${name}-role-111122223333-eu-west-1`);
const incidents = permissionSet('IncidentResponder_c5b2907e14d8fa63');

const reads = check('data-exfiltration');
const exposes = check('resource-exposure');
const credentials = check('credentials-exposure');
const modifies = check('infrastructure-modification');
const writes = check('write-without-condition');
const invalid = check('policy-invalid');

const high = { severity: 'high' } as const;
const medium = { severity: 'medium' } as const;
const low = { severity: 'low' } as const;

export const policyRisks: readonly Expectation[] = [
  reads.finding(policy('ci/ci-terraform-apply'), 's3:* on everything', high),
  reads.finding(policy('experiments-full-access'), 's3:* on everything', high),
  reads.finding(policy('legacy-mobile-hub'), 's3:GetObject among others', high),
  reads.finding(policy('boundaries/old-contractor-boundary'), "s3:Get*, and nobody's boundary", medium),
  reads.finding(policy('tmp-s3-full-access'), 's3:* for nobody', medium),
  ...['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'AmazonS3FullAccess', 'AmazonS3ReadOnlyAccess'].map(
    (name) => reads.finding(awsPolicy(name), 'reads every object', high),
  ),
  reads.finding(awsPolicy('AmazonSSMManagedInstanceCore'), 'reads every parameter', high),
  reads.finding(awsPolicy('service-role/AmazonEC2RoleforSSM'), 'reads every parameter and object', high),
  reads.nearMiss(policy('shop-assets-read'), 'one bucket'),
  reads.nearMiss(policy('app-config-read'), 'parameters of one path'),
  reads.nearMiss(policy('payments/payments-secrets-read'), 'secrets of one path, and with a tag'),
  reads.nearMiss(policy('boundaries/developer-boundary'), 's3:* as a boundary, which grants nothing'),
  reads.nearMiss(policy('shop-assets-write'), 's3:* in an old version alone'),
  reads.nearMiss(awsPolicy('SecurityAudit'), 'reads how things are set up'),

  exposes.finding(policy('ci/ci-terraform-apply'), 'ec2:*, s3:* and more', high),
  exposes.finding(policy('experiments-full-access'), 'ec2:* and s3:*', high),
  exposes.finding(policy('tmp-s3-full-access'), 's3:* for nobody', medium),
  ...['AdministratorAccess', 'PowerUserAccess', 'AmazonS3FullAccess', 'AmazonSQSFullAccess', 'AmazonSNSFullAccess'].map(
    (name) => exposes.finding(awsPolicy(name), 'policies of resources', high),
  ),
  exposes.finding(awsPolicy('AmazonSESFullAccess'), 'policies of identities', high),
  exposes.finding(awsPolicy('service-role/AWSGlueServiceRole'), 'glue:*', high),
  exposes.finding(awsPolicy('ReadOnlyAccess'), 'AWS counts backup:ListIndexedRecoveryPointsForSearch', high),
  exposes.finding(awsPolicy('job-function/Billing'), 'AWS counts billing:GetResourcePolicy', high),
  exposes.finding(incidents, 'iam:PutUserPolicy and iam:PutRolePolicy', {
    ...high,
    discriminator: 'AwsSSOInlinePolicy',
  }),
  exposes.nearMiss(awsPolicy('AmazonS3ReadOnlyAccess'), 'changes nothing'),
  exposes.nearMiss(policy('boundaries/workload-boundary'), 'a boundary'),

  credentials.finding(policy('ci/ci-ecr-push'), 'ecr:GetAuthorizationToken, for which no resource can be named', high),
  credentials.finding(policy('developer-day-to-day'), 'ecr:GetAuthorizationToken', high),
  credentials.finding(policy('ci/ci-terraform-apply'), 'iam:CreateAccessKey among others', high),
  credentials.finding(policy('experiments-full-access'), 'ec2:GetPasswordData', high),
  credentials.finding(policy('legacy-mobile-hub'), 'cognito-idp:GetSigningCertificate', high),
  ...['AdministratorAccess', 'PowerUserAccess', 'ReadOnlyAccess', 'AmazonEC2ContainerRegistryReadOnly'].map((name) =>
    credentials.finding(awsPolicy(name), 'ecr:GetAuthorizationToken', high),
  ),
  credentials.finding(awsPolicy('service-role/AmazonECSTaskExecutionRolePolicy'), 'ecr:GetAuthorizationToken', high),
  credentials.finding(incidents, 'iam:UpdateAccessKey', { ...high, discriminator: 'AwsSSOInlinePolicy' }),
  credentials.finding(cdk('image-publishing'), 'ecr:GetAuthorizationToken, inline', high),
  credentials.finding(role('service-role/cognito-shop-authenticated'), 'cognito-identity:*', high),
  credentials.nearMiss(policy('access-key-self-service'), 'keys of oneself'),

  modifies.finding(policy('ci/ci-terraform-apply'), 'ec2:* and more', medium),
  modifies.finding(policy('tmp-s3-full-access'), 's3:* for nobody', low),
  modifies.finding(awsPolicy('AdministratorAccess'), 'everything', medium),
  modifies.finding(policy('mfa-self-service'), 'devices of any name', medium),
  modifies.finding(user('machines/metrics-forwarder'), 'cloudwatch:PutMetricData, inline', medium),
  modifies.nearMiss(policy('orders-queue-send'), 'one queue'),
  modifies.nearMiss(policy('invoices-send-mail'), 'one identity, and one sender'),
  modifies.nearMiss(policy('guardrails/require-mfa'), 'denies alone'),

  writes.finding(policy('ci/ci-terraform-apply'), 'ec2:* and more', medium),
  writes.finding(policy('tmp-s3-full-access'), 's3:* for nobody', low),
  writes.finding(user('machines/ses-smtp-invoices'), 'ses:SendRawEmail as any identity', medium),
  writes.finding(awsPolicy('AmazonSQSFullAccess'), 'of AWS, which can only be replaced', low),
  writes.nearMiss(awsPolicy('AdministratorAccess'), 'an administrator has no bound'),
  writes.nearMiss(policy('invoices-send-mail'), 'one identity, and one sender'),
  writes.nearMiss(policy('invoices-bucket-rw'), 'every bucket in an old version alone'),

  invalid.finding(policy('legacy-mobile-hub'), 'a service that AWS closed', { ...medium, discriminator: 'managed' }),
  invalid.finding(policy('developer-day-to-day'), 'logs:DescribeLogGroups takes no resource', low),
  invalid.finding(policy('oncall-runbook'), 'ecs:ListServices takes no service', low),
  invalid.finding(policy('domain-events-publish'), 'events:source can have several values', low),
  invalid.finding(role('orders-stream-projector'), 'dynamodb:ListStreams takes no table', {
    ...low,
    discriminator: 'inline-role read-orders-stream',
  }),
  invalid.nearMiss(policy('payments/payments-secrets-read'), 'its condition key fits its action'),
  invalid.nearMiss(awsPolicy('AmazonSESFullAccess'), 'not ours to correct'),
  invalid.nearMiss(role('service-role/cognito-shop-unauthenticated'), 'ForAnyValue on a claim of several values'),
];
