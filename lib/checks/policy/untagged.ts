import type { PolicyDocument } from '../../policy/document.ts';
import { evaluateCondition } from '../../policy/evaluate/condition.ts';
import { RequestContext } from '../../policy/evaluate/context.ts';
import { hasPolicyVariables } from '../../policy/evaluate/match-statement.ts';
import type { Statement } from '../../policy/statement.ts';

/** Beginnings of the keys that hold the tags of the resource: `aws:ResourceTag/`, and the services' own from before it. */
export const RESOURCE_TAGS = [
  'aws:ResourceTag/',
  'ec2:ResourceTag/',
  'iam:ResourceTag/',
  'rds:db-tag/',
  's3:ExistingObjectTag/',
  'secretsmanager:ResourceTag/',
  'ssm:ResourceTag/',
];

/** A request for a resource without tags, of which nothing else is known. */
const UNTAGGED = new RequestContext({}, {}, { isPartial: true, knownPrefixes: RESOURCE_TAGS });

/** Whether a statement can hold for a resource that nobody tagged: if not, its conditions confine it as resources would. */
export function reachesUntagged(policy: PolicyDocument, { conditions }: Statement): boolean {
  const hasVariables = hasPolicyVariables(policy);
  return conditions.every((condition) => evaluateCondition(condition, UNTAGGED, { hasVariables }).holds !== false);
}
