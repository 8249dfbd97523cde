import { type Evidence, type Severity, severities } from '../../findings/finding.ts';
import type { StoredDocument } from '../../snapshot/snapshot.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { entitiesMissing } from '../verdicts.ts';
import { eachPolicy } from './each-policy.ts';
import { attachments } from './effect-on-holders.ts';
import type { IdentityPolicy } from './identity-policies.ts';
import { leftToHolders } from './left-to-holders.ts';

/** What a check finds in the text of a policy. */
export interface Risk {
  /** Where it takes effect. */
  readonly severity: Severity;
  readonly evidence: Evidence;
  /** The numbers of the actions it is about. */
  actions(): readonly number[];
}

/**
 * Verdicts on policies by their own text. A finding says for whom it takes effect, and is one step lighter where that is nobody.
 *
 * @param look null when the policy has nothing that the check looks for
 */
export function riskVerdicts(
  context: CheckContext,
  look: (document: StoredDocument, policy: IdentityPolicy) => Risk | null,
): Iterable<Verdict> {
  return eachPolicy(context, (policy, _, unread) => {
    const { document } = policy;
    // What was not read can be a Deny of all that was.
    if (document === null || unread !== null) return null;
    const risk = look(document, policy);
    return risk === null ? null : finding(context, policy, risk);
  });
}

function finding(context: CheckContext, policy: IdentityPolicy, { severity, evidence, actions }: Risk): Verdict {
  const { resource, inlinePolicy, isAttached } = policy;
  const left = leftToHolders(context.account, policy.holders(), actions);
  // Somebody whom the snapshot has not may hold it.
  const isEffective = isAttached && (left.isEffective || entitiesMissing(context) !== null);
  return {
    verdict: 'finding',
    resource,
    severity: isEffective ? severity : lighter(severity),
    evidence: {
      ...attachments(context, policy),
      ...evidence,
      attached: isAttached,
      ...left.evidence,
    },
    ...(inlinePolicy && { discriminator: inlinePolicy.name }),
  };
}

function lighter(severity: Severity): Severity {
  return severities[severities.indexOf(severity) + 1] ?? severity;
}
