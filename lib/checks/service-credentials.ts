import type { UserPrincipal } from './account-view.ts';
import type { CheckContext } from './check.ts';
import { isSameSecond } from './instants.ts';

export type ServiceCredentialKind = 'service-specific' | 'ssh-public-key' | 'signing-certificate';

/** An active credential of a user that is neither the password nor an access key. */
export interface ServiceCredential {
  readonly kind: ServiceCredentialKind;
  /** Namespace of the one service that it opens; null for signing certificates. */
  readonly service: string | null;
  /** AWS's id; null where only its slot in the credential report is known. */
  readonly id: string | null;
  readonly createdAt: string | null;
  /** null: never. */
  readonly expiresAt: string | null;
  /** Tells the user's credentials apart, also when ids are not known. */
  readonly discriminator: string;
}

/** SSH keys are for Git: AWS takes them for CodeCommit alone. */
export const SSH_SERVICE = 'codecommit';

/** The active ones of each user, as far as they were listed. Expired ones are left out: nobody can use them. */
export function serviceCredentials(context: CheckContext): (user: UserPrincipal) => readonly ServiceCredential[] {
  const { serviceSpecificCredentials, sshPublicKeys } = context.account.snapshot;
  const byUser = new Map<string, ServiceCredential[]>();
  const add = (userName: string, credential: ServiceCredential) => {
    const list = byUser.get(userName);
    if (list) list.push(credential);
    else byUser.set(userName, [credential]);
  };
  for (const { userName, id, serviceName, active, createdAt, expiresAt } of serviceSpecificCredentials ?? []) {
    const isExpired = expiresAt !== null && Date.parse(expiresAt) < context.now.getTime();
    // `codecommit.amazonaws.com` is what policies and reports call `codecommit`.
    const service = serviceName.replace(/\..*$/s, '').toLowerCase();
    if (active && !isExpired)
      add(userName, { kind: 'service-specific', service, id, createdAt, expiresAt, discriminator: id });
  }
  for (const { userName, id, active, createdAt } of sshPublicKeys ?? []) {
    if (active)
      add(userName, {
        kind: 'ssh-public-key',
        service: SSH_SERVICE,
        id,
        createdAt,
        expiresAt: null,
        discriminator: id,
      });
  }
  return (user) => [...(byUser.get(user.name) ?? []), ...certificatesOf(context, user)];
}

function certificatesOf({ account }: CheckContext, user: UserPrincipal): readonly ServiceCredential[] {
  const certificates = account.credentialsOf(user.arn)?.certificates.filter(({ active }) => active) ?? [];
  return certificates.map(({ slot, lastRotatedAt }) => ({
    kind: 'signing-certificate',
    service: null,
    id: certificateIdOf(account.snapshot.signingCertificates ?? [], user.name, lastRotatedAt),
    createdAt: lastRotatedAt,
    expiresAt: null,
    discriminator: `certificate-${slot}`,
  }));
}

/** The report does not say the id: it is the certificate that was uploaded when the report says, if that is one only. */
function certificateIdOf(
  listed: readonly { readonly userName: string; readonly id: string; readonly createdAt: string | null }[],
  userName: string,
  uploadedAt: string | null,
): string | null {
  const matching = listed.filter((each) => each.userName === userName && isSameSecond(each.createdAt, uploadedAt));
  return matching.length === 1 ? (matching[0]?.id ?? null) : null;
}
