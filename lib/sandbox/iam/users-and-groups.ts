import type {
  GetUserRequest,
  GetUserResponse,
  ListGroupsRequest,
  ListGroupsResponse,
  ListUsersRequest,
  ListUsersResponse,
} from '@aws-sdk/client-iam';
import { type IamCall, requestedUser } from './iam-call.ts';
import { nameOf, page, underPath } from './paging.ts';
import { boundaryShape, groupShape, tagShapes, userShape } from './shapes.ts';

export function listUsers(call: IamCall<ListUsersRequest>): ListUsersResponse {
  const { items, end } = page(call, underPath(call.account.iam.content.users, call.input.PathPrefix), nameOf);
  return { Users: items.map(userShape), ...end };
}

export function getUser(call: IamCall<GetUserRequest>): GetUserResponse {
  const user = requestedUser(call);
  return { User: { ...userShape(user), PermissionsBoundary: boundaryShape(user), Tags: tagShapes(user) } };
}

export function listGroups(call: IamCall<ListGroupsRequest>): ListGroupsResponse {
  const { items, end } = page(call, underPath(call.account.iam.content.groups, call.input.PathPrefix), nameOf);
  return { Groups: items.map(groupShape), ...end };
}
