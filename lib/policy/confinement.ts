import type { PolicyDocument } from './document.ts';
import { hasWildcard } from './match.ts';
import type { Condition, Statement } from './statement.ts';
import { statementsOf } from './statement-actions.ts';

/**
 * The Regions outside of which these policies, identity-based, allow nothing; null when some Allow statement is not confined,
 * could not be read, or when there is none.
 *
 * An Allow statement is confined by a condition that demands `aws:RequestedRegion` to be one of some literal Regions, or by
 * Resource ARNs that all name a Region. Denies outside a Region are not looked at: they seldom hold for every action.
 */
export function regionsConfinedTo(policies: readonly PolicyDocument[]): ReadonlySet<string> | null {
  if (policies.some((policy) => policy.problems.some((problem) => problem.unread))) return null;
  const allows = policies.flatMap((policy) => statementsOf(policy, 'Allow'));
  if (allows.length === 0) return null;
  const all = new Set<string>();
  for (const statement of allows) {
    const regions = regionsOf(statement);
    if (regions === null) return null;
    for (const region of regions) all.add(region);
  }
  return all;
}

function regionsOf(statement: Statement): ReadonlySet<string> | null {
  const demands = [...statement.conditions.map(regionsDemanded), regionsNamed(statement.resources)];
  const [first, ...others] = demands.filter((regions) => regions !== null);
  if (first === undefined) return null;
  return new Set([...first].filter((region) => others.every((regions) => regions.has(region))));
}

/**
 * Operators that hold only when the key is in the request and equals one of the values. Not `IfExists`, nor `ForAllValues`:
 * both hold for a request without the key. IAM User Guide, reference_policies_condition-single-vs-multi-valued-context-keys.
 */
const demandingOperators = new Set(
  ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike'].flatMap((operator) => {
    const lowerCase = operator.toLowerCase();
    return [lowerCase, `foranyvalue:${lowerCase}`];
  }),
);

function regionsDemanded({ operator, key, values }: Condition): ReadonlySet<string> | null {
  if (key.toLowerCase() !== 'aws:requestedregion' || !demandingOperators.has(operator.toLowerCase())) return null;
  return values.every(isLiteral) ? new Set(values.map((value) => value.toLowerCase())) : null;
}

/** From `arn:partition:service:region:account:resource`; S3, IAM and other global resources leave the Region empty. */
function regionsNamed(resources: readonly string[] | null): ReadonlySet<string> | null {
  if (resources === null) return null;
  const regions = new Set<string>();
  for (const resource of resources) {
    const region = regionOfArn(resource);
    if (region === null) return null;
    regions.add(region);
  }
  return regions;
}

function regionOfArn(resource: string): string | null {
  const [scheme, partition, service, region] = resource.split(':', 4);
  if (
    scheme !== 'arn' ||
    !region ||
    ![partition, service, region].every((part) => part !== undefined && isLiteral(part))
  )
    return null;
  return region;
}

function isLiteral(text: string): boolean {
  return text !== '' && !hasWildcard(text) && !text.includes('${');
}
