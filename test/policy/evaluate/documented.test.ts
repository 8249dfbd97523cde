// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../lib/policy/evaluate/decide.ts';
import { allow, deny } from '../policies.ts';
import { ACCOUNT, alice, ask, deployerSession, OTHER_ACCOUNT } from './asking.ts';

/*
 * What AWS's documentation says of particular policies, page by page (IAM User Guide unless the page's name begins with orgs_,
 * then AWS Organizations User Guide). The policies are ours, in the shape of the page's examples.
 */

type Request = Parameters<typeof ask>[0];
type Policies = Parameters<typeof ask>[1];
type Row = readonly [
  says: string,
  request: Partial<Request>,
  policies: Policies,
  decision: Decision<string>['decision'],
];

const bucket = 'arn:aws:s3:::amzn-s3-demo-bucket';
const readObject: Request = { principal: alice, action: 's3:GetObject', resource: `${bucket}/a.txt` };
const everyone = { Principal: '*' };
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });

const pages: Readonly<Record<string, readonly Row[]>> = {
  'reference_policies_evaluation-logic_AccessPolicyLanguage_Interplay': (() => {
    const identity = [allow(['iam:Get*', 'iam:List*']), deny('iam:*Report')];
    return [
      ['a Get or List is allowed', { action: 'iam:ListUsers', resource: '*' }, { identity }, 'allowed'],
      [
        'anything else is denied by nothing that allows it',
        { action: 'iam:CreatePolicy', resource: '*' },
        { identity },
        'implicitDeny',
      ],
      [
        'a report is denied in spite of the Allow',
        { action: 'iam:GetOrganizationsAccessReport', resource: '*' },
        { identity },
        'explicitDeny',
      ],
      [
        'and stays so when another policy allows it',
        { action: 'iam:GenerateCredentialReport', resource: '*' },
        { identity: [...identity, allow('iam:GenerateCredentialReport')] },
        'explicitDeny',
      ],
    ];
  })(),
  'reference_policies_evaluation-logic_policy-eval-denyallow': [
    ['the root user is allowed by default', { principal: `arn:aws:iam::${ACCOUNT}:root` }, {}, 'allowed'],
    ['a request is denied by default', {}, {}, 'implicitDeny'],
    [
      'the resource may allow a user alone',
      {},
      { resource: [allow('s3:GetObject', { Principal: { AWS: alice } })] },
      'allowed',
    ],
    [
      'a role in a resource-based policy is limited by its boundary',
      { principal: deployerSession },
      {
        resource: [allow('s3:GetObject', { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/ci/deployer` } })],
        boundary: [],
      },
      'implicitDeny',
    ],
    [
      'everybody with aws:PrincipalArn is not',
      { principal: deployerSession },
      {
        resource: [
          allow('s3:GetObject', {
            ...everyone,
            ...when('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${ACCOUNT}:role/*`),
          }),
        ],
        boundary: [],
      },
      'allowed',
    ],
    [
      'unless something denies it',
      { principal: deployerSession },
      { identity: [deny('s3:GetObject')], resource: [allow('s3:GetObject', everyone)] },
      'explicitDeny',
    ],
  ],
  'reference_policies_evaluation-logic-cross-account': [
    [
      'the account of the resource has to trust',
      { resourceAccountId: OTHER_ACCOUNT },
      { identity: [allow('s3:*')] },
      'implicitDeny',
    ],
    [
      'the account of the principal has to allow',
      { resourceAccountId: OTHER_ACCOUNT },
      { resource: [allow('s3:*', { Principal: { AWS: alice } })] },
      'implicitDeny',
    ],
    [
      'both together allow',
      { resourceAccountId: OTHER_ACCOUNT },
      { identity: [allow('s3:*')], resource: [allow('s3:*', { Principal: { AWS: ACCOUNT } })] },
      'allowed',
    ],
  ],
  access_policies_boundaries: (() => {
    const boundary = [allow(['s3:*', 'cloudwatch:*', 'ec2:*'])];
    return [
      ['the boundary alone allows nothing', {}, { boundary }, 'implicitDeny'],
      [
        'what it leaves out is not allowed',
        { action: 'iam:CreateUser', resource: '*' },
        { boundary, identity: [allow('iam:CreateUser')] },
        'implicitDeny',
      ],
      ['what both allow is', {}, { boundary, identity: [allow('s3:GetObject')] }, 'allowed'],
      [
        'a resource-based policy for the user is not limited',
        {},
        { boundary: [], resource: [allow('s3:*', { Principal: { AWS: alice } })] },
        'allowed',
      ],
      [
        'NotPrincipal denies whoever has a boundary',
        {},
        {
          boundary,
          identity: [allow('s3:*')],
          resource: [{ Effect: 'Deny', NotPrincipal: { AWS: alice }, Action: '*', Resource: '*' }],
        },
        'explicitDeny',
      ],
    ];
  })(),
  orgs_manage_policies_scps_evaluation: [
    [
      'every level has to allow',
      {},
      { identity: [allow('*')], scps: [[allow('*')], [allow('s3:*')], [allow('*')]] },
      'allowed',
    ],
    [
      'one that does not is enough',
      {},
      { identity: [allow('*')], scps: [[allow('*')], [allow('ec2:*')], [allow('*')]] },
      'implicitDeny',
    ],
    ['an SCP grants nothing', {}, { scps: [[allow('*')]] }, 'implicitDeny'],
    [
      'a Deny at any level wins',
      {},
      { identity: [allow('*')], scps: [[allow('*')], [allow('*'), deny('s3:*')]] },
      'explicitDeny',
    ],
    [
      'the root user is bound too',
      { principal: `arn:aws:iam::${ACCOUNT}:root` },
      { scps: [[deny('s3:*')]] },
      'explicitDeny',
    ],
  ],
  orgs_manage_policies_rcps_evaluation: [
    ['RCPFullAWSAccess is attached at every level', {}, { identity: [allow('s3:*')], rcps: [[], []] }, 'allowed'],
    ['an RCP grants nothing', {}, { rcps: [[allow('*', everyone)]] }, 'implicitDeny'],
    ['a Deny at any level wins', {}, { identity: [allow('*')], rcps: [[], [deny('s3:*', everyone)]] }, 'explicitDeny'],
  ],
  reference_policies_elements_notaction: [
    [
      'NotAction with Allow allows the rest',
      { action: 'sqs:SendMessage', resource: '*' },
      { identity: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] },
      'allowed',
    ],
    [
      'but not what it names',
      { action: 'iam:GetUser', resource: '*' },
      { identity: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] },
      'implicitDeny',
    ],
    [
      'NotAction with Deny allows nothing by itself',
      { action: 'iam:ListUsers', resource: '*' },
      { identity: [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }] },
      'implicitDeny',
    ],
    [
      'and denies the rest',
      {},
      { identity: [allow('s3:*'), { Effect: 'Deny', NotAction: 'iam:*', Resource: '*' }] },
      'explicitDeny',
    ],
  ],
  reference_policies_elements_notresource: [
    [
      'Deny with NotResource denies everywhere else',
      { resource: 'arn:aws:s3:::other-bucket/a.txt' },
      { identity: [allow('s3:*'), { Effect: 'Deny', Action: 's3:*', NotResource: [bucket, `${bucket}/*`] }] },
      'explicitDeny',
    ],
    [
      'and not there',
      {},
      { identity: [allow('s3:*'), { Effect: 'Deny', Action: 's3:*', NotResource: [bucket, `${bucket}/*`] }] },
      'allowed',
    ],
  ],
  reference_policies_elements_action: [
    ['the case of an action does not matter', {}, { identity: [allow('S3:getobject')] }, 'allowed'],
    [
      'wildcards stand for a part of its name',
      { action: 'iam:CreateAccessKey', resource: '*' },
      { identity: [allow('iam:*AccessKey*')] },
      'allowed',
    ],
  ],
  reference_policies_elements_resource: [
    [
      'a wildcard crosses slashes',
      { resource: `${bucket}/1/2/test/3/object.jpg` },
      { identity: [allow('s3:*', { Resource: `${bucket}/*/test/*` })] },
      'allowed',
    ],
    [
      'a name in another case is another one',
      { action: 'iam:GetUser', resource: `arn:aws:iam::${ACCOUNT}:user/bob` },
      { identity: [allow('iam:*', { Resource: `arn:aws:iam::${ACCOUNT}:user/Bob` })] },
      'implicitDeny',
    ],
    [
      '? is one character',
      { resource: `${bucket}/ab` },
      { identity: [allow('s3:*', { Resource: `${bucket}/?` })] },
      'implicitDeny',
    ],
  ],
  reference_policies_variables: [
    [
      'a variable is filled from the request',
      { resource: `${bucket}/alice/a.txt` },
      { identity: [allow('s3:*', { Resource: `${bucket}/\${aws:username}/*` })] },
      'allowed',
    ],
    [
      'one without a value matches nothing',
      {},
      { identity: [allow('s3:*', { Resource: `${bucket}/\${aws:PrincipalTag/team}*` })] },
      'implicitDeny',
    ],
    [
      'unless it has a default',
      { resource: `${bucket}/company-wide/a.txt` },
      { identity: [allow('s3:*', { Resource: `${bucket}/\${aws:PrincipalTag/team, 'company-wide'}/*` })] },
      'allowed',
    ],
    [
      '${*} is a star and no wildcard',
      {},
      { identity: [allow('s3:*', { Resource: `${bucket}/\${*}.txt` })] },
      'implicitDeny',
    ],
  ],
  reference_policies_elements_condition_operators: [
    [
      'a missing key makes a condition false',
      {},
      { identity: [allow('s3:*', when('StringEquals', 'aws:SourceVpc', 'vpc-1'))] },
      'implicitDeny',
    ],
    [
      'and a negated one true',
      {},
      { identity: [allow('s3:*', when('StringNotEquals', 'aws:SourceVpc', 'vpc-1'))] },
      'allowed',
    ],
    [
      'IfExists makes it true',
      {},
      { identity: [allow('s3:*', when('StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1'))] },
      'allowed',
    ],
    [
      'IfExists does not help a key with another value',
      { context: { 'aws:SourceVpc': 'vpc-2' } },
      { identity: [allow('s3:*', when('StringLikeIfExists', 'aws:SourceVpc', 'vpc-1'))] },
      'implicitDeny',
    ],
    [
      'Null true: the key is missing',
      { context: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } },
      { identity: [allow('*'), deny('*', when('Null', 'aws:TokenIssueTime', 'true'))] },
      'allowed',
    ],
    [
      'Null false: it is there',
      { context: { 'aws:TokenIssueTime': '2026-01-01T00:00:00Z' } },
      { identity: [allow('*'), deny('*', when('Null', 'aws:TokenIssueTime', 'false'))] },
      'explicitDeny',
    ],
    [
      'an address in one of the ranges',
      { context: { 'aws:SourceIp': '203.0.113.9' } },
      { identity: [allow('*', when('IpAddress', 'aws:SourceIp', ['192.0.2.0/24', '203.0.113.0/24']))] },
      'allowed',
    ],
    [
      'a range of IPv6',
      { context: { 'aws:SourceIp': '2001:db8:1234:5678::9' } },
      { identity: [allow('*', when('IpAddress', 'aws:SourceIp', '2001:DB8:1234:5678::/64'))] },
      'allowed',
    ],
    [
      'a date before another',
      { context: { 'aws:CurrentTime': '2026-06-30T23:59:59Z' } },
      { identity: [allow('*', when('DateLessThan', 'aws:CurrentTime', '2026-07-01T00:00:00Z'))] },
      'allowed',
    ],
  ],
  'reference_policies_condition-logic-multiple-context-keys-or-values': [
    [
      'several keys must all match',
      { context: { 'aws:PrincipalTag/team': 'a', 'aws:RequestedRegion': 'eu-west-1' } },
      {
        identity: [
          allow('*', {
            Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a', 'aws:RequestedRegion': 'us-east-1' } },
          }),
        ],
      },
      'implicitDeny',
    ],
    [
      'of several values one is enough',
      { context: { 'aws:RequestedRegion': 'eu-west-1' } },
      { identity: [allow('*', when('StringEquals', 'aws:RequestedRegion', ['us-east-1', 'eu-west-1']))] },
      'allowed',
    ],
    [
      'with a negated operator none may match',
      { context: { 'aws:RequestedRegion': 'eu-west-1' } },
      { identity: [allow('*'), deny('*', when('StringNotEquals', 'aws:RequestedRegion', ['us-east-1', 'eu-west-1']))] },
      'allowed',
    ],
  ],
  'reference_policies_condition-single-vs-multi-valued-context-keys': [
    [
      'ForAllValues: all of the request',
      { context: { 'aws:TagKeys': ['team', 'owner'] } },
      { identity: [allow('*', when('ForAllValues:StringEquals', 'aws:TagKeys', ['team', 'owner', 'cost']))] },
      'allowed',
    ],
    [
      'one more is one too many',
      { context: { 'aws:TagKeys': ['team', 'x'] } },
      { identity: [allow('*', when('ForAllValues:StringEquals', 'aws:TagKeys', ['team', 'owner']))] },
      'implicitDeny',
    ],
    [
      'it holds without the key',
      {},
      { identity: [allow('*', when('ForAllValues:StringEquals', 'aws:TagKeys', ['team']))] },
      'allowed',
    ],
    [
      'ForAnyValue: one of the request',
      { context: { 'aws:TagKeys': ['x', 'team'] } },
      { identity: [allow('*', when('ForAnyValue:StringEquals', 'aws:TagKeys', ['team']))] },
      'allowed',
    ],
    [
      'it does not hold without the key',
      {},
      { identity: [allow('*', when('ForAnyValue:StringEquals', 'aws:TagKeys', ['team']))] },
      'implicitDeny',
    ],
  ],
  'reference_policies_condition-keys': [
    [
      'long-lived credentials have no aws:MultiFactorAuthPresent: Bool misses them',
      {},
      { identity: [allow('*'), deny('*', when('Bool', 'aws:MultiFactorAuthPresent', 'false'))] },
      'allowed',
    ],
    [
      'BoolIfExists does not',
      {},
      { identity: [allow('*'), deny('*', when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'))] },
      'explicitDeny',
    ],
    [
      'aws:PrincipalArn of a session is its role',
      { principal: `arn:aws:sts::${ACCOUNT}:assumed-role/app/i-1` },
      { identity: [allow('*', when('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${ACCOUNT}:role/app`))] },
      'allowed',
    ],
    [
      'a service has no aws:PrincipalArn',
      { principal: { kind: 'service', name: 'cloudtrail.amazonaws.com' } },
      {
        resource: [
          allow('s3:*', {
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            ...when('Null', 'aws:PrincipalArn', 'true'),
          }),
        ],
      },
      'allowed',
    ],
  ],
  'confused-deputy': [
    [
      'a service that comes for another account is kept out',
      { principal: { kind: 'service', name: 'sns.amazonaws.com' }, context: { 'aws:SourceAccount': OTHER_ACCOUNT } },
      {
        resource: [
          allow('s3:*', {
            Principal: { Service: 'sns.amazonaws.com' },
            ...when('StringEquals', 'aws:SourceAccount', ACCOUNT),
          }),
        ],
      },
      'implicitDeny',
    ],
  ],
};

describe.each(Object.entries(pages))('%s', (_, rows) => {
  it.each(rows)('%s', (_says, request, policies, decision) => {
    expect(ask({ ...readObject, ...request }, policies).decision).toBe(decision);
  });
});
