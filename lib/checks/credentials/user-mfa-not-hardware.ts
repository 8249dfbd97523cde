import type { UserPrincipal } from '../account-view.ts';
import { isAdmin } from '../admin.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { canSignIn, credentialRowOf } from '../credentials-of.ts';
import { someOf, textsOf } from '../evidence.ts';
import { userResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { virtualDevicesOf } from './virtual-mfa.ts';

export const userMfaNotHardware: Check = {
  id: 'user-mfa-not-hardware',
  family: 'credentials',
  title: 'Administrator whose MFA is an app',
  flags:
    'A user with a password or an active access key and a virtual MFA device, whose policies, with those of its groups and ' +
    'within its boundary, allow everything. A device of hardware beside it does not help: either is enough to sign in.',
  severity: 'low',
  rationale:
    'The code of an app can be typed into a false sign-in page. A key of hardware answers to AWS alone, and an administrator is ' +
    'worth the trouble of such a page.',
  remediation: 'Let administrators register a security key, and remove the app.',
  mappings: { cis: {}, securityHub: [], prowler: ['iam_user_hardware_mfa_enabled'] },
  needs: ['authorization-details', 'credential-report', 'virtual-mfa-devices'],

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (principal.kind === 'user') yield judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const policies = textsOf(evidence, 'policies');
    const by = policies.length > 0 ? someOf(policies) : 'several policies together';
    return `User ${resource.name} is an administrator by ${by} and signs in with the code of an app (${someOf(textsOf(evidence, 'serialNumbers'))}).`;
  },

  remediate({ resource, evidence }) {
    return remediation(
      `Let ${resource.name} register a passkey or security key under "Security credentials" in the console and sign in with it ` +
        'once, before you take the app away: `aws iam enable-mfa-device` with two codes of the app brings it back, as long as ' +
        'nobody has deleted it with `aws iam delete-virtual-mfa-device`. Whoever needs codes on a command line needs a hardware ' +
        'token that shows codes, because security keys work in the console alone.',
      textsOf(evidence, 'serialNumbers').map((serialNumber) =>
        iam('deactivate-mfa-device', { 'user-name': resource.name, 'serial-number': serialNumber }),
      ),
    );
  },
};

function judge(context: CheckContext, user: UserPrincipal): Verdict {
  const serialNumbers = virtualDevicesOf(context, user.arn);
  if (serialNumbers.length === 0) return pass;
  const admin = isAdmin(context, user);
  if (admin.status === 'not-admin') return pass;
  const answer = credentialRowOf(context, user);
  if ('unknown' in answer) return unknown(answer.unknown, user.arn);
  if (!canSignIn(answer.row)) return pass;
  if (admin.status === 'unknown') return unknown(admin, user.arn);
  return {
    verdict: 'finding',
    resource: userResource(context, user.entity),
    evidence: { policies: admin.policies, serialNumbers },
  };
}
