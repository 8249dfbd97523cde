import type { UserPrincipal } from '../account-view.ts';
import { isAdmin } from '../admin.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { canSignIn, credentialRowOf } from '../credentials-of.ts';
import { someOf, textsOf } from '../evidence.ts';
import { userResource } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { registerMfa } from './register-mfa.ts';

export const adminUserWithoutMfa: Check = {
  id: 'admin-user-without-mfa',
  family: 'credentials',
  title: 'Administrator without MFA',
  flags:
    'A user with a password or an active access key and no MFA device, whose policies, with those of its groups and within ' +
    'its boundary, allow everything. A condition that demands MFA does not make up for a device that is not there.',
  severity: 'critical',
  rationale: 'One stolen password or key is then the whole account.',
  remediation: 'Let the user register an MFA device at once, or take the permissions away.',
  mappings: { cis: {}, securityHub: ['IAM.19'], prowler: ['iam_administrator_access_with_mfa'] },
  needs: ['authorization-details', 'credential-report'],

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (principal.kind === 'user') yield judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const policies = textsOf(evidence, 'policies');
    const by = policies.length > 0 ? someOf(policies) : 'several policies together';
    return `User ${resource.name} is an administrator by ${by} and has no MFA device.`;
  },

  remediate: registerMfa,
};

function judge(context: CheckContext, user: UserPrincipal): Verdict {
  const answer = credentialRowOf(context, user);
  if ('row' in answer && (answer.row.mfaActive || !canSignIn(answer.row))) return pass;
  const admin = isAdmin(context, user);
  if (admin.status === 'not-admin') return pass;
  if ('unknown' in answer) return unknown(answer.unknown, user.arn);
  if (admin.status === 'unknown') return unknown(admin, user.arn);
  return {
    verdict: 'finding',
    resource: userResource(context, user.entity),
    evidence: { policies: admin.policies, hasPassword: answer.row.passwordEnabled },
  };
}
