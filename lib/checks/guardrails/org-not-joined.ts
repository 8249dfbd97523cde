import type { Check } from '../check.ts';
import { remediation } from '../commands.ts';
import { accountResource } from '../resources.ts';
import { pass } from '../verdicts.ts';

export const orgNotJoined: Check = {
  id: 'org-not-joined',
  family: 'guardrails',
  title: 'Account outside of any organisation',
  flags:
    'An account that is in no organisation of AWS Organizations, neither as a member nor as the one that manages it.',
  severity: 'info',
  rationale:
    'What an account does to itself only something outside of it can prevent: service control policies, a trail of the organisation, central ' +
    'root access. Alone, its administrators have nobody above them.',
  remediation: 'Make an organisation, or let the account join one.',
  mappings: { cis: {}, securityHub: ['Account.2'], prowler: ['organizations_account_part_of_organizations'] },
  needs: ['organization'],

  *evaluate(context) {
    const { organization } = context.account.snapshot;
    if (organization?.joined === false) {
      yield { verdict: 'finding', resource: accountResource(context), evidence: {} };
    } else yield pass;
  },

  describe({ resource }) {
    return `Account ${resource.name} is in no organisation.`;
  },

  remediate({ resource }) {
    return remediation(
      'The line, run with an account that manages an organisation, invites this one; whoever may accept for it does so with `aws organizations ' +
        'accept-handshake`. From then on that organisation pays and its policies hold. An account that is meant to stay alone is an exception.',
      [
        {
          call: 'organizations invite-account-to-organization',
          options: { target: JSON.stringify({ Id: resource.accountId, Type: 'ACCOUNT' }) },
        },
      ],
    );
  },
};
