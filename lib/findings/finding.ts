import type { Suppression } from './exceptions.ts';
import type { IntroducedBy } from './introduced-by.ts';

/** Model of a finding: the JSON contract that scripts read, and the smaller shape that is stored. */

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

export type FindingStatus = 'new' | 'open' | 'reopened' | 'resolved' | 'suppressed';

export interface Resource {
  readonly arn: string;
  /** AWS's resource type in CloudFormation's words, for example `AWS::IAM::Role`. */
  readonly type: string;
  readonly name: string;
  readonly accountId: string;
}

/** Facts and dates, as JSON: never ages, which move by themselves, and never a secret. */
export type Evidence = Readonly<Record<string, unknown>>;

export interface Remediation {
  readonly text: string;
  /** Shell lines for the AWS CLI, quoted, in the order in which to run them. */
  readonly commands?: readonly string[];
}

/** What a check found: the facts alone. Texts are derived from it by the check's own `describe` and `remediate`. */
export interface Observation {
  readonly checkId: string;
  readonly severity: Severity;
  readonly resource: Resource;
  readonly evidence: Evidence;
  /**
   * Tells apart findings of one check on one resource, for example a key slot or a policy ARN.
   * Part of the fingerprint, so it must not change while the cause stays the same.
   */
  readonly discriminator?: string;
}

/** A finding as it is stored: no text of the catalogue, and nothing that moves from night to night by itself. */
export interface StoredFinding extends Observation {
  readonly id: string;
  /** When the audit that first saw it began. */
  readonly firstSeenAt: string;
  /** Present when the newest audit did not see it (it was `unknown` or is resolved): the last one that did. */
  readonly lastSeenAt?: string;
  /** Present when it is resolved. */
  readonly resolvedAt?: string;
  /** Present when it had been resolved, or accepted, before: when it came back. */
  readonly reopenedAt?: string;
  /** Present when somebody has accepted it. */
  readonly suppression?: Suppression;
  /** Present when somebody can have introduced it and it was grave enough to ask who; kept until it is resolved. */
  readonly introducedBy?: IntroducedBy;
}

/** **Contract**: a finding as every output shows it. */
export interface Finding {
  readonly id: string;
  readonly checkId: string;
  readonly severity: Severity;
  readonly status: FindingStatus;
  readonly resource: Resource;
  readonly title: string;
  readonly detail: string;
  readonly evidence: Evidence;
  readonly remediation: Remediation;
  readonly firstSeenAt: string;
  readonly lastSeenAt: string;
  readonly resolvedAt?: string;
  readonly suppression?: Suppression;
  readonly introducedBy?: IntroducedBy;
}
