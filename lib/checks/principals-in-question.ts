import { type Observation, severities } from '../findings/finding.ts';
import { compareText } from '../findings/order.ts';
import { isAdmin } from './admin.ts';
import type { CheckContext } from './check.ts';

/** Checks that call a whole user or role unused. */
export const checksOfPrincipals = ['user-unused', 'role-unused', 'permission-set-unused'] as const;

/**
 * Of whom it would be worst to say by mistake that they are unused: those whose findings are of high severity, then
 * administrators, then those of whom nobody can tell whether they are.
 *
 * @param observations what {@link checksOfPrincipals} found
 * @returns ARNs, each once
 */
export function principalsInQuestion(context: CheckContext, observations: readonly Observation[]): readonly string[] {
  const isGrave = ({ severity }: Observation) => severities.indexOf(severity) <= severities.indexOf('high');
  const principals = new Map(context.account.principals.map((principal) => [principal.arn, principal] as const));
  const adminBy = Map.groupBy(observations, ({ resource: { arn } }) => {
    const principal = principals.get(arn);
    return principal === undefined ? 'not-admin' : isAdmin(context, principal).status;
  });
  return [
    ...new Set([
      ...arnsOf(observations.filter(isGrave)),
      ...arnsOf(adminBy.get('admin')),
      ...arnsOf(adminBy.get('unknown')),
    ]),
  ];
}

function arnsOf(observations: readonly Observation[] = []): readonly string[] {
  return observations.map(({ resource }) => resource.arn).toSorted(compareText);
}
