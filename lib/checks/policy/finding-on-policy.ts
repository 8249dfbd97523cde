import { type Evidence, type Severity, severities } from '../../findings/finding.ts';
import type { CheckContext, Verdict } from '../check.ts';
import { type DangerousText, effectOnHolders } from './effect-on-holders.ts';
import type { IdentityPolicy } from './identity-policies.ts';
import { placeOf } from './statement-places.ts';

export interface FoundInPolicy extends DangerousText {
  /** What the check has to say beside the statements and the holders. */
  readonly evidence?: Evidence;
}

/** A finding on a policy, or on whoever has an inline one, with the statements it lies in and for whom it takes effect. */
export function findingOn(
  context: CheckContext,
  policy: IdentityPolicy,
  { evidence, ...text }: FoundInPolicy,
): Verdict {
  const effect = effectOnHolders(context, policy, text);
  return {
    verdict: 'finding',
    resource: policy.resource,
    severity: effect.severity,
    ...(policy.inlinePolicy && { discriminator: policy.inlinePolicy.name }),
    evidence: {
      ...evidence,
      ...effect.evidence,
      statements: text.statements.map((statement) => placeOf(policy.document, statement)),
    },
  };
}

/** What is as grave as that, but only under conditions. */
export function underConditions(severity: Severity): Severity {
  return severity === 'high' ? 'medium' : 'low';
}

export function gravest(found: readonly Severity[]): Severity {
  return severities.find((severity) => found.includes(severity)) ?? 'info';
}
