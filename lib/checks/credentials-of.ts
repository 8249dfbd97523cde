import type { CredentialReportRow, User } from '../snapshot/snapshot.ts';
import type { UserPrincipal } from './account-view.ts';
import type { CheckContext } from './check.ts';
import { servicesHeld } from './held-services.ts';
import { isSameSecond } from './instants.ts';
import { SSH_SERVICE } from './service-credentials.ts';
import { notCollected, type Unknown } from './verdicts.ts';

/** A user's row of the credential report, or why there is none. */
export type RowAnswer = { readonly row: CredentialReportRow } | { readonly unknown: Unknown };

export function credentialRowOf(context: CheckContext, user: UserPrincipal): RowAnswer {
  const report = context.account.snapshot.credentialReport;
  if (report === null) return { unknown: notCollected(context, 'credential-report') };
  const row = context.account.credentialsOf(user.arn);
  if (row !== undefined) return { row };
  return { unknown: noRow };
}

/** A user that came after the credential report, which can be four hours old. */
export const noRow: Unknown = { code: 'not-collected', reason: 'The credential report has no row for this user.' };

/** Whether a user can sign in to the console or sign requests: a password, or an access key that is switched on. */
export function canSignIn({ passwordEnabled, accessKeys }: CredentialReportRow): boolean {
  return passwordEnabled === true || accessKeys.some((key) => key.active);
}

/** Whether a user holds anything to sign in or sign requests with. What is switched off counts: it can be switched on again. */
export type CredentialsHeld =
  | { readonly status: 'some' }
  /** `notLooked`: kinds of credentials that the operator did not ask for. */
  | { readonly status: 'none'; readonly notLooked: readonly string[] }
  | { readonly status: 'unknown'; readonly unknown: Unknown };

export function credentialsHeldBy(context: CheckContext, user: UserPrincipal): CredentialsHeld {
  const answer = credentialRowOf(context, user);
  if ('unknown' in answer) return { status: 'unknown', unknown: answer.unknown };
  const { row } = answer;
  if (row.passwordEnabled === true || row.accessKeys.length > 0 || row.certificates.length > 0)
    return { status: 'some' };
  // The column says how many keys or certificates there are beyond those that the report has room for.
  if (row.additionalCredentialsInfo !== null) return { status: 'some' };

  const { account } = context;
  const { serviceSpecificCredentials, sshPublicKeys } = account.snapshot;
  const isOfUser = ({ userName }: { readonly userName: string }) => userName === user.name;
  if (serviceSpecificCredentials?.some(isOfUser) || sshPublicKeys?.some(isOfUser)) return { status: 'some' };
  if (account.coverageOf('service-specific-credentials')?.status !== 'complete') {
    return { status: 'unknown', unknown: notCollected(context, 'service-specific-credentials') };
  }
  switch (account.coverageOf('ssh-public-keys')?.status) {
    case 'complete':
      return { status: 'none', notLooked: [] };
    case 'skipped':
      // Not asked for. A user who may call CodeCommit can live by such a key alone.
      return mayUseGit(context, user)
        ? { status: 'unknown', unknown: notCollected(context, 'ssh-public-keys') }
        : { status: 'none', notLooked: ['ssh-public-keys'] };
    default:
      return { status: 'unknown', unknown: notCollected(context, 'ssh-public-keys') };
  }
}

function mayUseGit({ account }: CheckContext, user: UserPrincipal): boolean {
  return servicesHeld(account, user, new Set([SSH_SERVICE])).size > 0;
}

/** The rows of the credential report that are of IAM users. Users deleted since the report was made are left out. */
export function* userRows({ account }: CheckContext): Iterable<CredentialReportRow> {
  const isDeleted = (row: CredentialReportRow) =>
    account.coverageOf('authorization-details')?.status === 'complete' && account.user(row.user)?.arn !== row.arn;
  for (const row of account.snapshot.credentialReport?.rows ?? []) {
    if (!isRoot(row) && !isDeleted(row)) yield row;
  }
}

export function isRoot(row: CredentialReportRow): boolean {
  return row.user === '<root_account>' || row.arn.endsWith(':root');
}

/** The users of {@link noRow}, when there is a report. */
export function usersWithoutRow({ account }: CheckContext): readonly User[] {
  return account.snapshot.users.filter((user) => account.credentialsOf(user.arn) === undefined);
}

/**
 * The id of the key in a slot of the credential report, which does not say it: the key that was created when the report
 * says. Null when the keys were not listed, or two were created at once.
 */
export function accessKeyIdOf({ account }: CheckContext, userName: string, createdAt: string | null): string | null {
  const { accessKeys } = account.snapshot;
  if (createdAt === null || !Object.hasOwn(accessKeys, userName)) return null;
  const matching = accessKeys[userName]?.filter((key) => isSameSecond(key.createdAt, createdAt)) ?? [];
  return matching.length === 1 ? (matching[0]?.accessKeyId ?? null) : null;
}

/**
 * Whether the key in a slot of the credential report is still switched on, by the listing of the user's keys, which is newer
 * than the report by up to four hours; true as well when they were not listed.
 */
export function isStillActive({ account }: CheckContext, userName: string, createdAt: string | null): boolean {
  const { accessKeys } = account.snapshot;
  const listed = Object.hasOwn(accessKeys, userName) ? accessKeys[userName] : undefined;
  if (listed === undefined) return true;
  const matching = listed.filter((key) => isSameSecond(key.createdAt, createdAt));
  return (matching.length > 0 ? matching : listed).some((key) => key.active);
}
