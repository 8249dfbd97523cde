import type { Trail } from '@aws-sdk/client-cloudtrail';
import type { Aws } from '../aws/aws.ts';

/** What earlier trials have found for later ones to be tried on. */
export interface Found {
  userName?: string | undefined;
  /** ARN of some user or role. */
  principalArn?: string | undefined;
  jobId?: string | undefined;
  oidcProviderArn?: string | undefined;
  trail?: Trail | undefined;
  analyzerArn?: string | undefined;
  alias?: string | undefined;
  /** The account that manages the organisation. */
  managementAccountId?: string | undefined;
  /** Id of some service control policy. */
  controlPolicyId?: string | undefined;
  /** Id of some account that administers a service for the organisation. */
  delegatedAdministratorId?: string | undefined;
  /** Some bucket in the audit's own Region. */
  bucketName?: string | undefined;
  /** Some key there. */
  keyId?: string | undefined;
  /** IAM's counts and quotas by their names in GetAccountSummary. */
  summary?: Readonly<Record<string, number>> | undefined;
  /** Text of the operator's settings. */
  settings?: string | undefined;
  /** Where a stack keeps what outlasts a night. */
  archiveBucket?: string | undefined;
  /** The same, once it is known that it may be listed. */
  openBucket?: string | undefined;
}

/** A permission that an audit needs, and the cheapest call that shows whether it is there. */
export interface Trial {
  /** As in IAM policies. */
  readonly action: string;
  /** Who needs it: every audit, audits that store their findings, those that have an archive, or audits with this setting. */
  readonly neededBy:
    | 'audit'
    | 'store'
    | 'archive'
    | 'collectPerUserCredentials'
    | 'inventory'
    | 'maxPoliciesToValidate';
  /** What the audit learns from it, or keeps by it. */
  readonly purpose: string;
  /** Makes the call; answers what it would have to be tried on when there is no such thing. */
  readonly attempt: (aws: Aws, found: Found, prefix: string) => Promise<'done' | { readonly lacking: string }>;
}

/** A trial that needs nothing to be tried on. */
export function trial(
  action: string,
  purpose: string,
  call: (aws: Aws, found: Found, prefix: string) => Promise<unknown>,
  neededBy: Trial['neededBy'] = 'audit',
): Trial {
  return {
    action,
    purpose,
    neededBy,
    attempt: async (aws, found, prefix) => {
      await call(aws, found, prefix);
      return 'done';
    },
  };
}

/** A trial on something that an earlier one has found. */
export function trialOn<Subject>(
  action: string,
  purpose: string,
  subject: { readonly what: string; readonly of: (found: Found) => Subject | undefined },
  call: (aws: Aws, on: Subject, found: Found) => Promise<unknown>,
  neededBy: Trial['neededBy'] = 'audit',
): Trial {
  return {
    action,
    purpose,
    neededBy,
    attempt: async (aws, found) => {
      const on = subject.of(found);
      if (on === undefined) return { lacking: subject.what };
      await call(aws, on, found);
      return 'done';
    },
  };
}
