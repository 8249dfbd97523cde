import type {
  EntityType,
  GetAccountAuthorizationDetailsCommandInput,
  GetAccountAuthorizationDetailsResponse,
  GroupDetail,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';
import type { Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';
import type { Entity, Group, ManagedPolicy, Role, User } from './entities.ts';
import { page } from './paging.ts';
import {
  attachedPolicyShapes,
  boundaryShape,
  groupShape,
  inlinePolicyShapes,
  instanceProfileShape,
  policyShape,
  policyVersionShape,
  roleLastUsedShape,
  tagShapes,
} from './shapes.ts';
import type { IamState } from './state.ts';

/**
 * Users, groups, roles and policies, mixed over pages: MaxItems counts them together, so that the document of a policy
 * attached on one page may come pages later. AWS managed policies come when they are attached (or are a boundary).
 */
export function getAccountAuthorizationDetails(
  call: Call<HandlerInput<GetAccountAuthorizationDetailsCommandInput>>,
): GetAccountAuthorizationDetailsResponse {
  const { input, account, now } = call;
  const { iam } = account;
  const wanted = new Set(input.Filter?.length ? input.Filter : everyType);
  const entities = iam.entities.filter((entity) => wanted.has(typeOf(entity)) && isInAccount(entity, iam));
  const { items, end } = page(call, entities, sortKeyOf);
  return {
    UserDetailList: items.filter((entity) => entity.kind === 'user').map((user) => userDetail(user, iam)),
    GroupDetailList: items.filter((entity) => entity.kind === 'group').map((group) => groupDetail(group, iam)),
    RoleDetailList: items.filter((entity) => entity.kind === 'role').map((role) => roleDetail(role, iam, now)),
    Policies: items.filter((entity) => entity.kind === 'policy').map((policy) => policyDetail(policy, iam)),
    ...end,
  };
}

const everyType: readonly EntityType[] = ['User', 'Group', 'Role', 'LocalManagedPolicy', 'AWSManagedPolicy'];

const ranks = { user: '1', group: '2', role: '3', policy: '4' } as const;

function sortKeyOf(entity: Entity): string {
  return `${ranks[entity.kind]}${entity.kind === 'policy' ? entity.arn : entity.name}`;
}

function typeOf(entity: Entity): EntityType {
  switch (entity.kind) {
    case 'user':
      return 'User';
    case 'group':
      return 'Group';
    case 'role':
      return 'Role';
    case 'policy':
      return entity.awsManaged ? 'AWSManagedPolicy' : 'LocalManagedPolicy';
  }
}

function isInAccount(entity: Entity, iam: IamState): boolean {
  if (entity.kind !== 'policy' || !entity.awsManaged) {
    return true;
  }
  const { attachments, boundaries } = iam.useOf(entity.arn);
  return attachments + boundaries > 0;
}

function userDetail(user: User, iam: IamState): UserDetail {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: user.arn,
    CreateDate: user.createdAt,
    UserPolicyList: inlinePolicyShapes(user),
    GroupList: iam.groupsOf(user).map((group) => group.name),
    AttachedManagedPolicies: attachedPolicyShapes(user, iam),
    PermissionsBoundary: boundaryShape(user),
    Tags: tagShapes(user),
  };
}

function groupDetail(group: Group, iam: IamState): GroupDetail {
  return {
    ...groupShape(group),
    GroupPolicyList: inlinePolicyShapes(group),
    AttachedManagedPolicies: attachedPolicyShapes(group, iam),
  };
}

function roleDetail(role: Role, iam: IamState, now: Date): RoleDetail {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: role.trust.encoded,
    InstanceProfileList: iam.profilesOf(role.name).map((profile) => instanceProfileShape(profile, iam)),
    RolePolicyList: inlinePolicyShapes(role),
    AttachedManagedPolicies: attachedPolicyShapes(role, iam),
    PermissionsBoundary: boundaryShape(role),
    Tags: tagShapes(role),
    RoleLastUsed: roleLastUsedShape(role, now),
  };
}

function policyDetail(policy: ManagedPolicy, iam: IamState): ManagedPolicyDetail {
  return { ...policyShape(policy, iam), PolicyVersionList: policy.versions.map(policyVersionShape) };
}
