import type {
  GetAccessKeyLastUsedRequest,
  GetAccessKeyLastUsedResponse,
  ListAccessKeysRequest,
  ListAccessKeysResponse,
  ListServiceSpecificCredentialsRequest,
  ListServiceSpecificCredentialsResponse,
  ListSigningCertificatesRequest,
  ListSigningCertificatesResponse,
  ListSSHPublicKeysRequest,
  ListSSHPublicKeysResponse,
  ServiceSpecificCredentialMetadata,
  StatusType,
} from '@aws-sdk/client-iam';
import { AwsError } from '../operation.ts';
import type { ServiceCredential, User } from './entities.ts';
import { type IamCall, requestedUser } from './iam-call.ts';
import { idOf, page } from './paging.ts';

export function listAccessKeys(call: IamCall<ListAccessKeysRequest>): ListAccessKeysResponse {
  const user = requestedUser(call);
  const { items, end } = page(call, user.keys, idOf);
  return {
    AccessKeyMetadata: items.map((key) => ({
      UserName: user.name,
      AccessKeyId: key.id,
      Status: statusOf(key),
      CreateDate: key.createdAt,
    })),
    ...end,
  };
}

/** AWS refuses to speak of a key that is not of the account, rather than say that there is none. */
export function getAccessKeyLastUsed(call: IamCall<GetAccessKeyLastUsedRequest>): GetAccessKeyLastUsedResponse {
  const { input, account, caller } = call;
  const user = account.iam.ownerOfKey(input.AccessKeyId);
  const key = user?.keys.find(({ id }) => id === input.AccessKeyId);
  if (!user || !key) {
    throw new AwsError(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${input.AccessKeyId}`,
      403,
    );
  }
  return {
    UserName: user.name,
    AccessKeyLastUsed: {
      LastUsedDate: key.lastUsed?.at,
      ServiceName: key.lastUsed?.service ?? 'N/A',
      Region: key.lastUsed?.region ?? 'N/A',
    },
  };
}

export function listSigningCertificates(
  call: IamCall<ListSigningCertificatesRequest>,
): ListSigningCertificatesResponse {
  const user = requestedUser(call);
  const { items, end } = page(call, user.certificates, idOf);
  return {
    Certificates: items.map((certificate) => ({
      UserName: user.name,
      CertificateId: certificate.id,
      CertificateBody: '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----',
      Status: statusOf(certificate),
      UploadDate: certificate.uploadedAt,
    })),
    ...end,
  };
}

export function listSshPublicKeys(call: IamCall<ListSSHPublicKeysRequest>): ListSSHPublicKeysResponse {
  const user = requestedUser(call);
  const { items, end } = page(call, user.sshKeys, idOf);
  return {
    SSHPublicKeys: items.map((key) => ({
      UserName: user.name,
      SSHPublicKeyId: key.id,
      Status: statusOf(key),
      UploadDate: key.uploadedAt,
    })),
    ...end,
  };
}

/** Of one user, or with AllUsers of the whole account in one sweep. */
export function listServiceSpecificCredentials(
  call: IamCall<ListServiceSpecificCredentialsRequest>,
): ListServiceSpecificCredentialsResponse {
  const { input, account } = call;
  const users = input.AllUsers ? account.iam.content.users : [requestedUser(call)];
  const credentials = users
    .flatMap((user) => user.serviceCredentials.map((credential) => ({ user, credential })))
    .filter(({ credential }) => input.ServiceName === undefined || credential.serviceName === input.ServiceName);
  const { items, end } = page(call, credentials, ({ user, credential }) => `${user.name}/${credential.id}`);
  return {
    ServiceSpecificCredentials: items.map(({ user, credential }) =>
      serviceCredentialShape(user, credential, account.accountId),
    ),
    ...end,
  };
}

/** API keys have an alias, credentials for Git and Cassandra a user name (API reference, ServiceSpecificCredentialMetadata). */
function serviceCredentialShape(
  user: User,
  credential: ServiceCredential,
  accountId: string,
): ServiceSpecificCredentialMetadata {
  const alias = `${user.name}-at-${accountId}`;
  const isApiKey = /^(bedrock|logs)\./.test(credential.serviceName);
  return {
    UserName: user.name,
    Status: statusOf(credential),
    ...(isApiKey ? { ServiceCredentialAlias: alias } : { ServiceUserName: alias }),
    CreateDate: credential.createdAt,
    ExpirationDate: credential.expiresAt,
    ServiceSpecificCredentialId: credential.id,
    ServiceName: credential.serviceName,
  };
}

function statusOf({ active }: { readonly active: boolean }): StatusType {
  return active ? 'Active' : 'Inactive';
}
