import type { DaysAgo } from './chance.ts';
import type { Composition } from './meaning.ts';

/*
 * An account while it is made: what its maker knows of it. The truth about it is worked out from this, and never from the
 * account file or the documents, so that it owes nothing to anybody's reading of policies.
 */

export interface DraftPolicy {
  readonly name: string;
  readonly path: string;
  readonly awsManaged: boolean;
  /** AWS has replaced it by another. */
  readonly isRetired?: boolean;
  readonly created: DaysAgo;
  readonly updated: DaysAgo;
  readonly composition: Composition;
  /** Oldest first. */
  readonly dormant: readonly DormantVersion[];
}

export interface DormantVersion {
  readonly created: DaysAgo;
  readonly document: Composition['document'];
  /** Whether it allows something that the version in force does not. */
  readonly isBroader: boolean;
}

interface Holder {
  readonly name: string;
  readonly path: string;
  readonly created: DaysAgo;
  readonly policies: DraftPolicy[];
  readonly inline: Map<string, Composition>;
}

interface DraftPrincipal extends Holder {
  boundary: DraftPolicy | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Last attempt by service. A service that no policy of the principal grants can be among them: no report shows it. */
  readonly used: Map<string, DaysAgo>;
  /**
   * Of services whose story goes into that, all actions that its policies grant: the last attempt, or that there was none, or that
   * AWS does not track them. Of any other service no tracked action was ever attempted.
   */
  readonly actions: Map<string, DaysAgo | 'never' | 'untracked'>;
}

export interface DraftGroup extends Holder {
  readonly kind: 'group';
}

export interface DraftRole extends DraftPrincipal {
  readonly kind: 'role';
  readonly trust: Trust;
  /** null: not within AWS's memory. Left out: when it last used a service. */
  lastUsed?: DaysAgo | null;
}

export interface Trust {
  readonly document: Readonly<Record<string, unknown>>;
  /** Whom it lets in. */
  readonly admissions: readonly Admission[];
}

/** Somebody whom a trust policy lets in, and what was meant by the conditions. */
export type Admission =
  /** A service; `forStrangers`: one that says for whose resource it works, which nothing holds to this account's. */
  | { readonly who: 'service'; readonly service: string; readonly forStrangers: boolean }
  /** All of the role's own account, or somebody in it. */
  | { readonly who: 'own account' | DraftUser | DraftRole; readonly asksForMfa: boolean }
  | OtherAccountAdmitted
  /**
   * Everybody in the world, but for whom something keeps out: an external id keeps out whoever does not know it.
   * `sparesSome`: it is written as everybody but some.
   */
  | { readonly who: 'everybody'; readonly keptOutBy: KeptOutBy; readonly sparesSome: boolean }
  | ProviderAdmitted
  /** An identity pool of Cognito, or any; `guests`: those who have not signed in, too. */
  | { readonly who: 'identity pool'; readonly guests: boolean; readonly anyPool: boolean }
  /** Somebody who is no more, by the id that is left in the place of the name. */
  | { readonly who: 'deleted' };

export type KeptOutBy = 'nothing' | 'external id' | 'more than that';

export interface OtherAccountAdmitted {
  readonly who: 'other account';
  readonly accountId: string;
  /** Whomever that account lets, and not somebody in particular. */
  readonly isWhole: boolean;
  /** It has to show an external id, or that it is of an organisation. */
  readonly showsProof: boolean;
}

export interface ProviderAdmitted {
  readonly who: 'provider';
  readonly provider: DraftProvider;
  /** From where people get in whom the same provider vouches for, and who are not meant. */
  readonly strangers: 'anywhere' | 'some networks' | 'nowhere';
}

export interface DraftUser extends DraftPrincipal {
  readonly kind: 'user';
  readonly groups: DraftGroup[];
  readonly password?: { readonly changed: DaysAgo; readonly lastUsed: DaysAgo | null };
  readonly mfa?: 'virtual' | 'hardware';
  readonly keys: readonly DraftKey[];
  /** Signing certificates; two at most, as the credential report has room for. */
  readonly certificates: readonly { readonly active: boolean; readonly uploaded: DaysAgo }[];
  /** One active one at most, because AWS alone knows the ids by which several are told apart. */
  readonly serviceCredentials: readonly DraftServiceCredential[];
}

export interface DraftKey {
  readonly active: boolean;
  readonly created: DaysAgo;
  readonly lastUsed: DaysAgo | null;
}

export interface DraftServiceCredential {
  /** Namespace, for example `codecommit`. */
  readonly service: string;
  readonly active: boolean;
  readonly created: DaysAgo;
  /** Days from now; negative: it has expired. Left out: it never does. */
  readonly expiresIn?: number;
}

export type DraftProvider =
  | { readonly kind: 'oidc'; readonly url: string; readonly created: DaysAgo }
  | { readonly kind: 'saml'; readonly name: string; readonly created: DaysAgo; readonly expiresIn: number };

export interface DraftProfile {
  readonly name: string;
  readonly created: DaysAgo;
  readonly role?: DraftRole;
  readonly instance?: { readonly id: string; readonly region: string };
}

export interface DraftCertificate {
  readonly name: string;
  readonly uploaded: DaysAgo;
  /** Negative: it has expired. */
  readonly expiresIn: number;
}

export interface DraftRoot {
  readonly mfa: 'none' | 'virtual' | 'hardware';
  readonly passwordLastUsed: DaysAgo | null;
  readonly keys: readonly DraftKey[];
}

/** The organisation that the account is in, or manages. */
export interface DraftOrganization {
  readonly id: string;
  readonly managementAccountId: string;
  /** All its accounts, which the one that manages it may list. */
  readonly accountIds: readonly string[];
}

export interface DraftPasswordPolicy {
  readonly minimumLength: number;
  readonly symbols: boolean;
  readonly numbers: boolean;
  readonly uppercase: boolean;
  readonly lowercase: boolean;
  readonly usersMayChange: boolean;
  readonly maxAgeDays?: number;
  readonly reusePrevention?: number;
  readonly hardExpiry: boolean;
}

export interface DraftTrail {
  readonly name: string;
  readonly homeRegion: string;
  readonly multiRegion: boolean;
  readonly globalEvents: boolean;
  readonly validation: boolean;
  readonly encrypted: boolean;
  readonly toCloudWatch: boolean;
  readonly logging: boolean;
}

export interface DraftAnalyzer {
  readonly name: string;
  readonly region: string;
  readonly type: 'ACCOUNT' | 'ORGANIZATION' | 'ACCOUNT_UNUSED_ACCESS';
  readonly status: 'ACTIVE' | 'DISABLED';
}

/** A whole account, finished. */
export interface DraftAccount {
  readonly accountId: string;
  /** Accounts of others whom the operator trusts. */
  readonly trustedAccountIds: readonly string[];
  /** null: it is in none. */
  readonly organization: DraftOrganization | null;
  /** null: its credentials were removed, as the account that manages an organisation can do for the others. */
  readonly root: DraftRoot | null;
  /** null: none was set. */
  readonly passwordPolicy: DraftPasswordPolicy | null;
  readonly users: readonly DraftUser[];
  readonly groups: readonly DraftGroup[];
  readonly roles: readonly DraftRole[];
  readonly policies: readonly DraftPolicy[];
  readonly profiles: readonly DraftProfile[];
  readonly providers: readonly DraftProvider[];
  readonly certificates: readonly DraftCertificate[];
  readonly trails: readonly DraftTrail[];
  readonly analyzers: readonly DraftAnalyzer[];
  /** Opt-in Regions that are switched on. */
  readonly optedInRegions: readonly string[];
}
