import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';
import { hasCredentials, judgeRoot } from './root.ts';

export const rootMfaMissing: Check = {
  id: 'root-mfa-missing',
  family: 'credentials',
  title: 'Root user without MFA',
  flags: 'The root user has credentials and no MFA device. A root user without any credentials needs none.',
  severity: 'critical',
  rationale:
    'One password, or whoever reads the mailbox that resets it, is then all that stands before the whole account.',
  remediation: 'Register a security key for the root user, and a second one for the safe.',
  mappings: {
    cis: { '3.0': '1.5', '5.0': '1.4', '6.0': '2.4', '7.0': '2.5' },
    securityHub: ['IAM.9'],
    prowler: ['iam_root_mfa_enabled'],
  },
  needs: ['credential-report'],

  evaluate: (context) =>
    judgeRoot(context, (root) => {
      if (root.mfaActive || !hasCredentials(root)) return pass;
      const { passwordEnabled, passwordLastUsedAt } = root;
      return {
        verdict: 'finding',
        resource: accountResource(context),
        evidence: { passwordEnabled, passwordLastUsedAt },
      };
    }),

  describe({ resource }) {
    return `The root user of account ${resource.name} signs in without MFA.`;
  },

  remediate() {
    return remediation(
      'Sign in as root and register a passkey or security key under "My security credentials"; up to eight devices are ' +
        'possible. A member of an organisation can do without root credentials altogether: let central root access remove them.',
    );
  },
};
