import type {
  AttachedPermissionsBoundary,
  AttachedPolicy,
  Group as GroupShape,
  InstanceProfile as InstanceProfileShape,
  PolicyDetail,
  Policy as PolicyShape,
  PolicyVersion as PolicyVersionShape,
  RoleLastUsed,
  Role as RoleShape,
  Tag,
  User as UserShape,
} from '@aws-sdk/client-iam';
import type {
  Grantee,
  Group,
  InstanceProfile,
  ManagedPolicy,
  PolicyVersion,
  Principal,
  Role,
  User,
} from './entities.ts';
import type { IamState } from './state.ts';
import { insideTracking } from './tracking.ts';

/** The members that lists and single answers have in common: the SDK's names for our entities. */
export function userShape(user: User): UserShape {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    PasswordLastUsed: user.password?.lastUsedAt,
  };
}

export function groupShape(group: Group): GroupShape {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: group.arn,
    CreateDate: group.createdAt,
  };
}

export function roleShape(role: Role): RoleShape {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: role.trust.encoded,
    MaxSessionDuration: defaultSessionSeconds,
  };
}

/** The longest that a session of a role may be, in seconds, unless the role says more; no role here does. */
export const defaultSessionSeconds = 3600;

export function policyShape(policy: ManagedPolicy, iam: IamState): PolicyShape {
  const { attachments, boundaries } = iam.useOf(policy.arn);
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.versions.find((version) => version.isDefault)?.id,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  };
}

export function policyVersionShape(version: PolicyVersion): PolicyVersionShape {
  return {
    Document: version.document.encoded,
    VersionId: version.id,
    IsDefaultVersion: version.isDefault,
    CreateDate: version.createdAt,
  };
}

export function instanceProfileShape(profile: InstanceProfile, iam: IamState): InstanceProfileShape {
  const role = profile.roleName === undefined ? undefined : iam.role(profile.roleName);
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.createdAt,
    Roles: role ? [roleShape(role)] : [],
  };
}

export function attachedPolicyShapes(grantee: Grantee, iam: IamState): AttachedPolicy[] {
  return iam.attachedPolicies(grantee).map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn }));
}

export function inlinePolicyShapes(grantee: Grantee): PolicyDetail[] {
  return grantee.inline.map(({ name, document }) => ({ PolicyName: name, PolicyDocument: document.encoded }));
}

export function boundaryShape({ boundaryArn }: Principal): AttachedPermissionsBoundary | undefined {
  return boundaryArn === undefined
    ? undefined
    : { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: boundaryArn };
}

export function tagShapes({ tags }: Principal): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Empty for a role that was not used inside the tracking window. */
export function roleLastUsedShape({ lastUsedAt, usedRegion }: Role, now: Date): RoleLastUsed {
  return insideTracking(lastUsedAt, now) ? { LastUsedDate: lastUsedAt, Region: usedRegion } : {};
}
