import { passwordPolicyCheck } from './password-policy.ts';

export const passwordPolicyLowercase = passwordPolicyCheck({
  id: 'password-policy-lowercase',
  title: 'Password policy that asks for no lower-case letter',
  flags: 'does not ask for a lower-case letter',
  rationale: 'A larger alphabet makes the short passwords that people choose harder to guess.',
  remediation: 'Ask for at least one lower-case letter.',
  mappings: { cis: {}, securityHub: ['IAM.7', 'IAM.10', 'IAM.12'], prowler: ['iam_password_policy_lowercase'] },
  isMet: ({ requireLowercase }) => requireLowercase,
  describe: () => 'The password policy does not ask for a lower-case letter.',
  change: () => ({ requireLowercase: true }),
});
