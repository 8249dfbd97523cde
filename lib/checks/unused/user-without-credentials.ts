import type { Principal } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { credentialsHeldBy } from '../credentials-of.ts';
import { dayOf, someOf, textsOf } from '../evidence.ts';
import { deleteUserCommands, holdingsOf } from '../holdings.ts';
import { userResource } from '../resources.ts';
import { graceOf, pass, unknown } from '../verdicts.ts';

export const userWithoutCredentials: Check = {
  id: 'user-without-credentials',
  family: 'unused',
  title: 'User without any credentials',
  flags:
    'An IAM user that has no password, no access key, no signing certificate and no service-specific credential: an empty ' +
    'shell. A credential that is switched off counts as one. Unless the audit lists SSH public keys, a user who may call ' +
    'CodeCommit is unknown, and for others the evidence names the keys in `notLooked`.',
  severity: 'low',
  rationale:
    'Nobody can sign in as this user, but whoever may create a key or a password for it takes over all that it still holds.',
  remediation: 'Take its policies and group memberships away and delete the user.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details', 'credential-report'],
  uses: ['service-specific-credentials', 'ssh-public-keys'],

  *evaluate(context) {
    for (const principal of context.account.principals) {
      if (principal.kind === 'user') yield judge(context, principal);
    }
  },

  describe({ resource, evidence }) {
    const grants = [...textsOf(evidence, 'attachedPolicies'), ...textsOf(evidence, 'inlinePolicies')];
    const groups = textsOf(evidence, 'groups');
    const held = [
      ...(grants.length > 0 ? [`policies ${someOf(grants)}`] : []),
      ...(groups.length > 0 ? [`membership of ${someOf(groups)}`] : []),
    ];
    const made = `User ${resource.name}, created ${dayOf(evidence, 'createdAt')}, has no credentials`;
    return held.length > 0 ? `${made} but holds ${held.join(' and ')}.` : `${made} and holds nothing.`;
  },

  remediate({ resource, evidence }) {
    const looked = textsOf(evidence, 'notLooked').includes('ssh-public-keys')
      ? ' First see that it has no SSH public key (`aws iam list-ssh-public-keys`), which this audit did not list.'
      : '';
    return remediation(
      `Delete the user.${looked} Adding it to its groups and putting its policies back undoes every line but the last; of inline ` +
        'policies keep what the get- lines print.',
      deleteUserCommands(resource, evidence),
    );
  },
};

function judge(context: CheckContext, principal: Extract<Principal, { kind: 'user' }>): Verdict {
  const held = credentialsHeldBy(context, principal);
  if (held.status === 'some') return pass;
  const young = graceOf(context, principal.arn, principal.createdAt);
  if (young !== null) return unknown(young, principal.arn);
  if (held.status === 'unknown') return unknown(held.unknown, principal.arn);
  return {
    verdict: 'finding',
    resource: userResource(context, principal.entity),
    evidence: {
      lastUsedAt: null,
      createdAt: principal.createdAt,
      ...holdingsOf(principal),
      ...(held.notLooked.length > 0 ? { notLooked: held.notLooked } : {}),
    },
  };
}
