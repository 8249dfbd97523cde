import type { Account } from '../account.ts';
import { mfaSerialOf } from '../iam/mfa-devices.ts';
import { AwsError, type Caller } from '../operation.ts';

/** The code that no device ever shows here; any other six digits are the right ones. */
const wrongCode = '000000';

interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/**
 * Whether a call brings a valid MFA code. Throws AWS's AccessDenied for a device that is not the calling user's, and for
 * a code that is not right.
 */
export function bringsMfa({ SerialNumber, TokenCode }: MfaInput, caller: Caller, account: Account): boolean {
  if (SerialNumber === undefined && TokenCode === undefined) {
    return false;
  }
  const user = account.iam.content.users.find(({ id }) => id === caller.uniqueId);
  const isOwnDevice = user?.mfa !== undefined && SerialNumber === mfaSerialOf(user, account.iam.content);
  if (!isOwnDevice || TokenCode === undefined) {
    throw new AwsError(
      'AccessDenied',
      'MultiFactorAuthentication failed, unable to validate MFA code. Please verify your MFA serial number is valid and associated with this user.',
      403,
    );
  }
  if (!/^\d{6}$/.test(TokenCode) || TokenCode === wrongCode) {
    throw new AwsError('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ', 403);
  }
  return true;
}
