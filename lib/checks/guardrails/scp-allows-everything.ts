import { isAdminTogether } from '../../policy/admin.ts';
import { policyOf } from '../../policy/document.ts';
import { statementsOf } from '../../policy/statement-actions.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { remediation } from '../commands.ts';
import { someOf, textOf, textsOf } from '../evidence.ts';
import { unreadReason } from '../permissions.ts';
import { accountResource } from '../resources.ts';
import { notCollected, pass, type Unknown, unknown } from '../verdicts.ts';

type Joined = Extract<NonNullable<Snapshot['organization']>, { joined: true }>;
type ControlPolicy = NonNullable<Snapshot['serviceControlPolicies']>[number];

export const scpAllowsEverything: Check = {
  id: 'scp-allows-everything',
  family: 'guardrails',
  title: 'Organisation without a service control policy that limits anything',
  flags:
    'An organisation in which no service control policy that is attached anywhere denies anything, and each place that has one allows ' +
    "everything, as AWS's own FullAWSAccess does; also where that type of policy is not enabled, or the organisation only puts bills " +
    'together. Only the account that manages the organisation, or one that it lets read policies, can tell: in another one it is unknown. ' +
    'Not applicable outside of organisations.',
  severity: 'medium',
  rationale:
    'They are the only thing that holds for the administrators of a member account, its root user among them: against leaving the ' +
    'organisation, stopping the trail, or working in Regions that nobody looks at.',
  remediation: 'Deny, at the root of the organisation, what no account is ever to do.',
  mappings: { cis: { '7.0': '2.1.2' }, securityHub: [], prowler: [] },
  needs: ['organization'],
  uses: ['service-control-policies'],

  *evaluate(context) {
    const { organization } = context.account.snapshot;
    if (organization?.joined) yield judge(context, organization);
  },

  describe({ evidence }) {
    const organization = `organisation ${textOf(evidence, 'organizationId')}`;
    if (textOf(evidence, 'featureSet') === 'CONSOLIDATED_BILLING') {
      return `The ${organization} only puts bills together, and can have no service control policies.`;
    }
    const policies = textsOf(evidence, 'attachedPolicies');
    return policies.length === 0
      ? `No service control policy is attached in ${organization}.`
      : `The service control policies that are attached in ${organization} limit nothing: ${someOf(policies)}.`;
  },

  remediate({ evidence }) {
    const isBilling = textOf(evidence, 'featureSet') === 'CONSOLIDATED_BILLING';
    const features = isBilling ? ' It takes an organisation with all features: enable them first.' : '';
    return remediation(
      'In the account that manages the organisation: write into guardrails.json what is never to happen, such as organizations:LeaveOrganization, ' +
        'stopping and deleting trails, and Regions that you do not use; create the policy, attach it to one account for trial with `aws ' +
        `organizations attach-policy\`, and to the root then.${features} The first line shows the root; where its policy types lack ` +
        'SERVICE_CONTROL_POLICY, `aws organizations enable-policy-type` comes first.',
      [
        { call: 'organizations list-roots', options: {} },
        {
          call: 'organizations create-policy',
          options: { name: 'guardrails', description: 'What no account does', type: 'SERVICE_CONTROL_POLICY' },
          files: { content: 'guardrails.json' },
        },
      ],
    );
  },
};

function judge(context: CheckContext, { id, featureSet }: Joined): Verdict {
  const resource = accountResource(context);
  const policies = context.account.snapshot.serviceControlPolicies;
  const finding = (attachedPolicies: readonly string[]): Verdict => ({
    verdict: 'finding',
    resource,
    evidence: { organizationId: id, featureSet, attachedPolicies },
  });
  if (featureSet === 'CONSOLIDATED_BILLING') return finding([]);
  if (policies === null) return unknown(notCollected(context, 'service-control-policies'), resource.arn);
  const attached = policies.filter(({ targetIds }) => targetIds !== null && targetIds.length > 0);
  if (attached.some(denies)) return pass;
  const unclear = unclearPolicy(policies);
  if (unclear !== null) return unknown(unclear, resource.arn);
  const places = new Set(attached.flatMap(({ targetIds }) => targetIds ?? []));
  const isLimited = [...places].some((place) => !allowsEverything(attached, place));
  return isLimited ? pass : finding(attached.map(({ name }) => name));
}

function denies({ document }: ControlPolicy): boolean {
  return statementsOf(policyOf(document), 'Deny').length > 0;
}

/** Why a policy may limit something all the same, or undo what another one leaves out; null: each was read, and where it is attached. */
function unclearPolicy(policies: readonly ControlPolicy[]): Unknown | null {
  for (const { name, targetIds, document } of policies) {
    const reason = `Where service control policy ${name} is attached was not read.`;
    if (targetIds === null) return { code: 'not-collected', reason };
    const unread = targetIds.length === 0 ? null : unreadReason(document);
    if (unread !== null) return { ...unread, reason: `${name}: ${unread.reason}` };
  }
  return null;
}

/** At each place it is enough that one of the policies there allows something. */
function allowsEverything(policies: readonly ControlPolicy[], place: string): boolean {
  const here = policies.filter(({ targetIds }) => targetIds?.includes(place));
  return isAdminTogether(here.map(({ document }) => policyOf(document)));
}
