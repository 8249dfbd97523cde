import type { Technique } from '../technique.ts';

/** By permission sets: only from the account that Identity Center is managed in, which a snapshot does not say. */
export const identityCenter: readonly Technique[] = [
  {
    id: 'sso-new-permission-set',
    title: 'Make a permission set with an administrator policy and assign it to oneself',
    needs: [
      { action: 'sso:CreatePermissionSet', on: 'any' },
      { action: 'sso:AttachManagedPolicyToPermissionSet', on: 'any' },
      { action: 'sso:CreateAccountAssignment', on: 'any' },
    ],
    way: { kind: 'permission-set', isNew: true },
  },
  {
    id: 'sso-attach-managed-policy',
    title: 'Attach an administrator policy to the permission set that one is assigned to',
    needs: [{ action: 'sso:AttachManagedPolicyToPermissionSet', on: 'permission-set' }],
    way: { kind: 'permission-set', isNew: false },
  },
  {
    id: 'sso-put-inline-policy',
    title: 'Write an inline policy into the permission set that one is assigned to',
    needs: [{ action: 'sso:PutInlinePolicyToPermissionSet', on: 'permission-set' }],
    way: { kind: 'permission-set', isNew: false },
  },
];
