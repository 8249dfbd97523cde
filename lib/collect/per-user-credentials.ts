import { ListSigningCertificatesCommand, ListSSHPublicKeysCommand } from '@aws-sdk/client-iam';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { instantOrNull, required } from './answers.ts';
import type { CollectContext } from './context.ts';
import { itemsOf } from './pages.ts';
import { type PerUserReading, readPerUser } from './per-user.ts';
import type { Reading } from './reading.ts';

type Credentials = NonNullable<Snapshot['sshPublicKeys']>;
type UserNames = readonly string[];

/** SSH keys for CodeCommit, at a call a user. */
export function readSshPublicKeys(context: CollectContext, userNames: UserNames): Promise<Reading<Credentials>> {
  return flattened(
    readPerUser(context, userNames, async (userName) => {
      const keys = await itemsOf(
        (paging) => context.aws.iam().send(new ListSSHPublicKeysCommand({ UserName: userName, ...paging })),
        (page) => page.SSHPublicKeys,
      );
      return keys.map((key) => ({
        userName,
        id: required(key.SSHPublicKeyId, 'SSHPublicKeyId'),
        active: key.Status === 'Active',
        createdAt: instantOrNull(key.UploadDate),
      }));
    }),
  );
}

/** X.509 signing certificates, at a call a user. */
export function readSigningCertificates(context: CollectContext, userNames: UserNames): Promise<Reading<Credentials>> {
  return flattened(
    readPerUser(context, userNames, async (userName) => {
      const certificates = await itemsOf(
        (paging) => context.aws.iam().send(new ListSigningCertificatesCommand({ UserName: userName, ...paging })),
        (page) => page.Certificates,
      );
      return certificates.map((certificate) => ({
        userName,
        id: required(certificate.CertificateId, 'CertificateId'),
        active: certificate.Status === 'Active',
        createdAt: instantOrNull(certificate.UploadDate),
      }));
    }),
  );
}

async function flattened<Item>(reading: Promise<PerUserReading<Item>>): Promise<Reading<readonly Item[]>> {
  const { found, losses } = await reading;
  return { ...losses, data: losses.status === undefined ? [...found.values()].flat() : null };
}
