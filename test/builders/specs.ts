import type { LastAccessedReport, StoredDocument } from '../../lib/snapshot/snapshot.ts';

/** A policy as a test writes it: an object, or text that is kept as `unreadable`. */
export type DocumentSpec = JsonObject | string;

type JsonObject = Extract<Extract<StoredDocument, { json: unknown }>['json'], Readonly<Record<string, unknown>>>;

/**
 * Last attempt by service namespace; null is "AWS reports the service and no use of it". By `service:Action` for a report that
 * tells of actions: those named are tracked.
 */
export type UsedSpec = Readonly<Record<string, string | null>>;

export interface GrantSpec {
  /** Names of policies of this account, or ARNs. */
  readonly policies?: readonly string[];
  readonly inline?: Readonly<Record<string, DocumentSpec>>;
}

export interface PrincipalSpec extends GrantSpec {
  readonly path?: string;
  readonly id?: string;
  readonly created?: string;
  /** Name of a policy of this account, or its ARN. */
  readonly boundary?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Makes a complete report of these services. */
  readonly used?: UsedSpec;
  /** The report as it stands, instead of the one made from `used`; null leaves the principal out. */
  readonly lastAccessed?: LastAccessedReport | null;
}

export interface KeySpec {
  readonly slot?: 1 | 2;
  readonly active?: boolean;
  readonly created?: string;
  readonly lastUsed?: string | null;
  readonly region?: string | null;
  readonly service?: string | null;
  /** What ListAccessKeys would name it. */
  readonly id?: string;
}

export interface CertificateSpec {
  readonly active?: boolean;
  readonly created?: string;
  readonly id?: string;
}

/** `virtual` is an app, true a piece of hardware alone. */
export type MfaSpec = boolean | 'virtual';

export interface UserSpec extends PrincipalSpec {
  readonly groups?: readonly string[];
  /** Present when the user can sign in to the console. */
  readonly password?: { readonly changed?: string; readonly lastUsed?: string | null };
  readonly mfa?: MfaSpec;
  readonly keys?: readonly KeySpec[];
  readonly certificates?: readonly CertificateSpec[];
  readonly sshKeys?: readonly CertificateSpec[];
  readonly serviceCredentials?: readonly {
    readonly service: string;
    readonly active?: boolean;
    readonly created?: string;
    readonly expires?: string | null;
    readonly id?: string;
  }[];
  readonly additionalCredentialsInfo?: string | null;
}

export interface RoleSpec extends PrincipalSpec {
  readonly trust?: DocumentSpec;
  /** Left out: the newest of `used`. null: not used inside AWS's window. `'not-said'`: AWS gave no RoleLastUsed. */
  readonly lastUsed?: string | null | 'not-said';
  readonly instanceProfiles?: readonly string[];
}

export interface GroupSpec extends GrantSpec {
  readonly path?: string;
  readonly created?: string;
}

export interface PolicySpec {
  readonly path?: string;
  readonly created?: string;
  readonly updated?: string;
  readonly isAttachable?: boolean;
  readonly dormantVersions?: readonly { readonly document: DocumentSpec; readonly created?: string }[];
  /** Instead of what the account's principals add up to. */
  readonly attachmentCount?: number;
  readonly boundaryUsageCount?: number;
}

export interface RootSpec {
  readonly created?: string;
  readonly passwordEnabled?: boolean | null;
  readonly passwordLastUsed?: string | null;
  readonly mfa?: MfaSpec;
  readonly keys?: readonly KeySpec[];
}
