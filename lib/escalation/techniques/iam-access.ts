import type { Technique } from '../technique.ts';

/** To become a user or a role as it stands, by what IAM and STS offer. */
export const iamAccess: readonly Technique[] = [
  {
    id: 'iam-002',
    title: 'Make an access key of another user',
    needs: [{ action: 'iam:CreateAccessKey', on: 'user' }],
    way: { kind: 'access', by: 'new-key' },
  },
  {
    id: 'iam-003',
    title: 'Delete an access key of another user and make a new one',
    needs: [
      { action: 'iam:CreateAccessKey', on: 'user' },
      { action: 'iam:DeleteAccessKey', on: 'user' },
    ],
    way: { kind: 'access', by: 'replaced-key' },
  },
  {
    id: 'iam-004',
    title: 'Give another user a console password',
    needs: [{ action: 'iam:CreateLoginProfile', on: 'user' }],
    way: { kind: 'access', by: 'new-password' },
  },
  {
    id: 'iam-006',
    title: "Change another user's console password",
    needs: [{ action: 'iam:UpdateLoginProfile', on: 'user' }],
    way: { kind: 'access', by: 'other-password' },
  },
  {
    id: 'iam-012',
    title: 'Rewrite the trust policy of a role so that it names the attacker, and assume it',
    needs: [{ action: 'iam:UpdateAssumeRolePolicy', on: 'role' }],
    way: { kind: 'access', by: 'trust' },
  },
  {
    id: 'iam-assume-after-trust-edit',
    title: 'Rewrite the trust policy of a role so that it names the account, and assume it',
    needs: [
      { action: 'iam:UpdateAssumeRolePolicy', on: 'role' },
      { action: 'sts:AssumeRole', on: 'role' },
    ],
    way: { kind: 'access', by: 'trust-and-assume' },
  },
  {
    id: 'sts-001',
    title: 'Assume a role',
    needs: [{ action: 'sts:AssumeRole', on: 'role' }],
    way: { kind: 'access', by: 'assume' },
  },
];
