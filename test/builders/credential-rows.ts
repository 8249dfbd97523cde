import type { CredentialReportRow } from '../../lib/snapshot/snapshot.ts';
import { ACCOUNT_ID, entityArn } from './naming.ts';
import type { KeySpec, RootSpec, UserSpec } from './specs.ts';
import { daysAgo } from './time.ts';

/** Age of everything that a test does not date: far older than any grace period or threshold. */
export const LONG_AGO = daysAgo(700);

/** The credential report's row of a user. */
export function userRow(userName: string, spec: UserSpec): CredentialReportRow {
  return {
    user: userName,
    arn: entityArn('user', spec.path ?? '/', userName),
    createdAt: spec.created ?? LONG_AGO,
    passwordEnabled: spec.password !== undefined,
    passwordLastUsedAt: spec.password?.lastUsed ?? null,
    passwordLastChangedAt: spec.password ? (spec.password.changed ?? spec.created ?? LONG_AGO) : null,
    passwordNextRotationAt: null,
    mfaActive: (spec.mfa ?? false) !== false,
    accessKeys: keySlots(spec.keys ?? []),
    certificates: (spec.certificates ?? []).slice(0, 2).map((certificate, index) => ({
      slot: index === 0 ? 1 : 2,
      active: certificate.active ?? true,
      lastRotatedAt: certificate.created ?? LONG_AGO,
    })),
    additionalCredentialsInfo: spec.additionalCredentialsInfo ?? null,
  };
}

/** The credential report's row of the root user. */
export function rootRow(spec: RootSpec): CredentialReportRow {
  return {
    user: '<root_account>',
    arn: `arn:aws:iam::${ACCOUNT_ID}:root`,
    createdAt: spec.created ?? LONG_AGO,
    passwordEnabled: spec.passwordEnabled === undefined ? true : spec.passwordEnabled,
    passwordLastUsedAt: spec.passwordLastUsed ?? null,
    passwordLastChangedAt: null,
    passwordNextRotationAt: null,
    mfaActive: (spec.mfa ?? true) !== false,
    accessKeys: keySlots(spec.keys ?? []),
    certificates: [],
    additionalCredentialsInfo: null,
  };
}

function keySlots(keys: readonly KeySpec[]): CredentialReportRow['accessKeys'] {
  return keys.map((key, index) => ({
    slot: key.slot ?? (index === 0 ? 1 : 2),
    active: key.active ?? true,
    lastRotatedAt: key.created ?? LONG_AGO,
    lastUsedAt: key.lastUsed ?? null,
    lastUsedRegion: key.lastUsed ? (key.region ?? 'eu-west-1') : null,
    lastUsedService: key.lastUsed ? (key.service ?? 's3') : null,
  }));
}
