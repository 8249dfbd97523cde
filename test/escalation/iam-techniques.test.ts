import { describe, expect, it } from 'vitest';
import { type AccountBuilder, anAccount } from '../builders/an-account.ts';
import type { DocumentSpec, PolicySpec, RoleSpec, UserSpec } from '../builders/specs.ts';
import { ACCOUNT_ROOT, allowing, EVERYTHING, groupArn, policyArnOf, roleArn, trusting, userArn } from './documents.ts';
import { techniquesOf } from './escalate.ts';

const eve = userArn('eve');
const worker = roleArn('worker');
const account = anAccount();
const reading = allowing('s3:GetObject');
const toAccount = trusting({ AWS: ACCOUNT_ROOT });
const toLambda = trusting({ Service: 'lambda.amazonaws.com' });
const own = (document: DocumentSpec, more: UserSpec = {}): UserSpec => ({
  ...more,
  inline: { own: document, ...more.inline },
});
const admin: RoleSpec = { inline: { all: EVERYTHING } };

/** An account in which a principal has a technique when it holds `grants`, each an action with the one resource it needs. */
interface Case {
  readonly id: string;
  readonly attacker?: string;
  readonly grants: readonly (readonly [action: string, resource: string])[];
  readonly conditional?: boolean;
  build(document: DocumentSpec): AccountBuilder;
}

const withAdminUser = (spec: UserSpec = {}) => account.withUser('root-like', { ...spec, inline: { all: EVERYTHING } });
const target = userArn('root-like');
const withPolicy = (spec: PolicySpec = {}) => account.withPolicy('team', reading, spec);

const cases: readonly Case[] = [
  {
    id: 'iam-001',
    grants: [['iam:CreatePolicyVersion', policyArnOf('team')]],
    build: (document) => withPolicy().withUser('eve', own(document, { policies: ['team'] })),
  },
  {
    id: 'iam-002',
    grants: [['iam:CreateAccessKey', target]],
    build: (document) => withAdminUser().withUser('eve', own(document)),
  },
  {
    id: 'iam-003',
    grants: [
      ['iam:CreateAccessKey', target],
      ['iam:DeleteAccessKey', target],
    ],
    build: (document) => withAdminUser({ keys: [{ slot: 1 }, { slot: 2 }] }).withUser('eve', own(document)),
  },
  {
    id: 'iam-004',
    grants: [['iam:CreateLoginProfile', target]],
    build: (document) => withAdminUser({ mfa: false }).withUser('eve', own(document)),
  },
  {
    id: 'iam-006',
    grants: [['iam:UpdateLoginProfile', target]],
    build: (document) => withAdminUser({ password: {}, mfa: false }).withUser('eve', own(document)),
  },
  {
    id: 'iam-005',
    attacker: worker,
    grants: [['iam:PutRolePolicy', worker]],
    build: (document) => account.withRole('worker', { inline: { own: document } }),
  },
  {
    id: 'iam-009',
    attacker: worker,
    grants: [['iam:AttachRolePolicy', worker]],
    build: (document) => account.withRole('worker', { inline: { own: document } }),
  },
  {
    id: 'iam-007',
    grants: [['iam:PutUserPolicy', eve]],
    build: (document) => account.withUser('eve', own(document)),
  },
  {
    id: 'iam-008',
    grants: [['iam:AttachUserPolicy', eve]],
    build: (document) => account.withUser('eve', own(document)),
  },
  {
    id: 'iam-010',
    grants: [['iam:AttachGroupPolicy', groupArn('team')]],
    build: (document) => account.withGroup('team').withUser('eve', own(document, { groups: ['team'] })),
  },
  {
    id: 'iam-011',
    grants: [['iam:PutGroupPolicy', groupArn('team')]],
    build: (document) => account.withGroup('team').withUser('eve', own(document, { groups: ['team'] })),
  },
  {
    id: 'iam-012',
    grants: [['iam:UpdateAssumeRolePolicy', worker]],
    build: (document) => account.withRole('worker', { ...admin, trust: toLambda }).withUser('eve', own(document)),
  },
  {
    id: 'iam-assume-after-trust-edit',
    grants: [
      ['iam:UpdateAssumeRolePolicy', worker],
      ['sts:AssumeRole', worker],
    ],
    build: (document) => account.withRole('worker', { ...admin, trust: toLambda }).withUser('eve', own(document)),
  },
  {
    id: 'iam-013',
    grants: [['iam:AddUserToGroup', groupArn('admins')]],
    build: (document) => account.withGroup('admins', { inline: { all: EVERYTHING } }).withUser('eve', own(document)),
  },
  {
    id: 'iam-014',
    grants: [
      ['iam:AttachRolePolicy', worker],
      ['sts:AssumeRole', worker],
    ],
    build: (document) => account.withRole('worker', { trust: toAccount }).withUser('eve', own(document)),
  },
  {
    id: 'iam-015',
    grants: [
      ['iam:AttachUserPolicy', userArn('bob')],
      ['iam:CreateAccessKey', userArn('bob')],
    ],
    build: (document) => account.withUser('bob').withUser('eve', own(document)),
  },
  {
    id: 'iam-016',
    grants: [
      ['iam:CreatePolicyVersion', policyArnOf('team')],
      ['sts:AssumeRole', worker],
    ],
    build: (document) =>
      withPolicy()
        .withRole('worker', { policies: ['team'], trust: toAccount })
        .withUser('eve', own(document)),
  },
  {
    id: 'iam-017',
    grants: [
      ['iam:PutRolePolicy', worker],
      ['sts:AssumeRole', worker],
    ],
    build: (document) => account.withRole('worker', { trust: toAccount }).withUser('eve', own(document)),
  },
  {
    id: 'iam-018',
    grants: [
      ['iam:PutUserPolicy', userArn('bob')],
      ['iam:CreateAccessKey', userArn('bob')],
    ],
    build: (document) => account.withUser('bob').withUser('eve', own(document)),
  },
  {
    id: 'iam-019',
    grants: [
      ['iam:AttachRolePolicy', worker],
      ['iam:UpdateAssumeRolePolicy', worker],
    ],
    build: (document) => account.withRole('worker', { trust: toLambda }).withUser('eve', own(document)),
  },
  {
    id: 'iam-020',
    grants: [
      ['iam:CreatePolicyVersion', policyArnOf('team')],
      ['iam:UpdateAssumeRolePolicy', worker],
    ],
    build: (document) =>
      withPolicy()
        .withRole('worker', { policies: ['team'], trust: toLambda })
        .withUser('eve', own(document)),
  },
  {
    id: 'iam-021',
    grants: [
      ['iam:PutRolePolicy', worker],
      ['iam:UpdateAssumeRolePolicy', worker],
    ],
    build: (document) => account.withRole('worker', { trust: toLambda }).withUser('eve', own(document)),
  },
  {
    id: 'sts-001',
    grants: [['sts:AssumeRole', worker]],
    build: (document) => account.withRole('worker', { ...admin, trust: toAccount }).withUser('eve', own(document)),
  },
  {
    id: 'iam-set-default-policy-version',
    grants: [['iam:SetDefaultPolicyVersion', policyArnOf('team')]],
    build: (document) =>
      withPolicy({ dormantVersions: [{ document: EVERYTHING }] }).withUser(
        'eve',
        own(document, { policies: ['team'] }),
      ),
  },
  {
    id: 'iam-delete-user-boundary',
    grants: [['iam:DeleteUserPermissionsBoundary', eve]],
    build: (document) => bounded(document),
  },
  {
    id: 'iam-put-user-boundary',
    grants: [['iam:PutUserPermissionsBoundary', eve]],
    build: (document) => bounded(document),
  },
  {
    id: 'iam-delete-role-boundary',
    grants: [
      ['iam:DeleteRolePermissionsBoundary', worker],
      ['sts:AssumeRole', worker],
    ],
    build: (document) => boundedRole().withUser('eve', own(document)),
  },
  {
    id: 'iam-put-role-boundary',
    grants: [
      ['iam:PutRolePermissionsBoundary', worker],
      ['sts:AssumeRole', worker],
    ],
    build: (document) => boundedRole().withUser('eve', own(document)),
  },
  {
    id: 'sso-new-permission-set',
    grants: [
      ['sso:CreatePermissionSet', '*'],
      ['sso:AttachManagedPolicyToPermissionSet', '*'],
      ['sso:CreateAccountAssignment', '*'],
    ],
    conditional: true,
    build: (document) => account.withUser('eve', own(document)),
  },
  ...(['AttachManagedPolicy', 'PutInlinePolicy'] as const).map(
    (verb): Case => ({
      id: verb === 'PutInlinePolicy' ? 'sso-put-inline-policy' : 'sso-attach-managed-policy',
      attacker: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Dev_1a2b3c',
      grants: [[`sso:${verb}ToPermissionSet`, '*']],
      conditional: true,
      build: (document) =>
        account.withRole('AWSReservedSSO_Dev_1a2b3c', {
          path: '/aws-reserved/sso.amazonaws.com/',
          inline: { own: document },
        }),
    }),
  ),
];

