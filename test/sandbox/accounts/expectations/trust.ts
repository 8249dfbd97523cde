import { check, type Expectation, prod } from './expectation.ts';

const { role } = prod;
const ecs = (name: string) => role(`ecs/${name}`);
const vendor = (name: string) => role(`vendors/${name}`);
const cdk = (name: string) => role(`cdk-hnb659fds-${name}-role-111122223333-eu-west-1`);

const anyone = check('trust-anyone');
const external = check('trust-external-account');
const whole = check('trust-whole-account');
const deputy = check('trust-confused-deputy');
const oidc = check('trust-oidc-unscoped');
const saml = check('trust-saml-unscoped');
const cognito = check('trust-cognito-unauthenticated');
const deleted = check('trust-deleted-principal');
const admin = check('trust-role-admin-cross-account');

const medium = { severity: 'medium' } as const;
const high = { severity: 'high' } as const;

export const trust: readonly Expectation[] = [
  anyone.finding(role('brand-assets-read'), 'everybody, but for the condition on the organisation', medium),
  anyone.nearMiss(vendor('vendor-edi-exchange'), 'carelessly, but one account'),
  anyone.nearMiss(role('break-glass-admin'), 'two users'),

  external.finding(vendor('vendor-edi-exchange'), 'needs no external id', high),
  external.finding(vendor('vendor-monitoring'), 'with an external id, not in trustedAccountIds', medium),
  external.finding(vendor('vendor-cost-optimizer'), 'with an external id, not in trustedAccountIds', medium),
  external.finding(vendor('vendor-siem-pilot'), 'with an external id, and never used', medium),
  external.finding(vendor('vendor-pentest'), 'with an external id, long after the assessment', medium),
  external.nearMiss(role('security-audit'), 'in trustedAccountIds'),
  external.nearMiss(role('org-inventory'), 'in trustedAccountIds'),
  external.nearMiss(cdk('deploy'), 'the account itself'),

  whole.finding(vendor('vendor-edi-exchange'), 'all of it'),
  whole.finding(vendor('vendor-monitoring'), 'all of it: everybody there may know the external id'),
  whole.finding(vendor('vendor-cost-optimizer'), 'all of it: everybody there may know the external id'),
  whole.finding(vendor('vendor-siem-pilot'), 'all of it: everybody there may know the external id'),
  whole.finding(role('org-inventory'), 'all of the account of the audit team'),
  whole.nearMiss(role('security-audit'), 'one role of it'),
  whole.nearMiss(vendor('vendor-pentest'), 'two roles of it'),
  whole.nearMiss(role('support-cases'), 'the account itself'),
  whole.nearMiss(cdk('lookup'), 'the account itself'),

  ...['ecs-task-execution', 'orders-worker-task', 'wms-core-task', 'wms-label-task'].map((name) =>
    deputy.finding(ecs(name), 'a task of any account'),
  ),
  ...['backoffice-task', 'reporting-task', 'batch-price-scraper-task'].map((name) =>
    deputy.finding(ecs(name), 'a task of any account'),
  ),
  deputy.finding(ecs('ecs-events-scheduler'), 'a rule of any account'),
  deputy.finding(role('data-migration,phase=2'), 'a replication of any account, by the principal of one Region'),
  deputy.finding(role('dms-vpc-role'), 'a replication of any account'),
  deputy.finding(role('dms-cloudwatch-logs-role'), 'a replication of any account'),
  deputy.finding(role('rds-enhanced-monitoring'), 'a database of any account'),
  deputy.finding(role('service-role/transfer-sftp-suppliers'), 'a server of any account'),
  deputy.finding(role('vpc-flow-logs'), 'a flow log of any account'),
  deputy.nearMiss(ecs('payments-gateway-task'), 'demands account and ARN'),
  deputy.nearMiss(role('service-role/stepfunctions-month-end'), 'demands the account'),
  deputy.nearMiss(role('service-role/scheduler-nightly-batch'), 'demands the account'),
  deputy.nearMiss(role('service-role/eventbridge-start-fulfilment'), 'demands the ARN of one rule'),
  deputy.nearMiss(role('shop-api-cart'), 'Lambda does not say for whom'),
  deputy.nearMiss(role('bastion-host'), 'EC2 does not say for whom'),
  deputy.nearMiss(cdk('cfn-exec'), 'CloudFormation does not say for whom'),
  deputy.nearMiss(role('service-role/glue-crawler-orders'), 'AWS does not write that Glue says for whom'),
  deputy.nearMiss(
    role('aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS'),
    'a service that says for whom, but the role is its own',
  ),

  oidc.finding(role('ci/github-actions-loadtest'), 'repo:northwind* matches whoever calls himself so', {
    severity: 'critical',
  }),
  oidc.nearMiss(role('ci/github-actions-mobile'), 'every repository, but of one organisation'),
  oidc.nearMiss(role('ci/github-actions-infra-plan'), 'every branch, but of one repository'),
  oidc.nearMiss(role('ci/github-actions-shop-deploy'), 'one branch'),
  oidc.nearMiss(role('eks-external-dns-poc'), 'the issuer is that of one cluster'),
  oidc.nearMiss(role('service-role/cognito-shop-authenticated'), 'tokens of one pool'),

  saml.nearMiss(role('adfs-developers'), 'demands the address to sign in at'),
  saml.nearMiss(
    role('aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Billing_d81f3c6a27be0945'),
    'of Identity Center',
  ),

  cognito.finding(role('service-role/cognito-shop-unauthenticated'), 'for visitors of the shop, as it is meant', high),
  cognito.nearMiss(role('service-role/cognito-shop-authenticated'), 'for customers who have signed in'),

  deleted.finding(role('prometheus-scraper'), 'AROAEXAMPLEDELETED01X, beside a role that is there'),
  deleted.nearMiss(vendor('vendor-pentest'), 'roles of another account, by their ARNs'),

  admin.finding(vendor('vendor-pentest'), 'ReadOnlyAccess reads what is stored', high),
  admin.nearMiss(vendor('vendor-siem-pilot'), 'ViewOnlyAccess reads nothing that is stored'),
  admin.nearMiss(role('security-audit'), 'SecurityAudit reads nothing that is stored'),
  admin.nearMiss(cdk('cfn-exec'), 'an administrator, for CloudFormation alone'),
  admin.nearMiss(role('break-glass-admin'), 'an administrator, for users of the account alone'),
];
