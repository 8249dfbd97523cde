import type { AccessKey, RootUser, UploadedCredential, User } from './entities.ts';
import { byCodeUnit } from './order.ts';
import type { IamContent } from './state.ts';

/** In AWS's order (IAM User Guide, "Generate credential reports for your AWS account"). */
const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
  'additional_credentials_info',
];

const notApplicable = 'N/A';
const noInformation = 'no_information';
const notSupported = 'not_supported';

const dayMs = 86_400_000;

/** Root first, then users without regard to letter case; lines end with LF, the last one with nothing. */
export function credentialReportCsv(content: IamContent): string {
  const users = content.users.toSorted((a, b) => byCodeUnit(a.name.toLowerCase(), b.name.toLowerCase()));
  const rows = [columns, rootRow(content), ...users.map((user) => userRow(user, content))];
  return rows.map((row) => row.map(cell).join(',')).join('\n');
}

/** A member account under central root access has a root row, too: without any credential in it. */
function rootRow({ root, partition, accountId }: IamContent): string[] {
  return [
    '<root_account>',
    `arn:${partition}:iam::${accountId}:root`,
    root ? instant(root.createdAt) : notApplicable,
    flag(root !== undefined),
    root ? instant(root.passwordLastUsedAt, noInformation) : notApplicable,
    notSupported,
    notSupported,
    flag(hasMfa(root)),
    ...keyCells(root?.keys[0]),
    ...keyCells(root?.keys[1]),
    ...certificateCells(undefined),
    ...certificateCells(undefined),
    notApplicable,
  ];
}

function userRow(user: User, { passwordPolicy }: IamContent): string[] {
  const { password, keys, certificates } = user;
  return [
    user.name,
    user.arn,
    instant(user.createdAt),
    flag(password !== undefined),
    password ? instant(password.lastUsedAt, noInformation) : notApplicable,
    instant(password?.changedAt),
    instant(password && nextRotation(password.changedAt, passwordPolicy?.maxAgeDays)),
    flag(user.mfa !== undefined),
    ...keyCells(keys[0]),
    ...keyCells(keys[1]),
    ...certificateCells(certificates[0]),
    ...certificateCells(certificates[1]),
    certificates.length > 2
      ? `${certificates.length - 2} additional certificates: use ListSigningCertificates`
      : notApplicable,
  ];
}

function keyCells(key: AccessKey | undefined): string[] {
  return [
    flag(key?.active === true),
    instant(key?.createdAt),
    instant(key?.lastUsed?.at),
    key?.lastUsed?.region ?? notApplicable,
    key?.lastUsed?.service ?? notApplicable,
  ];
}

function certificateCells(certificate: UploadedCredential | undefined): string[] {
  return [flag(certificate?.active === true), instant(certificate?.uploadedAt)];
}

function nextRotation(changedAt: Date, maxAgeDays: number | undefined): Date | undefined {
  return maxAgeDays === undefined ? undefined : new Date(changedAt.getTime() + maxAgeDays * dayMs);
}

function hasMfa(root: RootUser | undefined): boolean {
  return root !== undefined && root.mfa !== 'none';
}

/** Lower case: the guide writes TRUE and FALSE, the service answers these. */
function flag(value: boolean): string {
  return value ? 'true' : 'false';
}

function instant(at: Date | undefined, otherwise = notApplicable): string {
  return at ? at.toISOString().replace('.000Z', 'Z') : otherwise;
}

/** User names may hold commas, and paths double quotes. */
function cell(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
