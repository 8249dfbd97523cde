import { refuse } from '../../refusal.ts';
import type { ManagedPolicy } from '../entities.ts';

/** Turns what an account file writes for a policy (a name, or an ARN) into the ARN of one of these policies. */
export function policyResolver(policies: readonly ManagedPolicy[]): (reference: string, where: string) => string {
  const arns = new Set(policies.map((policy) => policy.arn));
  const byName = Map.groupBy(policies, (policy) => policy.name);
  return (reference, where) => {
    if (arns.has(reference)) {
      return reference;
    }
    const [policy, another] = byName.get(reference) ?? [];
    if (!policy) {
      refuse(where, `there is no policy "${reference}" in this account: write one of its policies, by name or ARN`);
    }
    if (another) {
      refuse(where, `"${reference}" names a customer policy and an AWS managed one: write the ARN`);
    }
    return policy.arn;
  };
}
