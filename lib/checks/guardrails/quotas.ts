import type { Resource } from '../../findings/finding.ts';
import type { Group, InlinePolicy, ManagedPolicy, Role, StoredDocument, User } from '../../snapshot/snapshot.ts';
import { documentInForce, isOwn } from '../account-view.ts';
import type { CheckContext } from '../check.ts';
import { type Command, iam } from '../commands.ts';
import { accountResource, groupResource, policyResource, roleResource, userResource } from '../resources.ts';
import type { Unknown } from '../verdicts.ts';

/** How much of a quota is in use by something that it limits. */
export interface Use {
  readonly resource: Resource;
  readonly used: number | Unknown;
}

/** One of IAM's limits. */
export interface Quota {
  /** Of the limit in GetAccountSummary, for example `RolesQuota`. */
  readonly key: string;
  /** What is counted, as in `9 of the 10 managed policies`. */
  readonly counted: string;
  /** How to make room, in a sentence. */
  readonly advice: string;
  /** The line that shows what there is. */
  look(resource: Resource): Command;
  usesOf(context: CheckContext): Iterable<Use>;
}

interface Row extends Pick<Quota, 'key' | 'counted' | 'advice'> {
  /** Operation of the CLI that shows what there is. */
  readonly look: string;
}

const managed = {
  counted: 'managed policies',
  advice: 'Merge policies that are always attached together, and detach what is not used.',
};
const inline = {
  counted: 'characters of inline policies',
  advice: 'Move statements into managed policies, which have a quota of their own.',
};

/**
 * The limits of which GetAccountSummary tells the use too, and those on single users, groups, roles and customer managed
 * policies. Sizes are in characters, white space not counted (IAM API Reference, GetAccountSummary).
 */
export const quotas: readonly Quota[] = [
  ofAccount('Users', 'users'),
  ofAccount('Groups', 'groups'),
  ofAccount('Roles', 'roles'),
  ofAccount('Policies', 'customer managed policies'),
  ofAccount('PolicyVersionsInUse', 'policy versions in use'),
  ofAccount('InstanceProfiles', 'instance profiles'),
  ofAccount('ServerCertificates', 'server certificates'),
  ofUsers({ key: 'AttachedPoliciesPerUserQuota', look: 'list-attached-user-policies', ...managed }, countAttached),
  ofGroups({ key: 'AttachedPoliciesPerGroupQuota', look: 'list-attached-group-policies', ...managed }, countAttached),
  ofRoles({ key: 'AttachedPoliciesPerRoleQuota', look: 'list-attached-role-policies', ...managed }, countAttached),
  ofUsers({ key: 'UserPolicySizeQuota', look: 'list-user-policies', ...inline }, sizeOfInline),
  ofGroups({ key: 'GroupPolicySizeQuota', look: 'list-group-policies', ...inline }, sizeOfInline),
  ofRoles({ key: 'RolePolicySizeQuota', look: 'list-role-policies', ...inline }, sizeOfInline),
  ofUsers(
    {
      key: 'GroupsPerUserQuota',
      counted: 'groups',
      look: 'list-groups-for-user',
      advice: 'Merge groups that always have the same members.',
    },
    (user) => user.groups.length,
  ),
  ofRoles(
    {
      key: 'AssumeRolePolicySizeQuota',
      counted: 'characters of a trust policy',
      look: 'get-role',
      advice: 'Trust fewer principals, or several of an organisation by a condition on aws:PrincipalOrgID.',
    },
    (role) => sizeOf([role.trustPolicy]),
  ),
  ofPolicies(
    {
      key: 'PolicySizeQuota',
      counted: 'characters of a policy',
      look: 'list-policy-versions',
      advice: 'Split the policy, or leave out what is not used of it.',
    },
    (policy) => sizeOf([documentInForce(policy)].filter((document) => document !== null)),
  ),
  ofPolicies(
    {
      key: 'VersionsPerPolicyQuota',
      counted: 'versions of a policy',
      look: 'list-policy-versions',
      advice: 'Delete versions that nobody goes back to: without room for another one the policy cannot be changed.',
    },
    (policy) => policy.versions.length,
  ),
];

/** A limit on the number of something in the account, counted in the summary by the name of the limit without `Quota`. */
function ofAccount(count: string, counted: string): Quota {
  return {
    key: `${count}Quota`,
    counted,
    advice: `Delete ${counted} that nobody needs.`,
    look: () => iam('get-account-summary', {}),
    usesOf: (context) => {
      const used = context.account.snapshot.accountSummary?.[count] ?? notSaid;
      return [{ resource: accountResource(context), used }];
    },
  };
}

function ofUsers(row: Row, count: (user: User) => Use['used']): Quota {
  return {
    ...row,
    look: ({ name }) => iam(row.look, { 'user-name': name }),
    usesOf: (context) =>
      context.account.snapshot.users.map((user) => ({ resource: userResource(context, user), used: count(user) })),
  };
}

function ofGroups(row: Row, count: (group: Group) => Use['used']): Quota {
  return {
    ...row,
    look: ({ name }) => iam(row.look, { 'group-name': name }),
    usesOf: (context) =>
      context.account.snapshot.groups.map((group) => ({ resource: groupResource(context, group), used: count(group) })),
  };
}

/** Roles that AWS keeps are left out: their policies are not the account's to change. */
function ofRoles(row: Row, count: (role: Role) => Use['used']): Quota {
  return {
    ...row,
    look: ({ name }) => iam(row.look, { 'role-name': name }),
    usesOf: (context) =>
      context.account.principals.flatMap((principal) =>
        principal.kind === 'role' && isOwn(principal)
          ? [{ resource: roleResource(context, principal.entity), used: count(principal.entity) }]
          : [],
      ),
  };
}

function ofPolicies(row: Row, count: (policy: ManagedPolicy) => Use['used']): Quota {
  return {
    ...row,
    look: ({ arn }) => iam(row.look, { 'policy-arn': arn }),
    usesOf: (context) =>
      context.account.snapshot.policies
        .filter(({ managedBy }) => managedBy === 'customer')
        .map((policy) => ({ resource: policyResource(context, policy), used: count(policy) })),
  };
}

const notSaid: Unknown = { code: 'not-collected', reason: 'The account summary does not say how much is in use.' };

function countAttached({ attachedPolicies }: User | Group | Role): number {
  return attachedPolicies.length;
}

function sizeOfInline({ inlinePolicies }: { readonly inlinePolicies: readonly InlinePolicy[] }): number | Unknown {
  return sizeOf(inlinePolicies.map(({ document }) => document));
}

/** Characters of documents together, as IAM counts them. */
function sizeOf(documents: readonly StoredDocument[]): number | Unknown {
  let size = 0;
  for (const document of documents) {
    if ('unreadable' in document) {
      return {
        code: 'unreadable-document',
        reason: `The size of a document that is not JSON is not known: ${document.unreadable}`,
      };
    }
    size += JSON.stringify(document.json).replaceAll(/\s/g, '').length;
  }
  return size;
}
