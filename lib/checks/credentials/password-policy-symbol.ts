import { passwordPolicyCheck } from './password-policy.ts';

export const passwordPolicySymbol = passwordPolicyCheck({
  id: 'password-policy-symbol',
  title: 'Password policy that asks for no symbol',
  flags: 'does not ask for a symbol',
  rationale: 'A larger alphabet makes the short passwords that people choose harder to guess.',
  remediation: 'Ask for at least one symbol.',
  mappings: { cis: {}, securityHub: ['IAM.7', 'IAM.13'], prowler: ['iam_password_policy_symbol'] },
  isMet: ({ requireSymbols }) => requireSymbols,
  describe: () => 'The password policy does not ask for a symbol.',
  change: () => ({ requireSymbols: true }),
});
