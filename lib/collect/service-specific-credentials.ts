import { ListServiceSpecificCredentialsCommand } from '@aws-sdk/client-iam';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { instantOrNull, required } from './answers.ts';
import type { CollectContext } from './context.ts';
import { itemsOf } from './pages.ts';
import type { Reading } from './reading.ts';

type ServiceSpecificCredentials = NonNullable<Snapshot['serviceSpecificCredentials']>;

/** Credentials for one service (Bedrock, CodeCommit, Keyspaces ...), of all users in one sweep. */
export async function readServiceSpecificCredentials({
  aws,
}: CollectContext): Promise<Reading<ServiceSpecificCredentials>> {
  const credentials = await itemsOf(
    (paging) => aws.iam().send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, ...paging })),
    (page) => page.ServiceSpecificCredentials,
  );
  return {
    data: credentials.map((credential) => ({
      userName: required(credential.UserName, 'UserName'),
      id: required(credential.ServiceSpecificCredentialId, 'ServiceSpecificCredentialId'),
      serviceName: required(credential.ServiceName, 'ServiceName'),
      active: credential.Status === 'Active',
      createdAt: required(credential.CreateDate, 'CreateDate').toISOString(),
      expiresAt: instantOrNull(credential.ExpirationDate),
    })),
  };
}
