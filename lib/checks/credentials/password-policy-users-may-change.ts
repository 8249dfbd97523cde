import { passwordPolicyCheck } from './password-policy.ts';

export const passwordPolicyUsersMayChange = passwordPolicyCheck({
  id: 'password-policy-users-may-change',
  title: 'Password policy under which users may not change their passwords',
  flags: 'does not let users change their own passwords',
  rationale:
    'Whoever suspects that a password is known has to find an administrator first, who then knows the new one.',
  remediation: 'Let users change their own passwords.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  isMet: ({ allowUsersToChange }) => allowUsersToChange,
  describe: () => 'Users may not change their own passwords.',
  change: () => ({ allowUsersToChange: true }),
});
