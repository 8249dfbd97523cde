import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';

export const readsBuckets = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }],
};

export const trustsEc2 = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

const trustsGitHub = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
    },
  ],
};

/** Something of every kind that is collected. */
export const furnished: Omit<AccountSpecInput, 'accountId'> = {
  alias: 'acme-production',
  root: { created: '-2000d' },
  passwordPolicy: { minimumLength: 14, symbols: true, maxAgeDays: 90 },
  users: [
    {
      name: 'ada',
      created: '-700d',
      groups: ['developers'],
      password: { changed: '-60d', lastUsed: '-2d' },
      mfa: 'virtual',
      keys: [{ created: '-400d', lastUsed: '-90d' }],
      sshKeys: [{ uploaded: '-300d' }],
      certificates: [{ uploaded: '-200d', active: false }],
      serviceCredentials: [{ service: 'codecommit.amazonaws.com', created: '-100d' }],
      tags: { team: 'core' },
      used: { s3: '-2d' },
    },
    { name: 'shell', created: '-700d' },
  ],
  groups: [{ name: 'developers', created: '-700d', policies: ['bucket-reader'] }],
  roles: [
    {
      name: 'exporter',
      created: '-500d',
      trust: trustsEc2,
      inline: { 'read-50%+ü': readsBuckets },
      used: { s3: '-1d' },
    },
    { name: 'forgotten', created: '-500d', trust: trustsEc2, policies: ['bucket-reader'], lastUsed: '-120d' },
    { name: 'pipeline', created: '-500d', trust: trustsGitHub, policies: ['bucket-reader'], used: { s3: '-3d' } },
    {
      name: 'AWSServiceRoleForSupport',
      path: '/aws-service-role/support.amazonaws.com/',
      created: '-500d',
      trust: trustsEc2,
    },
  ],
  policies: [{ name: 'bucket-reader', created: '-600d', document: readsBuckets }],
  instanceProfiles: [{ name: 'exporter', created: '-500d', role: 'exporter' }],
  instances: [{ id: 'i-0abc', region: 'eu-west-1', instanceProfile: 'exporter' }],
  oidcProviders: [
    { url: 'token.actions.githubusercontent.com', created: '-500d' },
    { url: 'gitlab.com', created: '-400d' },
  ],
  samlProviders: [{ name: 'okta', created: '-500d', validUntil: '+300d' }],
  serverCertificates: [{ name: 'www', uploaded: '-900d', expires: '-10d' }],
  trails: [{ name: 'all', homeRegion: 'us-east-1', bucket: 'acme-trails' }],
  analyzers: [{ name: 'external', region: 'eu-west-1', created: '-300d' }],
  organization: {
    id: 'o-a1b2c3d4e5',
    managementAccountId: '111122223333',
    accounts: ['111122223333', '222233334444'].map((id) => ({ id, name: `account-${id}`, joined: '-800d' })),
  },
  optedInRegions: ['ap-southeast-3'],
};
