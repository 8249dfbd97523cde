import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { someOf, textOf, textsOf } from '../evidence.ts';
import { accountResource } from '../resources.ts';
import { notCollected, pass, unknown } from '../verdicts.ts';

type Administrator = NonNullable<Snapshot['delegatedAdministrators']>[number];

export const delegatedAdminUnknown: Check = {
  id: 'delegated-admin-unknown',
  family: 'guardrails',
  title: 'Delegated administrator that nobody named',
  flags:
    'An account that administers a service for the whole organisation, and is neither in `delegatedAdministrators` of the configuration nor ' +
    'the one that manages the organisation: one finding for each account. Unknown where the account may not list them. Not applicable ' +
    'outside of organisations.',
  severity: 'medium',
  rationale:
    'It sees, and often changes, something in every account: analyzers, detectors, stacks, Identity Center. Who gets into that one account ' +
    'reaches all, and few look there.',
  remediation: 'Name it in the configuration, or take the delegation back.',
  mappings: {
    cis: { '7.0': '2.1.5' },
    securityHub: [],
    prowler: ['organizations_delegated_administrators'],
  },
  needs: ['organization'],
  uses: ['delegated-administrators'],

  *evaluate(context) {
    const { organization, delegatedAdministrators } = context.account.snapshot;
    if (!organization?.joined) return;
    if (delegatedAdministrators === null) {
      yield unknown(notCollected(context, 'delegated-administrators'), accountResource(context).arn);
      return;
    }
    const known = new Set([organization.managementAccountId, ...context.configuration.delegatedAdministrators]);
    for (const administrator of delegatedAdministrators) {
      yield known.has(administrator.accountId) ? pass : finding(context, administrator);
    }
  },

  describe({ evidence }) {
    const services = textsOf(evidence, 'services');
    const what = services.length === 0 ? 'a service that was not read' : someOf(services);
    return `Account ${textOf(evidence, 'accountId')} (${textOf(evidence, 'name')}) administers ${what} for the organisation, and the configuration does not name it.`;
  },

  remediate({ evidence }) {
    const accountId = textOf(evidence, 'accountId') ?? '';
    return remediation(
      'If it is meant, add the account to `delegatedAdministrators` of the configuration. If not, take the delegation back, in the account that ' +
        'manages the organisation: some services forget what they were set up to do in all accounts, so look at the service first.',
      textsOf(evidence, 'services').map((service) => ({
        call: 'organizations deregister-delegated-administrator',
        options: { 'account-id': accountId, 'service-principal': service },
      })),
    );
  },
};

function finding(context: CheckContext, { accountId, name, services }: Administrator): Verdict {
  return {
    verdict: 'finding',
    resource: accountResource(context),
    discriminator: accountId,
    evidence: { accountId, name, services },
  };
}
