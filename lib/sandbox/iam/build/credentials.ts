import type { AccountSpec } from '../../account-file.ts';
import type { AccessKey, RootUser, ServiceCredential, UploadedCredential, User } from '../entities.ts';
import { type IdPrefix, uniqueId } from '../ids.ts';
import type { Builder } from './builder.ts';

type UserSpec = AccountSpec['users'][number];

type Credentials = Pick<User, 'password' | 'mfa' | 'keys' | 'certificates' | 'sshKeys' | 'serviceCredentials'>;

/** `signingKeyIds`: ids that the file gives this user's keys, because requests are signed with them. */
export function buildCredentials(
  user: UserSpec,
  arn: string,
  signingKeyIds: readonly string[],
  builder: Builder,
): Credentials {
  return {
    password: user.password && {
      changedAt: builder.time(user.password.changed),
      lastUsedAt: builder.optionalTime(user.password.lastUsed),
    },
    mfa: user.mfa,
    keys: buildKeys(user.keys, arn, signingKeyIds, builder),
    certificates: buildUploads(user.certificates, 'ASCA', arn, builder),
    sshKeys: buildUploads(user.sshKeys, 'APKA', arn, builder),
    serviceCredentials: user.serviceCredentials.map((credential, index) =>
      buildServiceCredential(credential, uniqueId('ACCA', builder.seed, `${arn}#${index}`), builder),
    ),
  };
}

export function buildRoot(root: NonNullable<AccountSpec['root']>, builder: Builder): RootUser {
  return {
    createdAt: builder.time(root.created),
    mfa: root.mfa,
    passwordLastUsedAt: builder.optionalTime(root.passwordLastUsed),
    keys: buildKeys(root.keys, builder.arn('root'), [], builder),
  };
}

function buildKeys(
  keys: UserSpec['keys'],
  owner: string,
  signingKeyIds: readonly string[],
  builder: Builder,
): AccessKey[] {
  return keys.map((key, index) => {
    const lastUsedAt = builder.optionalTime(key.lastUsed);
    return {
      id: signingKeyIds[index] ?? uniqueId('AKIA', builder.seed, `${owner}#${index}`),
      active: key.active,
      createdAt: builder.time(key.created),
      lastUsed: lastUsedAt && { at: lastUsedAt, region: key.region, service: key.service },
    };
  });
}

function buildUploads(
  uploads: UserSpec['certificates'],
  prefix: IdPrefix,
  owner: string,
  { seed, time }: Builder,
): UploadedCredential[] {
  return uploads.map(({ active, uploaded }, index) => ({
    id: uniqueId(prefix, seed, `${owner}#${index}`),
    active,
    uploadedAt: time(uploaded),
  }));
}

function buildServiceCredential(
  { service, active, created, expires }: UserSpec['serviceCredentials'][number],
  id: string,
  { time, optionalTime }: Builder,
): ServiceCredential {
  return {
    id,
    serviceName: service.includes('.') ? service : `${service}.amazonaws.com`,
    active,
    createdAt: time(created),
    expiresAt: optionalTime(expires),
  };
}
