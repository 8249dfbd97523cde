import type { ManagedPolicy } from '../../snapshot/snapshot.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, textsOf } from '../evidence.ts';
import { policyResource } from '../resources.ts';
import { pass, pastGrace } from '../verdicts.ts';

export const policyUnattached: Check = {
  id: 'policy-unattached',
  family: 'unused',
  title: 'Customer policy that is attached to nothing',
  flags: 'A customer managed policy that is attached to no user, group or role and is no permissions boundary either.',
  severity: 'low',
  rationale:
    'It grants nothing today. Whoever may attach policies finds it ready, and nobody reviews what it would grant.',
  remediation: 'Keep a copy of the document and delete the policy.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    const { account } = context;
    for (const policy of account.snapshot.policies) {
      if (policy.managedBy !== 'customer') continue;
      const isNeeded = account.isAttached(policy) || account.isBoundary(policy);
      yield isNeeded ? pass : pastGrace(context, policy, () => loosePolicy(context, policy));
    }
  },

  describe({ resource, evidence }) {
    const changed = dayOf(evidence, 'updatedAt');
    return `Policy ${resource.name}, last changed ${changed}, is attached to nothing and is nobody's permissions boundary.`;
  },

  remediate({ resource, evidence }) {
    const policy = { 'policy-arn': resource.arn };
    const inForce = evidence.defaultVersionId;
    return remediation(
      'The first line prints the document: keep it, because `aws iam create-policy` with it is the way back. Then delete ' +
        'the dormant versions and the policy.',
      [
        ...(typeof inForce === 'string' ? [iam('get-policy-version', { ...policy, 'version-id': inForce })] : []),
        ...textsOf(evidence, 'dormantVersions').map((versionId) =>
          iam('delete-policy-version', { ...policy, 'version-id': versionId }),
        ),
        iam('delete-policy', policy),
      ],
    );
  },
};

function loosePolicy(context: CheckContext, policy: ManagedPolicy): Verdict {
  const { createdAt, updatedAt, defaultVersionId, versions } = policy;
  const dormantVersions = versions.filter((version) => !version.isDefault).map(({ versionId }) => versionId);
  return {
    verdict: 'finding',
    resource: policyResource(context, policy),
    evidence: { lastUsedAt: null, createdAt, updatedAt, defaultVersionId, dormantVersions },
  };
}
