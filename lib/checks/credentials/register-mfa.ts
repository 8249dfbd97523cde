import type { Remediation } from '../../findings/finding.ts';
import type { Facts } from '../check.ts';
import { remediation } from '../commands.ts';

/** The fix of a user without MFA. A device is registered with codes that only its holder sees, so there is no line for it. */
export function registerMfa({ resource }: Facts): Remediation {
  return remediation(
    `Let ${resource.name} register a passkey or security key under "Security credentials" in the console. Until then, and for ` +
      'whoever comes after, deny everything but that without MFA: a policy that denies where aws:MultiFactorAuthPresent is ' +
      'not true (IAM User Guide, "Allow MFA-authenticated users to manage their own credentials"). Without a need for the ' +
      'console, `aws iam delete-login-profile` takes the password away.',
  );
}
