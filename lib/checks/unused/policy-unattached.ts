import type { Check } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { dayOf, textsOf } from '../evidence.ts';
import { policyResource } from '../resources.ts';
import { graceOf, pass, unknown } from '../verdicts.ts';

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
    for (const policy of context.account.snapshot.policies) {
      if (policy.managedBy !== 'customer') continue;
      if (context.account.isInForce(policy)) {
        yield pass;
        continue;
      }
      const young = graceOf(context, policy.createdAt);
      if (young !== null) {
        yield unknown(young, policy.arn);
        continue;
      }
      const { createdAt, updatedAt, defaultVersionId } = policy;
      const dormantVersions = policy.versions.filter((version) => !version.isDefault).map(({ versionId }) => versionId);
      yield {
        verdict: 'finding',
        resource: policyResource(context, policy),
        evidence: { lastUsedAt: null, createdAt, updatedAt, defaultVersionId, dormantVersions },
      };
    }
  },

  describe({ resource, evidence }) {
    const changed = dayOf(evidence, 'updatedAt');
    return `Policy ${resource.name}, last changed ${changed}, is attached to nothing and bounds nobody.`;
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
