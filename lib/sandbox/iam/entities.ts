import type { AccountSpec } from '../account-file.ts';
import type { PolicyDocument } from './policy-document.ts';

/** What users, groups, roles and policies have in common. */
export interface Identified {
  readonly arn: string;
  /** `AIDA...`, `AGPA...`, `AROA...`, `ANPA...`. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly createdAt: Date;
}

interface InlinePolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** Permissions by identity policies: what a user, group or role is granted. */
export interface Grantee extends Identified {
  /** ARNs of the attached managed policies, in the order of the file. */
  readonly policyArns: readonly string[];
  readonly inline: readonly InlinePolicy[];
}

/** A principal that can be asked what it used. */
export interface Principal extends Grantee {
  readonly boundaryArn: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** Last attempts by service namespace. */
  readonly used: ReadonlyMap<string, ServiceUse>;
  /** Region that its last attempts are said to come from. */
  readonly usedRegion: string;
}

export interface ServiceUse {
  readonly at: Date;
  /** Last attempts by action name without the namespace. */
  readonly actions: ReadonlyMap<string, Date>;
}

export interface AccessKey {
  /** `AKIA...` */
  readonly id: string;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly lastUsed: { readonly at: Date; readonly region: string; readonly service: string } | undefined;
}

/** A signing certificate or SSH key: an id, a status and a date. */
export interface UploadedCredential {
  readonly id: string;
  readonly active: boolean;
  readonly uploadedAt: Date;
}

export interface ServiceCredential {
  readonly id: string;
  /** As AWS names it: `codecommit.amazonaws.com`. */
  readonly serviceName: string;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date | undefined;
}

type MfaKind = 'virtual' | 'hardware';

export interface User extends Principal {
  readonly kind: 'user';
  /** Names of the groups the user is a member of. */
  readonly groups: readonly string[];
  readonly password: { readonly changedAt: Date; readonly lastUsedAt: Date | undefined } | undefined;
  readonly mfa: MfaKind | undefined;
  readonly keys: readonly AccessKey[];
  readonly certificates: readonly UploadedCredential[];
  readonly sshKeys: readonly UploadedCredential[];
  readonly serviceCredentials: readonly ServiceCredential[];
}

export interface Group extends Grantee {
  readonly kind: 'group';
}

export interface Role extends Principal {
  readonly kind: 'role';
  readonly trust: PolicyDocument;
  /** undefined: not used inside the tracking window. */
  readonly lastUsedAt: Date | undefined;
}

export interface PolicyVersion {
  readonly id: string;
  readonly isDefault: boolean;
  readonly createdAt: Date;
  readonly document: PolicyDocument;
}

export interface ManagedPolicy extends Identified {
  readonly kind: 'policy';
  readonly awsManaged: boolean;
  readonly updatedAt: Date;
  /** The document in force: that of the default version. */
  readonly document: PolicyDocument;
  /** Newest first, as AWS lists them. */
  readonly versions: readonly PolicyVersion[];
}

/** What GetAccountAuthorizationDetails tells of. */
export type Entity = User | Group | Role | ManagedPolicy;

export interface InstanceProfile extends Identified {
  readonly kind: 'instance-profile';
  readonly roleName: string | undefined;
}

export interface OidcProvider {
  readonly arn: string;
  /** Without the scheme, as AWS answers it. */
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly createdAt: Date;
}

export interface SamlProvider {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly validUntil: Date;
}

export interface ServerCertificate extends Omit<Identified, 'createdAt'> {
  readonly uploadedAt: Date;
  readonly expiresAt: Date;
}

export interface RootUser {
  readonly createdAt: Date;
  readonly mfa: MfaKind | 'none';
  readonly passwordLastUsedAt: Date | undefined;
  readonly keys: readonly AccessKey[];
}

/** As the account file has it: it holds no times. */
export type PasswordPolicy = NonNullable<AccountSpec['passwordPolicy']>;
