import type { PagePrincipal } from '../../page-data.ts';
import type { Model } from './model.ts';

/** ARNs of the managed policies that a principal holds, through its groups too. */
export function heldPolicies(model: Model, principal: PagePrincipal): ReadonlySet<string> {
  const groups = principal.groups.flatMap((arn) => model.groupByArn.get(arn)?.attached ?? []);
  return new Set([...principal.attached, ...groups]);
}
