import { isAdminPolicy } from '../../policy/admin.ts';
import { isBroader } from '../../policy/breadth.ts';
import { policyOf } from '../../policy/document.ts';
import type { ManagedPolicy } from '../../snapshot/snapshot.ts';
import { documentInForce } from '../account-view.ts';
import type { Check, CheckContext, Verdict } from '../check.ts';
import { iam, remediation } from '../commands.ts';
import { recordsOf, someOf, textOf } from '../evidence.ts';
import { unreadReason } from '../permissions.ts';
import { policyResource } from '../resources.ts';
import { graceOf, pass, unknown } from '../verdicts.ts';

export const policyVersionsStale: Check = {
  id: 'policy-versions-stale',
  family: 'unused',
  title: 'Dormant policy version that allows more than the one in force',
  flags:
    'A customer managed policy with a version that is not the default and allows something that the default does not. ' +
    'High when such a version makes an administrator.',
  severity: 'low',
  rationale:
    'iam:SetDefaultPolicyVersion alone brings the old permissions back for everybody who holds the policy, without writing any.',
  remediation: 'Delete the versions that allow more than the one in force.',
  mappings: { cis: {}, securityHub: [], prowler: [] },
  needs: ['authorization-details'],

  *evaluate(context) {
    for (const policy of context.account.snapshot.policies) {
      if (policy.managedBy !== 'customer') continue;
      yield* policy.versions.length > 1 ? judge(context, policy) : [pass];
    }
  },

  describe({ resource, evidence }) {
    const versions = recordsOf(evidence, 'versions').map(
      (version) => `${textOf(version, 'versionId')} of ${textOf(version, 'createdAt')?.slice(0, 10)}`,
    );
    const admin = recordsOf(evidence, 'versions').some((version) => version.admin === true)
      ? ' One of them allows everything.'
      : '';
    return `Policy ${resource.name} keeps versions that allow more than ${textOf(evidence, 'defaultVersionId')}, which is in force: ${someOf(versions)}.${admin}`;
  },

  remediate({ resource, evidence }) {
    const policy = { 'policy-arn': resource.arn };
    const ids = recordsOf(evidence, 'versions').flatMap((version) => textOf(version, 'versionId') ?? []);
    return remediation(
      'For each version, the first line prints the document, which is worth a copy, and the second deletes it. Nothing in use changes.',
      ids.flatMap((id) => [
        iam('get-policy-version', { ...policy, 'version-id': id }),
        iam('delete-policy-version', { ...policy, 'version-id': id }),
      ]),
    );
  },
};

function* judge(context: CheckContext, policy: ManagedPolicy): Iterable<Verdict> {
  const inForce = documentInForce(policy);
  const blind = graceOf(context, policy.arn, policy.createdAt) ?? unreadReason(inForce);
  if (inForce === null || blind !== null) {
    if (blind !== null) yield unknown(blind, policy.arn);
    return;
  }
  const broader: { versionId: string; createdAt: string; admin: boolean }[] = [];
  for (const { versionId, isDefault, createdAt, document } of policy.versions) {
    if (isDefault) continue;
    const unread = unreadReason(document);
    if (unread !== null) yield unknown(unread, policy.arn, versionId);
    const version = policyOf(document);
    if (isBroader(version, policyOf(inForce)) !== null)
      broader.push({ versionId, createdAt, admin: isAdminPolicy(version) });
  }
  if (broader.length === 0) {
    yield pass;
    return;
  }
  yield {
    verdict: 'finding',
    resource: policyResource(context, policy),
    severity: broader.some(({ admin }) => admin) ? 'high' : 'low',
    evidence: { lastUsedAt: null, defaultVersionId: policy.defaultVersionId, versions: broader },
  };
}
