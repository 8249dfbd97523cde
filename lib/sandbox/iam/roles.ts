import type {
  GetRoleRequest,
  GetRoleResponse,
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse,
  ListInstanceProfilesRequest,
  ListInstanceProfilesResponse,
  ListRolesRequest,
  ListRolesResponse,
} from '@aws-sdk/client-iam';
import type { Role } from './entities.ts';
import { noSuchNamed } from './errors.ts';
import type { IamCall } from './iam-call.ts';
import { nameOf, page, underPath } from './paging.ts';
import { boundaryShape, instanceProfileShape, roleLastUsedShape, roleShape, tagShapes } from './shapes.ts';

/** Without RoleLastUsed, Tags and PermissionsBoundary, as AWS lists roles: those take a GetRole. */
export function listRoles(call: IamCall<ListRolesRequest>): ListRolesResponse {
  const { items, end } = page(call, underPath(call.account.iam.content.roles, call.input.PathPrefix), nameOf);
  return { Roles: items.map(roleShape), ...end };
}

export function getRole(call: IamCall<GetRoleRequest>): GetRoleResponse {
  const role = requestedRole(call);
  return {
    Role: {
      ...roleShape(role),
      PermissionsBoundary: boundaryShape(role),
      Tags: tagShapes(role),
      RoleLastUsed: roleLastUsedShape(role, call.now),
    },
  };
}

export function listInstanceProfiles(call: IamCall<ListInstanceProfilesRequest>): ListInstanceProfilesResponse {
  const { iam } = call.account;
  const { items, end } = page(call, underPath(iam.content.instanceProfiles, call.input.PathPrefix), nameOf);
  return { InstanceProfiles: items.map((profile) => instanceProfileShape(profile, iam)), ...end };
}

export function listInstanceProfilesForRole(
  call: IamCall<ListInstanceProfilesForRoleRequest>,
): ListInstanceProfilesForRoleResponse {
  const { iam } = call.account;
  const { items, end } = page(call, iam.profilesOf(requestedRole(call).name), nameOf);
  return { InstanceProfiles: items.map((profile) => instanceProfileShape(profile, iam)), ...end };
}

function requestedRole({ input, account }: IamCall<GetRoleRequest>): Role {
  const role = account.iam.role(input.RoleName);
  if (!role) {
    throw noSuchNamed('role', input.RoleName);
  }
  return role;
}
