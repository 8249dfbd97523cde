import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';
import { setPasswordPolicy, wanted } from './password-policy.ts';

export const passwordPolicyMissing: Check = {
  id: 'password-policy-missing',
  family: 'credentials',
  title: 'No password policy',
  flags:
    'An account that has set no password policy of its own: the default of AWS is in force, eight characters and no expiry.',
  severity: 'medium',
  rationale: 'Nothing keeps people from passwords that are short, old, or known from a leak.',
  remediation: 'Set a password policy.',
  mappings: {
    cis: { '3.0': '1.8', '5.0': '1.7', '6.0': '2.7', '7.0': '2.8' },
    securityHub: ['IAM.7', 'IAM.10', 'IAM.15', 'IAM.16'],
    prowler: [],
  },
  needs: ['password-policy'],

  *evaluate(context) {
    const policy = context.account.snapshot.passwordPolicy;
    if (policy === null) return;
    yield policy.set ? pass : { verdict: 'finding', resource: accountResource(context), evidence: {} };
  },

  describe({ resource }) {
    return `Account ${resource.name} has no password policy.`;
  },

  remediate() {
    return remediation(
      'Set a policy; passwords are held against it when they are next changed. `aws iam delete-account-password-policy` goes ' +
        'back to the default.',
      [setPasswordPolicy(wanted)],
    );
  },
};