/** Everything but within a boundary that lets the boundary be changed. */
function bounded(document: DocumentSpec): AccountBuilder {
  return account
    .withPolicy('fence', allowing(['s3:*', 'iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary']))
    .withUser('eve', own(document, { boundary: 'fence', inline: { most: MOST } }));
}

/** Everything, but for the actions on boundaries. */
const MOST: DocumentSpec = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      NotAction: ['iam:DeleteUserPermissionsBoundary', 'iam:PutUserPermissionsBoundary'],
      Resource: '*',
    },
  ],
};

function boundedRole(): AccountBuilder {
  return account
    .withPolicy('fence', allowing('s3:*'))
    .withRole('worker', { inline: { all: EVERYTHING }, boundary: 'fence', trust: toAccount });
}

const statements = (
  grants: Case['grants'],
  change: (action: string, resource: string) => string | null,
): DocumentSpec => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
    ...grants.flatMap(([action, resource]) => {
      const on = change(action, resource);
      return on === null ? [] : [{ Effect: 'Allow', Action: action, Resource: on }];
    }),
  ],
});

describe.each(cases)('$id', ({ id, attacker = eve, grants, conditional = false, build }) => {
  it('finds the path', () => {
    const document = statements(grants, (_, resource) => resource);
    expect(techniquesOf(build(document).build(), attacker).get(id)).toBe(conditional);
  });

  it.each(grants)('finds none without %s', (missing) => {
    const document = statements(grants, (action, resource) => (action === missing ? null : resource));
    expect(techniquesOf(build(document).build(), attacker).has(id)).toBe(false);
  });

  it.each(grants)('finds none where %s is denied', (denied) => {
    const document = {
      Version: '2012-10-17',
      Statement: [
        ...grants.map(([action, resource]) => ({ Effect: 'Allow', Action: action, Resource: resource })),
        { Effect: 'Deny', Action: denied, Resource: '*' },
      ],
    };
    expect(techniquesOf(build(document).build(), attacker).has(id)).toBe(false);
  });

  it.each(grants)('finds none where %s is allowed on something else', (elsewhere) => {
    const document = statements(grants, (action, resource) =>
      action === elsewhere ? 'arn:aws:iam::111122223333:role/somebody-else' : resource,
    );
    expect(techniquesOf(build(document).build(), attacker).has(id)).toBe(false);
  });
});
