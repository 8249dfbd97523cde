import { describe, expect, it } from 'vitest';
import { listMfaDevices, listVirtualMfaDevices } from '../../../lib/sandbox/iam/mfa-devices.ts';
import { callsTo, embeddedAccount } from '../calling.ts';

const call = callsTo(
  embeddedAccount({
    root: { created: '-900d', mfa: 'virtual' },
    users: [
      { name: 'alice', created: '-1d', mfa: 'virtual' },
      { name: 'bob', created: '-1d', mfa: 'hardware' },
      { name: 'carol', created: '-1d' },
    ],
  }),
);

describe('listMfaDevices', () => {
  it.each([
    ['alice', ['arn:aws:iam::111122223333:mfa/alice']],
    ['bob', [expect.stringMatching(/^GAHT[A-Z2-7]{8}$/)]],
    ['carol', []],
  ])('lists the serial numbers of %s', (UserName, serials) => {
    const devices = call(listMfaDevices, { UserName }).MFADevices ?? [];
    expect(devices.map((device) => device.SerialNumber)).toEqual(serials);
  });
});

describe('listVirtualMfaDevices', () => {
  it('lists virtual devices of users and of root', () => {
    expect(call(listVirtualMfaDevices, { AssignmentStatus: 'Assigned' }).VirtualMFADevices).toMatchObject([
      { SerialNumber: 'arn:aws:iam::111122223333:mfa/alice', User: { UserName: 'alice' } },
      {
        SerialNumber: 'arn:aws:iam::111122223333:mfa/root-account-mfa-device',
        User: { Arn: 'arn:aws:iam::111122223333:root' },
      },
    ]);
    expect(call(listVirtualMfaDevices, { AssignmentStatus: 'Unassigned' }).VirtualMFADevices).toEqual([]);
  });
});
