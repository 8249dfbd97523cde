import { passwordPolicyCheck } from './password-policy.ts';

/** The most that AWS can remember. */
const REMEMBERED = 24;

export const passwordPolicyReuse = passwordPolicyCheck({
  id: 'password-policy-reuse',
  title: 'Password policy that lets old passwords come back',
  flags: 'remembers fewer than 24 passwords, or none',
  rationale: 'Whoever may go back to an old password does, and one that leaked once works again.',
  remediation: 'Remember 24 passwords.',
  mappings: {
    cis: { '3.0': '1.9', '5.0': '1.8', '6.0': '2.8', '7.0': '2.9' },
    securityHub: ['IAM.7', 'IAM.10', 'IAM.16'],
    prowler: ['iam_password_policy_reuse_24'],
  },
  isMet: ({ reusePrevention }) => reusePrevention !== null && reusePrevention >= REMEMBERED,
  describe: ({ reusePrevention }) => `The password policy remembers ${reusePrevention ?? 'no'} passwords.`,
  change: () => ({ reusePrevention: REMEMBERED }),
});
