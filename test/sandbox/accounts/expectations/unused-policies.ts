import { awsPolicy, check, type Expectation, prod } from './expectation.ts';

const { policy, role, user } = prod;

const unattached = check('policy-unattached');
const unused = check('policy-unused');
const attachment = check('attachment-unused');
const stale = check('policy-versions-stale');

const of = (discriminator: string) => ({ discriminator });
const high = { severity: 'high' } as const;
const medium = { severity: 'medium' } as const;
const low = { severity: 'low' } as const;

export const unusedPolicies: readonly Expectation[] = [
  unattached.finding(policy('tmp-s3-full-access'), 'temporary for 703 days'),
  unattached.finding(policy('lambda-edge-log-copy'), 'left over'),
  unattached.finding(policy('boundaries/old-contractor-boundary'), 'called a boundary, and nobody has it as one'),
  unattached.nearMiss(policy('boundaries/developer-boundary'), 'a boundary is a use'),
  unattached.nearMiss(policy('boundaries/ci-boundary'), 'a boundary is a use'),
  unattached.nearMiss(policy('oncall-runbook'), 'attached to a group, if to an empty one'),
  unattached.unknown(policy('returns-portal-draft'), 'young', 'four days old'),

  unused.finding(policy('address-lookup'), 'attached to two roles, and neither looks up addresses; only reads', medium),
  unused.finding(policy('erp-backup-bucket'), 'reaches one member of a group, who left', high),
  unused.finding(awsPolicy('AmazonSNSFullAccess'), 'attached to two roles that publish nothing', high),
  unused.finding(awsPolicy('AmazonSESFullAccess'), 'attached to a role that sends no mail', high),
  unused.finding(awsPolicy('AmazonKeyspacesReadOnlyAccess_v2'), 'its only user reads buckets; only reads', medium),
  unused.finding(awsPolicy('AWSCodeCommitReadOnly'), 'last pulled 133 days ago; only reads', medium),
  unused.finding(awsPolicy('AmazonEKSWorkerNodePolicy'), 'attached to an unused role alone'),
  unused.finding(awsPolicy('AmazonEKS_CNI_Policy'), 'attached to an unused role alone', high),
  unused.finding(awsPolicy('service-role/AmazonDMSVPCManagementRole'), 'attached to an unused role alone', high),
  unused.finding(awsPolicy('service-role/AmazonDMSCloudWatchLogsRole'), 'attached to an unused role alone', high),
  unused.nearMiss(policy('oncall-runbook'), 'reaches nobody: group-empty says it'),
  unused.nearMiss(awsPolicy('AmazonRDSReadOnlyAccess'), 'reaches nobody: group-empty says it'),
  unused.nearMiss(policy('guardrails/require-mfa'), 'only denies: there is nothing to use'),
  unused.nearMiss(policy('guardrails/deny-outside-eu'), 'only denies: there is nothing to use'),
  unused.nearMiss(policy('guardrails/no-outbound-notifications'), 'only denies, in a single statement'),
  unused.nearMiss(policy('boundaries/workload-boundary'), 'a boundary grants nothing'),
  unused.nearMiss(policy('search-domain-http'), 'one of three roles does not use it: attachment-unused says it'),
  unused.nearMiss(
    policy('experiments-full-access'),
    'grants s3, which its user uses: AWS does not say by which policy',
  ),
  unused.nearMiss(policy('orders-queue-consume'), 'used every month end and by a stock worker all day'),
  unused.nearMiss(awsPolicy('aws-service-role/AWSLambdaReplicator'), 'belongs to a service-linked role'),
  unused.nearMiss(awsPolicy('PowerUserAccess'), 'used through Identity Center'),
  unused.unknown(
    policy('ci/ci-pass-task-roles'),
    'untracked',
    'grants iam:PassRole alone, whose use AWS never records',
  ),
  unused.unknown(policy('mx-label-queue'), 'untracked-region', 'all its resources are in mx-central-1'),
  unused.unknown(policy('loyalty-ledger-table'), 'young', 'changed three days ago'),
  unused.unknown(policy('returns-intake'), 'young', 'reaches a role of six days alone'),

  attachment.finding(role('shop-api-search'), 'sends no traces', of(awsPolicy('AWSXRayDaemonWriteAccess'))),
  attachment.finding(role('pricing-import'), 'sends no traces', of(awsPolicy('AWSXRayDaemonWriteAccess'))),
  attachment.finding(role('shop-api-account'), 'moderates no images', of(policy('image-moderation'))),
  attachment.finding(
    role('payments/payments-capture'),
    'decrypts nothing itself',
    of(policy('payments/payments-key-use')),
  ),
  attachment.finding(role('ecs/shop-recommendations-task'), 'searches nothing', of(policy('search-domain-http'))),
  attachment.finding(
    role('ecs/wms-label-task'),
    'a task is no instance',
    of(awsPolicy('AmazonSSMManagedInstanceCore')),
  ),
  attachment.finding(
    role('prometheus-scraper'),
    'what it reaches is granted by the other side',
    of(awsPolicy('AmazonS3ReadOnlyAccess')),
  ),
  attachment.finding(user('people/k.nowak'), 'attached to a person, and never used', of(policy('db-credentials-read'))),
  attachment.finding(role('notifications-dispatcher'), 'inline, and no text message was ever sent', of('sms-fallback')),
  attachment.finding(
    user('machines/metrics-forwarder'),
    'inline, and no instance was ever described',
    of('describe-fleet'),
  ),
  attachment.nearMiss(
    role('notifications-dispatcher'),
    'nobody uses it: policy-unused says it',
    of(awsPolicy('AmazonSESFullAccess')),
  ),
  attachment.nearMiss(
    role('mobile-push-sender'),
    'nobody uses it: policy-unused says it',
    of(awsPolicy('AmazonSNSFullAccess')),
  ),
  attachment.nearMiss(role('shop-image-resizer-v1'), 'the role itself is unused', of(policy('shop-assets-read'))),
  attachment.nearMiss(
    user('machines/print-server'),
    'user-without-credentials says it',
    of(policy('shop-assets-read')),
  ),
  attachment.nearMiss(
    role('images-transformer'),
    'two policies grant s3, which is used',
    of(policy('shop-assets-read')),
  ),
  attachment.nearMiss(
    role('ecs/backoffice-task'),
    'one of its thirteen services is used',
    of(awsPolicy('AmazonDynamoDBReadOnlyAccess')),
  ),
  attachment.nearMiss(role('pricing-engine-worker'), 'only denies', of(policy('guardrails/no-outbound-notifications'))),
  attachment.nearMiss(
    role('cdk-hnb659fds-lookup-role-111122223333-eu-west-1'),
    'inline, and only denies',
    of('LookupRolePolicy'),
  ),
  attachment.nearMiss(user('people/c.dubois'), 'comes through a group', of(policy('guardrails/deny-audit-tampering'))),
  attachment.nearMiss(role('orders-stream-projector'), 'inline, of a service that is used', of('read-orders-stream')),
  attachment.unknown(
    role('stock-level-api'),
    'young',
    'the policy was changed four days ago',
    of(policy('feature-flags-appconfig')),
  ),
  attachment.unknown(
    role('loyalty-statement-mailer'),
    'young',
    'the policy was changed three days ago',
    of(policy('loyalty-ledger-table')),
  ),
  attachment.unknown(role('wms-mx-bridge'), 'untracked-region', 'the queue is in mx-central-1', of('monterrey-queue')),

  stale.finding(policy('platform-operator'), 'the first version allows everything', high),
  stale.finding(
    policy('shop-assets-write'),
    'two old versions: s3:* on everything, and deleting from the whole bucket',
    low,
  ),
  stale.finding(policy('invoices-bucket-rw'), 'the same actions, but on every bucket', low),
  stale.nearMiss(policy('orders-table-rw'), 'the old version allows less'),
  stale.nearMiss(policy('ci/ci-ecs-deploy'), 'four old versions, and each allows less'),
  stale.nearMiss(policy('feature-flags-appconfig'), 'three old versions, and each allows less'),
  stale.nearMiss(policy('tmp-s3-full-access'), 'broad, but it is the version in force'),
];
