import type { Evidence, Resource } from '../findings/finding.ts';
import type { Principal } from './account-view.ts';
import { type Command, iam } from './commands.ts';
import { deleteInlineCommands } from './detach.ts';
import { textsOf } from './evidence.ts';

/** What has to be taken from a principal before AWS lets it be deleted, and put back to undo that. */
export interface Holdings {
  readonly attachedPolicies: readonly string[];
  readonly inlinePolicies: readonly string[];
  /** Names of groups, of users only. */
  readonly groups?: readonly string[];
  /** ARNs, of roles only. */
  readonly instanceProfiles?: readonly string[];
}

export function holdingsOf(principal: Principal): Holdings {
  const { attachedPolicies, inlinePolicies } = principal.entity;
  return {
    attachedPolicies: attachedPolicies.map((policy) => policy.policyArn),
    inlinePolicies: inlinePolicies.map((policy) => policy.policyName),
    ...(principal.kind === 'user'
      ? { groups: principal.entity.groups }
      : { instanceProfiles: principal.entity.instanceProfileArns }),
  };
}

/** The lines that delete a user without credentials, from {@link Holdings} in the evidence. */
export function deleteUserCommands(resource: Resource, evidence: Evidence): readonly Command[] {
  const user = { 'user-name': resource.name };
  return [
    ...textsOf(evidence, 'groups').map((group) => iam('remove-user-from-group', { 'group-name': group, ...user })),
    ...textsOf(evidence, 'attachedPolicies').map((arn) => iam('detach-user-policy', { ...user, 'policy-arn': arn })),
    ...textsOf(evidence, 'inlinePolicies').flatMap((name) => deleteInlineCommands(resource.arn, name)),
    iam('delete-user', user),
  ];
}

/** The lines that put a role out of work, and those that print what it is and delete it, from {@link Holdings} in the evidence. */
export function deleteRoleCommands(resource: Resource, evidence: Evidence): readonly Command[] {
  const role = { 'role-name': resource.name };
  const denyAll = { 'policy-arn': `arn:${resource.arn.split(':')[1] ?? 'aws'}:iam::aws:policy/AWSDenyAll` };
  return [
    iam('attach-role-policy', { ...role, ...denyAll }),
    iam('get-role', role),
    ...textsOf(evidence, 'instanceProfiles').map((arn) =>
      iam('remove-role-from-instance-profile', {
        'instance-profile-name': arn.slice(arn.lastIndexOf('/') + 1),
        ...role,
      }),
    ),
    ...textsOf(evidence, 'attachedPolicies').map((arn) => iam('detach-role-policy', { ...role, 'policy-arn': arn })),
    ...textsOf(evidence, 'inlinePolicies').flatMap((name) => deleteInlineCommands(resource.arn, name)),
    iam('detach-role-policy', { ...role, ...denyAll }),
    iam('delete-role', role),
  ];
}
