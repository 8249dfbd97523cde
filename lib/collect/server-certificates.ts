import { ListServerCertificatesCommand } from '@aws-sdk/client-iam';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { instantOrNull, required } from './answers.ts';
import type { CollectContext } from './context.ts';
import { itemsOf } from './pages.ts';
import type { Reading } from './reading.ts';

type ServerCertificates = NonNullable<Snapshot['serverCertificates']>;

export async function readServerCertificates({ aws }: CollectContext): Promise<Reading<ServerCertificates>> {
  const certificates = await itemsOf(
    (paging) => aws.iam().send(new ListServerCertificatesCommand(paging)),
    (page) => page.ServerCertificateMetadataList,
  );
  return {
    data: certificates.map((certificate) => ({
      arn: required(certificate.Arn, 'Arn'),
      name: required(certificate.ServerCertificateName, 'ServerCertificateName'),
      path: required(certificate.Path, 'Path'),
      uploadedAt: instantOrNull(certificate.UploadDate),
      expiresAt: instantOrNull(certificate.Expiration),
    })),
  };
}
