import type { AccountSpec } from './account-file.ts';
import type { CloudwatchState } from './cloudwatch/state.ts';
import type { IamState } from './iam/state.ts';
import type { Caller } from './operation.ts';
import type { S3State } from './s3/state.ts';
import type { SsmState } from './ssm/state.ts';

/** Something that can sign requests: a key of the account file, or the session that an AssumeRole gave out. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present when requests must carry it. */
  readonly sessionToken?: string;
  /** From this instant on, requests are refused as expired. */
  readonly expiresAt?: Date;
  readonly caller: Caller;
}

/** How an account behaves, apart from what is in it. */
export interface Behaviour {
  /** How long the jobs for last-accessed reports take. */
  readonly jobSeconds: number;
  /** How long a credential report takes; Infinity: it never completes. */
  readonly credentialReportSeconds: number;
  /** Share of last-accessed jobs that end as FAILED, 0 to 1. Which ones follows from the seed. */
  readonly jobFailureRate: number;
  /** Items that a page holds at most, whatever was asked for: AWS may answer less than MaxItems at any time. */
  readonly pageLimit: number;
  /** What ids and failures are derived from. */
  readonly seed: string;
}

type Analyzer = Omit<AccountSpec['analyzers'][number], 'created'> & { readonly createdAt: Date };

/** One embedded account: the joined state of its services. */
export interface Account {
  readonly accountId: string;
  readonly partition: AccountSpec['partition'];
  readonly behaviour: Behaviour;
  readonly iam: IamState;
  readonly ssm: SsmState;
  readonly s3: S3State;
  readonly cloudwatch: CloudwatchState;
  readonly trails: AccountSpec['trails'];
  readonly analyzers: readonly Analyzer[];
  readonly instances: AccountSpec['instances'];
  /** Opt-in Regions that are switched on, beside those that always are. */
  readonly optedInRegions: readonly string[];
  /** Ids or `alias/...` of the KMS keys that may be named. */
  readonly kmsKeys: readonly string[];

  /** The credential of this access key id; undefined when it is not of this account. */
  credential(accessKeyId: string): Credential | undefined;
  /** Who signs with this access key id; undefined when it is not of this account. */
  callerOf(accessKeyId: string): Caller | undefined;
  /** Takes the session that AssumeRole has made, so that it can sign requests from now on. */
  addSession(session: Credential): void;
  /** Takes a user, group, role, policy or instance profile away while somebody reads. False: there is none. */
  remove(arn: string): boolean;
}
