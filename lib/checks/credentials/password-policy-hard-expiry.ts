import { passwordPolicyCheck } from './password-policy.ts';

export const passwordPolicyHardExpiry = passwordPolicyCheck({
  id: 'password-policy-hard-expiry',
  title: 'Password policy that locks users out',
  flags: 'locks users out when their password expires, until an administrator sets a new one',
  rationale:
    'Those who sign in seldom are locked out when they are needed, the users kept for emergencies first of all.',
  remediation: 'Let users set a new password when the old one has expired.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  isMet: ({ hardExpiry }) => !hardExpiry,
  describe: () => 'A user whose password has expired is locked out until an administrator sets a new one.',
  change: () => ({ hardExpiry: false }),
});
