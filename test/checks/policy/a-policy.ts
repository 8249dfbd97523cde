import type { Check } from '../../../lib/checks/check.ts';
import { type AccountBuilder, anAccount } from '../../builders/an-account.ts';
import type { DocumentSpec, RoleSpec } from '../../builders/specs.ts';
import { type CheckRun, runCheck } from '../run-check.ts';

export type StatementSpec = Exclude<DocumentSpec, string>;

export const POLICY_ARN = 'arn:aws:iam::111122223333:policy/platform';
export const ROLE_ARN = 'arn:aws:iam::111122223333:role/deploy';

export function policyOf(...statements: StatementSpec[]): DocumentSpec {
  return { Version: '2012-10-17', Statement: [...statements] };
}

/** Allows on every resource, unless the parts say otherwise. */
export function allow(Action: string | string[], parts: StatementSpec = {}): StatementSpec {
  return { Effect: 'Allow', Action, Resource: '*', ...parts };
}

/** Denies on every resource, unless the parts say otherwise. */
export function deny(Action: string | string[], parts: StatementSpec = {}): StatementSpec {
  return { Effect: 'Deny', Action, Resource: '*', ...parts };
}

export const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
export const withoutMfa = { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };

/** An account in which the role `deploy` holds the customer policy `platform`. */
export function withPolicy(document: DocumentSpec, role: RoleSpec = {}): AccountBuilder {
  const { policies = [], ...others } = role;
  return anAccount()
    .withPolicy('platform', document)
    .withRole('deploy', { ...others, policies: ['platform', ...policies] });
}

/** The same, in which the role is limited by the boundary `limit`. */
export function withinBoundary(document: DocumentSpec, boundary: DocumentSpec): AccountBuilder {
  return anAccount()
    .withPolicy('platform', document)
    .withPolicy('limit', boundary)
    .withRole('deploy', { policies: ['platform'], boundary: 'limit' });
}

/** Severities of what a check finds in a policy of these statements. */
export function severitiesOf(check: Check, ...statements: StatementSpec[]): readonly string[] {
  return severitiesIn(runCheck(check, withPolicy(policyOf(...statements))));
}

export function severitiesIn({ findings }: CheckRun): readonly string[] {
  return findings.map(({ severity }) => severity);
}
