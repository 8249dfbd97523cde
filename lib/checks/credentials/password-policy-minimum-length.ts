import { passwordPolicyCheck } from './password-policy.ts';

export const passwordPolicyMinimumLength = passwordPolicyCheck({
  id: 'password-policy-minimum-length',
  title: 'Password policy that accepts short passwords',
  flags: 'accepts passwords shorter than `passwordMinimumLength`, 14 characters unless configured',
  rationale: 'Length is what stands against guessing; everything else comes after it.',
  remediation: 'Ask for 14 characters or more.',
  mappings: {
    cis: { '3.0': '1.8', '5.0': '1.7', '6.0': '2.7', '7.0': '2.8' },
    securityHub: ['IAM.7', 'IAM.15'],
    prowler: ['iam_password_policy_minimum_length_14'],
  },
  isMet: ({ minimumLength }, { configuration }) => minimumLength >= configuration.passwordMinimumLength,
  describe: ({ minimumLength }) => `The password policy accepts passwords of ${minimumLength} characters.`,
  change: ({ configuration }) => ({ minimumLength: configuration.passwordMinimumLength }),
});
