import { passwordPolicyCheck } from './password-policy.ts';

export const passwordPolicyNumber = passwordPolicyCheck({
  id: 'password-policy-number',
  title: 'Password policy that asks for no number',
  flags: 'does not ask for a number',
  rationale: 'A larger alphabet makes the short passwords that people choose harder to guess.',
  remediation: 'Ask for at least one number.',
  mappings: { cis: {}, securityHub: ['IAM.7', 'IAM.10', 'IAM.14'], prowler: ['iam_password_policy_number'] },
  isMet: ({ requireNumbers }) => requireNumbers,
  describe: () => 'The password policy does not ask for a number.',
  change: () => ({ requireNumbers: true }),
});
