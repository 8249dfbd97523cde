import type { PolicyWithSay } from '../../checks/access.ts';
import { describeCondition } from '../../policy/describe-condition.ts';
import { policyOf } from '../../policy/document.ts';
import type { Reason } from '../../policy/evaluate/decide.ts';
import { isJsonObject } from '../../policy/problem.ts';

export type StatementReason = Exclude<Reason<PolicyWithSay>, { readonly effect: 'none' }>;

interface PlaceInDocument {
  readonly source: Pick<PolicyWithSay, 'document'>;
  readonly statement: number;
}

/** The statement as it stands in the policy document: any JSON. */
export function statementOf({ source: { document }, statement }: PlaceInDocument): unknown {
  if (document === null || 'unreadable' in document || !isJsonObject(document.json)) return null;
  const written = document.json.Statement;
  return Array.isArray(written) ? written[statement] : written;
}

/** The conditions of a statement whose outcome depends on the request, in words; none when nothing of it does. */
export function conditionsOf({ source: { document }, statement, unknownKeys }: StatementReason): readonly string[] {
  if (document === null || unknownKeys.length === 0) return [];
  const read = policyOf(document).statements.find(({ index }) => index === statement);
  return (read?.conditions ?? []).map(describeCondition);
}

/** A policy by the name that its owner knows: an ARN, an inline policy of somebody, a role's trust policy. */
export function nameOf({ source }: Pick<PolicyWithSay, 'source'>): string {
  if ('policyArn' in source) return source.policyArn;
  if ('trustPolicyOf' in source) return `trust policy of ${source.trustPolicyOf}`;
  return `inline policy ${source.inlinePolicy.name} of ${source.inlinePolicy.entityArn}`;
}
