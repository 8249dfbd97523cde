import { check, type Expectation, prod } from './expectation.ts';

const { role, user } = prod;
const unused = check('services-unused');
const actions = check('actions-unused');

const reads = (services: string) => ({ services: services.split(' '), severity: 'low' }) as const;
const writes = (services: string) => ({ services: services.split(' '), severity: 'medium' }) as const;
const billing =
  'account aws-portal consolidatedbilling freetier mapcredits payments pricing purchase-orders support sustainability';
const watching =
  'application-autoscaling application-signals cloudtrail iam oam observabilityadmin resource-explorer-2 rum servicequotas sns';

export const unusedServices: readonly Expectation[] = [
  // Administrators use a handful of services out of all.
  unused.finding(user('people/m.okafor'), 'administrator'),
  unused.finding(user('people/s.lindqvist'), 'administrator'),
  unused.finding(user('contractors/j.tanaka'), 'administrator, for a migration'),
  unused.finding(role('break-glass-admin'), 'administrator, for emergencies'),
  unused.finding(role('cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1'), 'administrator, for deployments'),
  // Readers of everything.
  unused.finding(role('ci/github-actions-infra-plan'), 'ReadOnlyAccess for what terraform plan reads'),
  unused.finding(role('cdk-hnb659fds-lookup-role-111122223333-eu-west-1'), 'ReadOnlyAccess for three services'),
  unused.finding(role('org-inventory'), 'ViewOnlyAccess for eight services'),
  // People.
  unused.finding(user('people/k.nowak'), 'a policy of their own', reads('secretsmanager')),
  unused.finding(user('people/l.ferreira'), 'part of a day-to-day policy', writes('ecr ecs events sqs states xray')),
  unused.finding(
    user('people/f.almeida'),
    'experiments that did not happen',
    writes('cloudformation ec2 ecr ecs sagemaker xray'),
  ),
  unused.finding(
    user('people/c.dubois'),
    'part of a day-to-day policy',
    writes('cloudformation events lambda s3 sqs states xray'),
  ),
  unused.finding(user('people/o.petrov'), 'all of billing for three reports', writes(`${billing} tax`)),
  unused.finding(user('people/g.marchetti'), 'all of billing, once a quarter', writes(`${billing} budgets cur iam s3`)),
  unused.finding(
    user('contractors/"acme"<svg/onload=alert(1)>/y.nakamura'),
    'what comes with AWSCodeCommitPowerUser',
    writes('chatbot codeguru-reviewer codestar-connections codestar-notifications lambda'),
  ),
  unused.finding(
    user('contractors/x.delacroix'),
    'everything of AWSCodeCommitPowerUser but a list or two',
    writes('chatbot codecommit codeguru-reviewer codestar-connections codestar-notifications events iam'),
  ),
  // Machines.
  unused.finding(user('machines/metrics-forwarder'), 'an inline policy', reads('ec2')),
  unused.finding(user('machines/grafana-reader'), 'charts need less than CloudWatchReadOnlyAccess', reads(watching)),
  unused.finding(
    user('machines/keyspaces-loader'),
    'reads buckets only, so far',
    reads('application-autoscaling cassandra cloudwatch ec2 kms'),
  ),
  unused.finding(
    user('machines/bedrock-chat-assistant'),
    'what comes with AmazonBedrockLimitedAccess',
    writes('aws-marketplace bedrock-mantle bedrock-websearch ec2 iam kms'),
  ),
  // Workloads.
  unused.finding(role('shop-api-checkout'), 'customer-profile-read brings it along', reads('cognito-idp')),
  unused.finding(role('shop-api-search'), 'no traces', writes('xray')),
  unused.finding(role('shop-api-account'), 'two policies that it does not need', reads('geo rekognition')),
  unused.finding(role('payments/payments-capture'), 'decrypts nothing itself', writes('kms')),
  unused.finding(role('pricing-import'), 'no traces', writes('xray')),
  unused.finding(role('notifications-dispatcher'), 'neither mail nor text messages', writes('ses sms-voice')),
  unused.finding(role('mobile-push-sender'), 'AmazonSNSFullAccess for nothing', writes('sms-voice sns')),
  unused.finding(role('stock-level-api'), 'AmazonSNSFullAccess for nothing', writes('sms-voice sns')),
  unused.finding(role('canary-checkout'), 'a day past the threshold: traces 91 days ago', writes('xray')),
  unused.finding(role('ecs/ecs-task-execution'), 'secrets come from one of two places', reads('ssm')),
  unused.finding(role('ecs/shop-recommendations-task'), 'searches nothing', writes('es')),
  unused.finding(role('ecs/wms-label-task'), 'a task is no instance', writes('ec2messages ssm ssmmessages')),
  unused.finding(
    role('ecs/backoffice-task'),
    'AmazonDynamoDBReadOnlyAccess reads more than tables',
    reads('application-autoscaling datapipeline dax ec2 geo iam kinesis lambda resource-groups sns tag'),
  ),
  unused.finding(role('ecs/reporting-task'), 'comes with AmazonS3ReadOnlyAccess', reads('s3-object-lambda')),
  unused.finding(role('prometheus-scraper'), 'uses none of its own permissions', reads('s3 s3-object-lambda')),
  unused.finding(role('build-agent'), 'four AWS managed policies', writes('ec2 s3-object-lambda ssmmessages xray')),
  unused.finding(role('sftp-gateway'), 'a policy that AWS replaced long ago', writes('cloudwatch ds ec2 ssmmessages')),
  unused.finding(
    role('service-role/cognito-shop-authenticated'),
    'the wizard of years ago',
    writes('cognito-sync mobileanalytics'),
  ),
  // Delivery, data, operations, vendors.
  unused.finding(
    role('ci/github-actions-infra-apply'),
    'twelve services on everything',
    writes('kms rds route53 sns sqs'),
  ),
  unused.finding(
    role('cdk-hnb659fds-deploy-role-111122223333-eu-west-1'),
    'the bucket has no key of its own',
    writes('kms'),
  ),
  unused.finding(
    role('cdk-hnb659fds-file-publishing-role-111122223333-eu-west-1'),
    'the bucket has no key of its own',
    writes('kms'),
  ),
  unused.finding(role('service-role/glue-crawler-orders'), 'AWSGlueServiceRole, outside a network', writes('ec2 iam')),
  unused.finding(role('service-role/glue-etl-curated'), 'AWSGlueServiceRole', reads('iam')),
  unused.finding(role('service-role/backup-service'), 'no file system is backed up', writes('elasticfilesystem')),
  unused.finding(
    role('service-role/backup-restore-test'),
    'no file system is restored',
    writes('backup elasticfilesystem'),
  ),
  unused.finding(
    role('service-role/chatbot-ops-alerts'),
    'alarms and logs alone',
    reads(`${watching} autoscaling synthetics xray`),
  ),
  unused.finding(
    role('vendors/vendor-monitoring'),
    'two policies for one vendor',
    reads(`${watching} autoscaling synthetics`),
  ),
  unused.finding(role('support-cases'), 'cases come by the API', writes('support-console')),

  unused.nearMiss(user('people/a.moreau'), 'uses all of the day-to-day policy'),
  unused.nearMiss(user('people/w.schneider'), 'uses all that the support desk has'),
  unused.nearMiss(user('people/t.oconnell'), 'a day before the threshold: 89 days'),
  unused.nearMiss(user('people/h.bergstrom'), 'the user is unused'),
  unused.nearMiss(user('machines/print-server'), 'user-without-credentials says it'),
  unused.nearMiss(role('orders-dead-letter-replayer'), 'a day before the threshold: 89 days'),
  unused.nearMiss(role('quarterly-vat-report'), 'all of it, once a quarter'),
  unused.nearMiss(role('month-end-close'), 'all of it, once a month'),
  unused.nearMiss(role('pricing-engine-worker'), 'its third service is denied by another policy'),
  unused.nearMiss(role('legacy-report-export'), 'the role is unused'),
  unused.nearMiss(role('aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling'), 'service-linked'),
  unused.nearMiss(role('account-auditor'), 'least privilege, nightly'),

  unused.unknown(role('security-audit'), 'young', 'AWS changed SecurityAudit five days ago'),
  unused.unknown(user('people/z.adeyemi'), 'young', 'AWS changed SecurityAudit five days ago'),
  unused.unknown(role('stock-level-api'), 'young', 'flags come from a policy changed four days ago', {
    discriminator: 'appconfig',
  }),
  unused.unknown(role('loyalty-statement-mailer'), 'young', 'the ledger comes from a policy changed three days ago'),
  unused.unknown(role('wms-mx-bridge'), 'untracked-region', 'the queue is in mx-central-1', { discriminator: 'sqs' }),
  unused.unknown(
    role('service-role/mobile-backend-legacy'),
    'untracked',
    'Mobile Hub was closed: AWS reports nothing on it',
    { discriminator: 'mobilehub' },
  ),
  ...[
    'ci/github-actions-shop-deploy',
    'ci/github-actions-orders-deploy',
    'ecs/ecs-events-scheduler',
    'service-role/scheduler-nightly-batch',
    'service-role/backup-restore-test',
    'cdk-hnb659fds-deploy-role-111122223333-eu-west-1',
  ].map((name) =>
    unused.unknown(role(name), 'untracked', 'of IAM it may call PassRole alone, whose use AWS never records', {
      discriminator: 'iam',
    }),
  ),

  // Whose story says what they call.
  actions.finding(role('ci/github-actions-orders-deploy'), 'updates functions, and publishes no version', {
    services: ['lambda'],
  }),
  actions.finding(role('ci/github-actions-infra-apply'), 'nearly all of ec2 and iam', { services: ['ec2', 'iam'] }),
  actions.finding(
    role('cdk-hnb659fds-deploy-role-111122223333-eu-west-1'),
    'three calls to CloudFormation make a deployment',
    { services: ['cloudformation'] },
  ),
  actions.nearMiss(role('service-role/eventbridge-start-fulfilment'), 'both of its actions, one of them 88 days ago'),
  actions.nearMiss(role('quarterly-close-archive'), 'the role is unused'),
  actions.unknown(role('orders-api'), 'untracked', 'what it does to tables is no management of them', {
    discriminator: 'dynamodb',
  }),
  actions.unknown(role('mx-label-printer'), 'untracked-region', 'may only work on resources in mx-central-1'),
];
