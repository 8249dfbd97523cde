import { passwordPolicyCheck } from './password-policy.ts';

const MAX_AGE_DAYS = 90;

export const passwordPolicyExpiry = passwordPolicyCheck({
  id: 'password-policy-expiry',
  title: 'Password policy under which passwords last too long',
  flags: 'lets passwords last for more than 90 days, or for ever',
  rationale: 'A password that leaked works until it is changed.',
  remediation: 'Let passwords expire after 90 days at the latest, or let nobody have one.',
  mappings: {
    cis: {},
    securityHub: ['IAM.7', 'IAM.10', 'IAM.17'],
    prowler: ['iam_password_policy_expires_passwords_within_90_days_or_less'],
  },
  isMet: ({ expirePasswords, maxAgeDays }) => expirePasswords && maxAgeDays !== null && maxAgeDays <= MAX_AGE_DAYS,
  describe: ({ expirePasswords, maxAgeDays }) =>
    expirePasswords && maxAgeDays !== undefined
      ? `Under the password policy a password lasts ${maxAgeDays} days.`
      : 'Under the password policy a password never expires.',
  change: () => ({ expirePasswords: true, maxAgeDays: MAX_AGE_DAYS }),
});
