import { type PolicyProblem, quote } from '../problem.ts';

/** `high`: the statement or policy does nothing as it stands. `medium`: a part of it does not do what it seems to. `low`: untidy. */
export type IssueSeverity = 'high' | 'medium' | 'low';

type MeaningCode =
  /** No service has this prefix. */
  | 'unknown-service'
  /** The service has no such action, or none that the pattern matches. */
  | 'unknown-action'
  /** A Resource that is neither an ARN nor `*`. */
  | 'resource-not-arn'
  /** A Resource that none of the statement's actions can act on, or an action that can act on none of its resources. */
  | 'resource-mismatch'
  /** There is no such condition operator. */
  | 'unknown-operator'
  /** AWS documents no condition key of this name. */
  | 'unknown-condition-key'
  /** None of the statement's actions has this condition key. */
  | 'condition-key-mismatch'
  /** The operator is for keys of another type. */
  | 'operator-mismatch'
  /** A key of several values without ForAllValues or ForAnyValue, or a key of one value with it. */
  | 'set-operator-mismatch'
  /** The value is none that the operator can compare. */
  | 'condition-value'
  /** A policy variable where the language has none. */
  | 'variable-in-old-version'
  /** An element that this kind of policy must have or cannot have. */
  | 'misplaced-element'
  /** Near the quota for this kind of policy, or over it. */
  | 'size-near-quota'
  /** Another statement has the same Sid. */
  | 'duplicate-sid'
  /** An Allow that a Deny of the same policy always overrides. */
  | 'unreachable-statement';

export type IssueCode = PolicyProblem['code'] | MeaningCode;

export interface PolicyIssue {
  readonly code: IssueCode;
  /** JSON Pointer (RFC 6901) into the document. */
  readonly pointer: string;
  /** One sentence without its full stop. Names out of the policy are quoted and shortened. */
  readonly message: string;
  readonly severity: IssueSeverity;
}

const severities: Readonly<Record<MeaningCode, IssueSeverity>> = {
  'unknown-service': 'medium',
  'unknown-action': 'medium',
  'resource-not-arn': 'medium',
  'resource-mismatch': 'low',
  'unknown-operator': 'high',
  'unknown-condition-key': 'medium',
  'condition-key-mismatch': 'medium',
  'operator-mismatch': 'medium',
  'set-operator-mismatch': 'low',
  'condition-value': 'medium',
  'variable-in-old-version': 'medium',
  'misplaced-element': 'high',
  'size-near-quota': 'low',
  'duplicate-sid': 'low',
  'unreachable-statement': 'low',
};

export function issue(
  code: MeaningCode,
  pointer: string,
  message: string,
  severity: IssueSeverity = severities[code],
): PolicyIssue {
  return { code, pointer, message, severity };
}

/** Characters of a name out of the policy, an action or an ARN, that a message repeats. */
const NAME_LENGTH = 100;

export function named(text: string): string {
  return quote(text, NAME_LENGTH);
}

/** What the parser could not read leaves a hole; what it could read in spite of it does not. */
export function issueOfProblem({ code, pointer, message, unread }: PolicyProblem): PolicyIssue {
  return { code, pointer, message, severity: unread ? 'high' : 'low' };
}
