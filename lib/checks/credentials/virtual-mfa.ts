import type { CheckContext } from '../check.ts';
import { oncePer } from '../once.ts';
import { accountResource } from '../resources.ts';

/** What the console names root's device; AWS does not always say whose such a device is. */
const ROOT_DEVICE = ':mfa/root-account-mfa-device';

/** Serial numbers of the virtual MFA devices that a user, or root, signs in with, in order. They are ARNs. */
export function virtualDevicesOf(context: CheckContext, ownerArn: string): readonly string[] {
  return devicesByOwner(context).get(ownerArn) ?? [];
}

const devicesByOwner = oncePer((context: CheckContext): ReadonlyMap<string, readonly string[]> => {
  const rootArn = accountResource(context).arn;
  const byOwner = new Map<string, string[]>();
  for (const { serialNumber, userArn } of context.account.snapshot.virtualMfaDevices ?? []) {
    const owner = userArn ?? (serialNumber.endsWith(ROOT_DEVICE) ? rootArn : null);
    if (owner !== null) byOwner.set(owner, [...(byOwner.get(owner) ?? []), serialNumber].sort());
  }
  return byOwner;
});
