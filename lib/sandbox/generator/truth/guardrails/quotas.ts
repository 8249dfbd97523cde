import type { Arns } from '../../arns.ts';
import type { Composition } from '../../meaning.ts';
import type { DraftAccount, DraftGroup, DraftRole, DraftUser } from '../../model.ts';
import { of } from '../say.ts';
import type { TruthEntry } from '../truth.ts';
import { isOwn } from '../unused/roles.ts';

const nearLimit = of('quota-near-limit');

export const checksOfQuotas = ['quota-near-limit'] as const;

/** AWS's defaults (IAM User Guide, "IAM and AWS STS quotas"); sizes in characters. */
const limits = {
  AssumeRolePolicySizeQuota: 2048,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  GroupPolicySizeQuota: 5120,
  GroupsPerUserQuota: 10,
  GroupsQuota: 300,
  InstanceProfilesQuota: 1000,
  PoliciesQuota: 1500,
  PolicySizeQuota: 6144,
  PolicyVersionsInUseQuota: 10_000,
  RolePolicySizeQuota: 10_240,
  RolesQuota: 1000,
  ServerCertificatesQuota: 20,
  UserPolicySizeQuota: 2048,
  UsersQuota: 5000,
  VersionsPerPolicyQuota: 5,
} as const;

const limitByQuota: ReadonlyMap<string, number> = new Map(Object.entries(limits));

/** How much is in use of each quota of one thing; null: nobody can tell. */
type Uses = Partial<Record<keyof typeof limits, number | null>>;

export function* truthOfQuotas(account: DraftAccount, arns: Arns): Generator<TruthEntry> {
  yield* near(arns.account, usesOfAccount(account));
  for (const user of account.users) {
    yield* near(arns.holder(user), {
      AttachedPoliciesPerUserQuota: user.policies.length,
      GroupsPerUserQuota: user.groups.length,
      UserPolicySizeQuota: sizeOfInline(user),
    });
  }
  for (const group of account.groups) {
    yield* near(arns.holder(group), {
      AttachedPoliciesPerGroupQuota: group.policies.length,
      GroupPolicySizeQuota: sizeOfInline(group),
    });
  }
  for (const role of account.roles.filter(isOwn)) {
    yield* near(arns.holder(role), {
      AttachedPoliciesPerRoleQuota: role.policies.length,
      RolePolicySizeQuota: sizeOfInline(role),
      AssumeRolePolicySizeQuota: sizeOf(role.trust.document),
    });
  }
  for (const policy of account.policies.filter(({ awsManaged }) => !awsManaged)) {
    yield* near(arns.policy(policy), {
      PolicySizeQuota: sizeOf(policy.composition.document),
      VersionsPerPolicyQuota: policy.dormant.length + 1,
    });
  }
}

function usesOfAccount({ users, groups, roles, policies, profiles, certificates }: DraftAccount): Uses {
  const customer = policies.filter(({ awsManaged }) => !awsManaged);
  return {
    UsersQuota: users.length,
    GroupsQuota: groups.length,
    RolesQuota: roles.length,
    PoliciesQuota: customer.length,
    PolicyVersionsInUseQuota: customer.reduce((sum, { dormant }) => sum + dormant.length + 1, 0),
    InstanceProfilesQuota: profiles.length,
    ServerCertificatesQuota: certificates.length,
  };
}

/** More than 80 percent. */
function* near(arn: string, uses: Uses): Generator<TruthEntry> {
  for (const [quota, used] of Object.entries(uses)) {
    if (used === null) {
      yield nearLimit.unknown(arn, 'unreadable-document', quota);
    } else if (used * 100 > (limitByQuota.get(quota) ?? 0) * 80) {
      yield nearLimit.finding(arn, { discriminator: quota });
    }
  }
}

/** @param unreadable what a document counts as that is no JSON */
export function sizeOfInline(
  { inline }: DraftUser | DraftGroup | DraftRole,
  unreadable: number | null = null,
): number | null {
  const sizes = [...inline.values()].map(({ document }) => sizeOf(document) ?? unreadable);
  return sizes.reduce<number | null>((sum, size) => (sum === null || size === null ? null : sum + size), 0);
}

/** Characters without white space; null for what is no JSON. */
export function sizeOf(document: Composition['document']): number | null {
  return typeof document === 'string' ? null : JSON.stringify(document).replaceAll(/\s/g, '').length;
}
