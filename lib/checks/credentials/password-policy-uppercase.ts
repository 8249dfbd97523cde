import { passwordPolicyCheck } from './password-policy.ts';

export const passwordPolicyUppercase = passwordPolicyCheck({
  id: 'password-policy-uppercase',
  title: 'Password policy that asks for no upper-case letter',
  flags: 'does not ask for an upper-case letter',
  rationale: 'A larger alphabet makes the short passwords that people choose harder to guess.',
  remediation: 'Ask for at least one upper-case letter.',
  mappings: { cis: {}, securityHub: ['IAM.7', 'IAM.10', 'IAM.11'], prowler: ['iam_password_policy_uppercase'] },
  isMet: ({ requireUppercase }) => requireUppercase,
  describe: () => 'The password policy does not ask for an upper-case letter.',
  change: () => ({ requireUppercase: true }),
});
