import type { Check } from '../check.ts';
import { noRow, userRows, usersWithoutRow } from '../credentials-of.ts';
import { dayOf } from '../evidence.ts';
import { resourceOf } from '../resources.ts';
import { pass, unknown } from '../verdicts.ts';
import { registerMfa } from './register-mfa.ts';

export const consoleUserWithoutMfa: Check = {
  id: 'console-user-without-mfa',
  family: 'credentials',
  title: 'Console user without MFA',
  flags: 'A user with a console password and no MFA device, whether or not the password is used.',
  severity: 'high',
  rationale: 'A phished, guessed or reused password is then enough to sign in as this user from anywhere.',
  remediation: 'Let the user register an MFA device, and deny what it may do without one until then.',
  mappings: {
    cis: { '3.0': '1.10', '5.0': '1.9', '6.0': '2.9', '7.0': '2.10' },
    securityHub: ['IAM.5', 'IAM.19'],
    prowler: ['iam_user_mfa_enabled_console_access'],
  },
  needs: ['credential-report'],

  *evaluate(context) {
    for (const row of userRows(context)) {
      if (row.passwordEnabled !== true) continue;
      if (row.mfaActive) {
        yield pass;
        continue;
      }
      yield {
        verdict: 'finding',
        resource: resourceOf(context, 'AWS::IAM::User', row.arn, row.user),
        evidence: { passwordChangedAt: row.passwordLastChangedAt, createdAt: row.createdAt },
      };
    }
    for (const user of usersWithoutRow(context)) yield unknown(noRow, user.arn);
  },

  describe({ resource, evidence }) {
    const changed = dayOf(evidence, 'passwordChangedAt');
    const set = changed === null ? '' : `, set ${changed},`;
    return `User ${resource.name} has a console password${set} and no MFA device.`;
  },

  remediate: registerMfa,
};
