import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { LONG_AGO, rootRow, userRow } from './credential-rows.ts';
import { ACCOUNT_ID, entityArn, uniqueId } from './naming.ts';
import type { CertificateSpec, MfaSpec, RootSpec, UserSpec } from './specs.ts';
import { NOW } from './time.ts';

type Users = readonly (readonly [name: string, spec: UserSpec])[];

type CredentialParts = Pick<
  Snapshot,
  | 'credentialReport'
  | 'serviceSpecificCredentials'
  | 'sshPublicKeys'
  | 'signingCertificates'
  | 'virtualMfaDevices'
  | 'accessKeys'
>;

/** Everything a snapshot says of credentials, as the users' stories have it. */
export function credentialParts(users: Users, root: RootSpec): CredentialParts {
  return {
    credentialReport: {
      generatedAt: NOW.toISOString(),
      rows: [rootRow(root), ...users.map(([name, spec]) => userRow(name, spec))],
    },
    serviceSpecificCredentials: users.flatMap(([userName, spec]) => serviceCredentials(userName, spec)),
    sshPublicKeys: users.flatMap(([userName, spec]) => perUser(userName, 'APKA', spec.sshKeys ?? [])),
    signingCertificates: users.flatMap(([userName, spec]) => perUser(userName, 'ACRT', spec.certificates ?? [])),
    virtualMfaDevices: [
      ...virtualDevices(root.mfa, 'root-account-mfa-device', `arn:aws:iam::${ACCOUNT_ID}:root`),
      ...users.flatMap(([name, { mfa, path = '/' }]) => virtualDevices(mfa, name, entityArn('user', path, name))),
    ],
    accessKeys: Object.fromEntries(users.map(([userName, spec]) => [userName, accessKeys(userName, spec)])),
  };
}

function serviceCredentials(userName: string, spec: UserSpec) {
  return (spec.serviceCredentials ?? []).map((credential, index) => ({
    userName,
    id: credential.id ?? uniqueId('ACCA', `${index + 1}${userName}`),
    serviceName: credential.service,
    active: credential.active ?? true,
    createdAt: credential.created ?? LONG_AGO,
    expiresAt: credential.expires ?? null,
  }));
}

function perUser(userName: string, prefix: string, credentials: readonly CertificateSpec[]) {
  return credentials.map((credential, index) => ({
    userName,
    id: credential.id ?? uniqueId(prefix, `${index + 1}${userName}`),
    active: credential.active ?? true,
    createdAt: credential.created ?? LONG_AGO,
  }));
}

function virtualDevices(mfa: MfaSpec | undefined, name: string, userArn: string) {
  if (mfa !== 'virtual') return [];
  return [{ serialNumber: `arn:aws:iam::${ACCOUNT_ID}:mfa/${name}`, userArn }];
}

function accessKeys(userName: string, spec: UserSpec) {
  return (spec.keys ?? []).map((key, index) => ({
    accessKeyId: key.id ?? uniqueId('AKIA', `${index + 1}${userName}`),
    active: key.active ?? true,
    createdAt: key.created ?? LONG_AGO,
  }));
}
