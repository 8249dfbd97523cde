/** **Contract**: who introduced a finding, as CloudTrail recorded it; or why that is not known. */
export type IntroducedBy = Introducer | UnknownIntroducer;

export interface Introducer {
  /** ARN of who made the call, of a role's session for example; the name of the service where one made it by itself. */
  readonly actor: string;
  /** Behind a role's session: who its source identity says it is. */
  readonly sourceIdentity?: string;
  /** Behind a role's session: ARN of the role. */
  readonly sessionIssuer?: string;
  /** For example `UpdateAssumeRolePolicy`. */
  readonly event: string;
  /** When (ISO 8601, UTC). */
  readonly at: string;
  readonly eventId: string;
  /** An address, or the name of the AWS service that made the call for the actor. */
  readonly sourceIp?: string;
}

export interface UnknownIntroducer {
  /** Why it is not known. */
  readonly unknown: string;
  /** Present when CloudTrail gave no answer: the audits until then ask again. */
  readonly askedUntil?: string;
  /** With `askedUntil`: when the last audit without the finding began, where there was one. */
  readonly after?: string;
}
