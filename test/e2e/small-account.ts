import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';

/** When the account's ages are counted from. Fixed, so that two audits of it can be held against each other. */
export const smallAccountNow = new Date('2026-11-23T03:00:00Z');

export const smallAccountBucket = 'small-archive';

const allow = (...actions: string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});

const trustedBy = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});

const numbered = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Twelve users, 27 roles and 15 policies, with functions, buckets and instances around them, with something for most checks to find: quick to audit, many times over. */
export const smallAccount: AccountSpecInput = {
  accountId: '111122223333',
  alias: 'harbour-test',
  root: { created: '-900d', mfa: 'virtual', passwordLastUsed: '-5d' },
  passwordPolicy: { minimumLength: 14 },
  users: [
    ...numbered(6, (index) => ({
      name: `engineer-${index}`,
      created: '-400d',
      groups: ['engineers'],
      mfa: 'virtual' as const,
      password: { changed: '-60d', lastUsed: `-${1 + index * 20}d` },
      keys: [{ created: '-200d', lastUsed: index % 2 === 0 ? '-1d' : '-120d' }],
      used: { s3: '-1d' },
    })),
    ...numbered(3, (index) => ({ name: `leaver-${index}`, created: '-700d', policies: ['data-read'], used: {} })),
    { name: 'build-bot', created: '-300d', policies: ['deploy'], keys: [{ created: '-300d', lastUsed: null }] },
    {
      name: 'mail-relay',
      created: '-500d',
      inline: { send: allow('ses:SendEmail', 'sns:Publish') },
      keys: [{ created: '-500d', lastUsed: '-2d', service: 'ses' }],
      serviceCredentials: [{ service: 'codecommit.amazonaws.com', created: '-450d' }],
      used: { ses: '-2d' },
    },
    { name: 'visitor', created: '-3d' },
  ],
  groups: [
    { name: 'engineers', created: '-800d', policies: ['data-read'] },
    { name: 'nobody', created: '-800d', policies: ['deploy'] },
    { name: 'talk', created: '-800d' },
  ],
  roles: [
    ...numbered(10, (index) => ({
      name: `service-${index}`,
      created: '-500d',
      trust: trustedBy('ec2.amazonaws.com'),
      policies: ['data-read', `service-${index}`, 'tracing'],
      used: { s3: '-1d', ...(index < 5 ? { sqs: '-2d', xray: '-1d' } : {}) },
    })),
    ...numbered(7, (index) => ({
      name: `retired-${index}`,
      created: '-600d',
      trust: trustedBy('lambda.amazonaws.com'),
      policies: ['deploy'],
      lastUsed: index % 2 === 0 ? null : '-150d',
    })),
    ...numbered(5, (index) => ({
      name: `job-${index}`,
      created: '-90d',
      trust: trustedBy('batch.amazonaws.com'),
      inline: { work: allow('dynamodb:GetItem', 'dynamodb:DescribeTable', 'dynamodb:ListTables', 'kms:Decrypt') },
      used: {
        dynamodb: '-1d',
        'dynamodb:DescribeTable': '-1d',
        ...(index === 0 ? { 'dynamodb:ListTables': '-3d' } : {}),
      },
    })),
    {
      name: 'AWSServiceRoleForSupport',
      path: '/aws-service-role/support.amazonaws.com/',
      created: '-900d',
      trust: trustedBy('support.amazonaws.com'),
      policies: ['deploy'],
    },
    {
      name: 'AWSReservedSSO_DataReader_0a1b2c3d4e5f6071',
      path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
      created: '-400d',
      trust: trustedBy('sso.amazonaws.com'),
      inline: { AwsSSOInlinePolicy: allow('athena:StartQueryExecution', 'athena:StopQueryExecution', 'glue:GetTable') },
      used: { athena: '-1d', 'athena:StartQueryExecution': '-1d' },
    },
    {
      name: 'function-role',
      created: '-300d',
      trust: trustedBy('lambda.amazonaws.com'),
      inline: { work: allow('s3:*', 'logs:PutLogEvents') },
      used: { s3: '-1d', logs: '-1d' },
    },
    {
      name: 'stack-role',
      created: '-300d',
      trust: trustedBy('cloudformation.amazonaws.com'),
      inline: { queues: allow('sqs:CreateQueue') },
    },
    { name: 'newcomer', created: '-2d', trust: trustedBy('ecs-tasks.amazonaws.com'), policies: ['data-read'] },
  ],
  policies: [
    { name: 'data-read', created: '-800d', document: allow('s3:GetObject', 's3:ListBucket') },
    {
      name: 'deploy',
      created: '-800d',
      document: allow('cloudformation:*'),
      dormantVersions: [{ created: '-850d', document: allow('*') }],
    },
    ...numbered(10, (index) => ({
      name: `service-${index}`,
      created: '-500d',
      document: allow('sqs:SendMessage', 'sqs:ReceiveMessage'),
    })),
    { name: 'tracing', created: '-700d', document: allow('xray:PutTraceSegments') },
    ...numbered(2, (index) => ({ name: `draft-${index}`, created: '-200d', document: allow('ec2:Describe*') })),
  ],
  instanceProfiles: [
    { name: 'service-0', created: '-500d', role: 'service-0' },
    { name: 'service-1', created: '-500d', role: 'service-1' },
    { name: 'hollow', created: '-500d' },
  ],
  instances: [
    { id: 'i-0a1b2c3d4e5f60718', region: 'eu-west-1', instanceProfile: 'service-0', httpTokens: 'optional' },
    { id: 'i-0a1b2c3d4e5f60719', region: 'eu-west-1', hopLimit: 2 },
  ],
  launchTemplates: [
    { id: 'lt-0a1b2c3d4e5f60718', name: 'workers', region: 'eu-west-1', versions: [{ httpTokens: 'optional' }] },
  ],
  functions: [
    {
      name: 'orders',
      region: 'eu-west-1',
      runtime: 'python3.8',
      role: 'function-role',
      modified: '-90d',
      environment: { DB_PASSWORD: 'correct-horse-battery-staple', STAGE: 'test' },
      layers: ['arn:aws:lambda:eu-west-1:444455556666:layer:tools:3'],
    },
    {
      name: 'thumbnails',
      region: 'eu-west-1',
      runtime: 'nodejs24.x',
      role: 'function-role',
      modified: '-9d',
      tracing: true,
    },
  ],
  logGroups: [{ name: '/aws/lambda/orders', region: 'eu-west-1' }],
  parameters: { '/orders/db/password': 'not-so-secret', '/orders/stage': 'test' },
  keys: [{ id: '0a1b2c3d-0000-4000-8000-000000000001', region: 'eu-west-1', alias: 'alias/orders', created: '-300d' }],
  workloads: [{ kind: 'CloudFormation stack', name: 'shop', region: 'eu-west-1', role: 'stack-role' }],
  oidcProviders: [{ url: 'token.actions.githubusercontent.com', created: '-300d' }],
  samlProviders: [{ name: 'old-idp', created: '-800d', validUntil: '-30d' }],
  serverCertificates: [{ name: 'www-2023', uploaded: '-900d', expires: '-200d' }],
  trails: [{ name: 'management', homeRegion: 'eu-west-1', bucket: 'trail-logs', multiRegion: false }],
  events: [
    { time: '-5d', name: 'ConsoleLogin', source: 'signin.amazonaws.com', username: 'root' },
    {
      // RoleLastUsed knows nothing of it.
      time: '-10d',
      name: 'AssumeRole',
      source: 'sts.amazonaws.com',
      username: 'night-shift',
      region: 'eu-west-1',
      resources: ['arn:aws:iam::111122223333:role/retired-1'],
      parameters: { roleArn: 'arn:aws:iam::111122223333:role/retired-1' },
    },
  ],
  analyzers: [
    {
      name: 'external',
      region: 'eu-west-1',
      created: '-400d',
      findings: [
        {
          type: 'ExternalAccess',
          resource: 'arn:aws:s3:::orders-export',
          resourceType: 'AWS::S3::Bucket',
          created: '-300d',
          public: true,
        },
      ],
    },
  ],
  buckets: [
    smallAccountBucket,
    'trail-logs',
    { name: 'orders-export', region: 'eu-west-1', created: '-300d', publicGrants: [{ permission: 'READ' }] },
  ],
  kmsKeys: ['alias/account-auditor'],
};
