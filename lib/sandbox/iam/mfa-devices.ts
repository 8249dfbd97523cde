import type {
  ListMFADevicesRequest,
  ListMFADevicesResponse,
  ListVirtualMFADevicesRequest,
  ListVirtualMFADevicesResponse,
  VirtualMFADevice,
} from '@aws-sdk/client-iam';
import type { User } from './entities.ts';
import { type IamCall, requestedUser } from './iam-call.ts';
import { page } from './paging.ts';
import { userShape } from './shapes.ts';
import type { IamContent } from './state.ts';

export function listMfaDevices(call: IamCall<ListMFADevicesRequest>): ListMFADevicesResponse {
  const user = requestedUser(call);
  const devices = user.mfa === undefined ? [] : [user];
  const { items, end } = page(call, devices, (owner) => owner.name);
  return {
    MFADevices: items.map((owner) => ({
      UserName: owner.name,
      SerialNumber: mfaSerialOf(owner, call.account.iam.content),
      EnableDate: owner.createdAt,
    })),
    ...end,
  };
}

/** Virtual devices of root and users. The account file knows devices only by who has them, so none is unassigned. */
export function listVirtualMfaDevices(call: IamCall<ListVirtualMFADevicesRequest>): ListVirtualMFADevicesResponse {
  const { content } = call.account.iam;
  const devices = call.input.AssignmentStatus === 'Unassigned' ? [] : virtualDevices(content);
  const { items, end } = page(call, devices, (device) => device.SerialNumber ?? '');
  return { VirtualMFADevices: [...items], ...end };
}

function virtualDevices(content: IamContent): VirtualMFADevice[] {
  const { users, root, partition, accountId } = content;
  const ofUsers = users
    .filter((user) => user.mfa === 'virtual')
    .map((user) => ({
      SerialNumber: mfaSerialOf(user, content),
      User: userShape(user),
      EnableDate: user.createdAt,
    }));
  if (root?.mfa !== 'virtual') {
    return ofUsers;
  }
  const arn = `arn:${partition}:iam::${accountId}:root`;
  const rootDevice = {
    SerialNumber: `arn:${partition}:iam::${accountId}:mfa/root-account-mfa-device`,
    // AWS answers root as a user without a name or path.
    User: { Path: undefined, UserName: undefined, UserId: accountId, Arn: arn, CreateDate: root.createdAt },
    EnableDate: root.createdAt,
  };
  return [...ofUsers, rootDevice];
}

/** The ARN of a virtual device; the serial number of the vendor's for a piece of hardware. */
export function mfaSerialOf(user: User, { partition, accountId }: IamContent): string {
  return user.mfa === 'hardware' ? `GAHT${user.id.slice(-8)}` : `arn:${partition}:iam::${accountId}:mfa/${user.name}`;
}
