import { type PolicyDocument, parsePolicyDocument } from '../../lib/policy/document.ts';

/** Elements of a statement as they are written in a policy. */
export type WrittenStatement = Readonly<Record<string, unknown>>;

export function policy(...statements: readonly WrittenStatement[]): PolicyDocument {
  return parsePolicyDocument({ Version: '2012-10-17', Statement: statements });
}

/** Allows on every resource, unless the other elements say otherwise. */
export function allow(action: string | readonly string[], others: WrittenStatement = {}): WrittenStatement {
  return { Effect: 'Allow', Action: action, Resource: '*', ...others };
}

/** Denies on every resource, unless the other elements say otherwise. */
export function deny(action: string | readonly string[], others: WrittenStatement = {}): WrittenStatement {
  return { Effect: 'Deny', Action: action, Resource: '*', ...others };
}
