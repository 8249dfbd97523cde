import { ListVirtualMFADevicesCommand } from '@aws-sdk/client-iam';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import type { CollectContext } from './context.ts';
import { itemsOf } from './pages.ts';
import type { Reading } from './reading.ts';

type VirtualMfaDevices = NonNullable<Snapshot['virtualMfaDevices']>;

/** The virtual MFA devices of users and of root, in one listing. AWS has none for devices of hardware. */
export async function readVirtualMfaDevices({ aws }: CollectContext): Promise<Reading<VirtualMfaDevices>> {
  const devices = await itemsOf(
    (paging) => aws.iam().send(new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned', ...paging })),
    (page) => page.VirtualMFADevices,
  );
  return {
    data: devices.map((device) => ({
      serialNumber: required(device.SerialNumber, 'SerialNumber'),
      userArn: device.User?.Arn ?? null,
    })),
  };
}
