import type { Technique } from '../technique.ts';

/** To give oneself, or whom one controls, more by rewriting policies, groups and boundaries. */
export const iamPolicies: readonly Technique[] = [
  {
    id: 'iam-001',
    title: 'Write a new version of a policy that one holds',
    needs: [{ action: 'iam:CreatePolicyVersion', on: 'policy' }],
    way: { kind: 'rewrite', by: 'new-version' },
  },
  {
    id: 'iam-005',
    title: 'Write an inline policy into a role that one holds',
    needs: [{ action: 'iam:PutRolePolicy', on: 'role' }],
    way: { kind: 'rewrite', by: 'inline-of-role' },
  },
  {
    id: 'iam-007',
    title: 'Write an inline policy into a user that one is',
    needs: [{ action: 'iam:PutUserPolicy', on: 'user' }],
    way: { kind: 'rewrite', by: 'inline-of-user' },
  },
  {
    id: 'iam-008',
    title: 'Attach an administrator policy to a user that one is',
    needs: [{ action: 'iam:AttachUserPolicy', on: 'user' }],
    way: { kind: 'rewrite', by: 'attach-to-user' },
  },
  {
    id: 'iam-009',
    title: 'Attach an administrator policy to a role that one holds',
    needs: [{ action: 'iam:AttachRolePolicy', on: 'role' }],
    way: { kind: 'rewrite', by: 'attach-to-role' },
  },
  {
    id: 'iam-010',
    title: 'Attach an administrator policy to a group that one is in',
    needs: [{ action: 'iam:AttachGroupPolicy', on: 'group' }],
    way: { kind: 'rewrite', by: 'attach-to-group' },
  },
  {
    id: 'iam-011',
    title: 'Write an inline policy into a group that one is in',
    needs: [{ action: 'iam:PutGroupPolicy', on: 'group' }],
    way: { kind: 'rewrite', by: 'inline-of-group' },
  },
  {
    id: 'iam-013',
    title: 'Join a group with more permissions',
    needs: [{ action: 'iam:AddUserToGroup', on: 'group' }],
    way: { kind: 'rewrite', by: 'membership' },
  },
  {
    id: 'iam-014',
    title: 'Attach an administrator policy to a role and assume it',
    needs: [
      { action: 'iam:AttachRolePolicy', on: 'role' },
      { action: 'sts:AssumeRole', on: 'role' },
    ],
    way: { kind: 'rewrite', by: 'attach-to-role', access: 'assume' },
  },
  {
    id: 'iam-015',
    title: 'Attach an administrator policy to another user and make an access key of it',
    needs: [
      { action: 'iam:AttachUserPolicy', on: 'user' },
      { action: 'iam:CreateAccessKey', on: 'user' },
    ],
    way: { kind: 'rewrite', by: 'attach-to-user', access: 'new-key' },
  },
  {
    id: 'iam-016',
    title: 'Write a new version of a policy that a role holds and assume the role',
    needs: [
      { action: 'iam:CreatePolicyVersion', on: 'policy' },
      { action: 'sts:AssumeRole', on: 'role' },
    ],
    way: { kind: 'rewrite', by: 'new-version', access: 'assume' },
  },
  {
    id: 'iam-017',
    title: 'Write an inline policy into a role and assume it',
    needs: [
      { action: 'iam:PutRolePolicy', on: 'role' },
      { action: 'sts:AssumeRole', on: 'role' },
    ],
    way: { kind: 'rewrite', by: 'inline-of-role', access: 'assume' },
  },
  {
    id: 'iam-018',
    title: 'Write an inline policy into another user and make an access key of it',
    needs: [
      { action: 'iam:PutUserPolicy', on: 'user' },
      { action: 'iam:CreateAccessKey', on: 'user' },
    ],
    way: { kind: 'rewrite', by: 'inline-of-user', access: 'new-key' },
  },
  {
    id: 'iam-019',
    title: 'Attach an administrator policy to a role, rewrite its trust policy and assume it',
    needs: [
      { action: 'iam:AttachRolePolicy', on: 'role' },
      { action: 'iam:UpdateAssumeRolePolicy', on: 'role' },
    ],
    way: { kind: 'rewrite', by: 'attach-to-role', access: 'trust' },
  },
  {
    id: 'iam-020',
    title: 'Write a new version of a policy that a role holds, rewrite its trust policy and assume it',
    needs: [
      { action: 'iam:CreatePolicyVersion', on: 'policy' },
      { action: 'iam:UpdateAssumeRolePolicy', on: 'role' },
    ],
    way: { kind: 'rewrite', by: 'new-version', access: 'trust' },
  },
  {
    id: 'iam-021',
    title: 'Write an inline policy into a role, rewrite its trust policy and assume it',
    needs: [
      { action: 'iam:PutRolePolicy', on: 'role' },
      { action: 'iam:UpdateAssumeRolePolicy', on: 'role' },
    ],
    way: { kind: 'rewrite', by: 'inline-of-role', access: 'trust' },
  },
  {
    id: 'iam-set-default-policy-version',
    title: 'Put a dormant version of a policy that one holds in force, which grants more',
    needs: [{ action: 'iam:SetDefaultPolicyVersion', on: 'policy' }],
    way: { kind: 'revive' },
  },
  {
    id: 'iam-delete-user-boundary',
    title: 'Take the permissions boundary from a user that one is',
    needs: [{ action: 'iam:DeleteUserPermissionsBoundary', on: 'user' }],
    way: { kind: 'unbind', of: 'user', by: 'deleting' },
  },
  {
    id: 'iam-delete-role-boundary',
    title: 'Take the permissions boundary from a role and assume it',
    needs: [
      { action: 'iam:DeleteRolePermissionsBoundary', on: 'role' },
      { action: 'sts:AssumeRole', on: 'role' },
    ],
    way: { kind: 'unbind', of: 'role', by: 'deleting' },
  },
  {
    id: 'iam-put-user-boundary',
    title: 'Give a user that one is a permissions boundary that allows everything',
    needs: [{ action: 'iam:PutUserPermissionsBoundary', on: 'user' }],
    way: { kind: 'unbind', of: 'user', by: 'replacing' },
  },
  {
    id: 'iam-put-role-boundary',
    title: 'Give a role a permissions boundary that allows everything and assume it',
    needs: [
      { action: 'iam:PutRolePermissionsBoundary', on: 'role' },
      { action: 'sts:AssumeRole', on: 'role' },
    ],
    way: { kind: 'unbind', of: 'role', by: 'replacing' },
  },
];
