import type { Resource } from '../findings/finding.ts';
import type { Group, ManagedPolicy, Role, User } from '../snapshot/snapshot.ts';
import type { Principal } from './account-view.ts';
import type { CheckContext } from './check.ts';

/** Makes a resource of the audited account. */
export function resourceOf({ account }: CheckContext, type: string, arn: string, name: string): Resource {
  return { arn, type, name, accountId: account.snapshot.account.accountId };
}

/** The account itself, for what is said of no single thing in it. Its ARN is the one that policies call the account by. */
export function accountResource(context: CheckContext): Resource {
  const { accountId, partition } = context.account.snapshot.account;
  return resourceOf(context, 'AWS::::Account', `arn:${partition}:iam::${accountId}:root`, accountId);
}

export function userResource(context: CheckContext, user: User): Resource {
  return resourceOf(context, 'AWS::IAM::User', user.arn, user.userName);
}

export function roleResource(context: CheckContext, role: Role): Resource {
  return resourceOf(context, 'AWS::IAM::Role', role.arn, role.roleName);
}

export function groupResource(context: CheckContext, group: Group): Resource {
  return resourceOf(context, 'AWS::IAM::Group', group.arn, group.groupName);
}

export function principalResource(context: CheckContext, principal: Principal): Resource {
  return principal.kind === 'user' ? userResource(context, principal.entity) : roleResource(context, principal.entity);
}

/** The permission set of Identity Center that a role was made from, by the ARN of the role in this account. */
export function permissionSetResource(context: CheckContext, { arn, name }: Principal): Resource {
  return resourceOf(context, 'AWS::SSO::PermissionSet', arn, permissionSetName(name));
}

/** `AWSReservedSSO_ReadOnly_0123456789abcdef` was made from the permission set `ReadOnly`. */
function permissionSetName(roleName: string): string {
  return /^AWSReservedSSO_(.+)_[^_]+$/s.exec(roleName)?.[1] ?? roleName;
}

/** A managed policy as this account sees it: AWS's own have no account, and the finding is about their use here. */
export function policyResource(context: CheckContext, policy: ManagedPolicy): Resource {
  return resourceOf(context, 'AWS::IAM::ManagedPolicy', policy.arn, policy.policyName);
}
