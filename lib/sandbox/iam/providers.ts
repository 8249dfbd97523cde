import type {
  GetOpenIDConnectProviderRequest,
  GetOpenIDConnectProviderResponse,
  GetSAMLProviderRequest,
  GetSAMLProviderResponse,
  ListOpenIDConnectProvidersRequest,
  ListOpenIDConnectProvidersResponse,
  ListSAMLProvidersRequest,
  ListSAMLProvidersResponse,
  ListServerCertificatesRequest,
  ListServerCertificatesResponse,
} from '@aws-sdk/client-iam';
import { noSuchEntity } from './errors.ts';
import type { IamCall } from './iam-call.ts';
import { nameOf, page, underPath } from './paging.ts';

export function listOpenIdConnectProviders({
  account,
}: IamCall<ListOpenIDConnectProvidersRequest>): ListOpenIDConnectProvidersResponse {
  return { OpenIDConnectProviderList: account.iam.content.oidcProviders.map(({ arn }) => ({ Arn: arn })) };
}

export function getOpenIdConnectProvider({
  input,
  account,
}: IamCall<GetOpenIDConnectProviderRequest>): GetOpenIDConnectProviderResponse {
  const arn = input.OpenIDConnectProviderArn;
  const provider = account.iam.content.oidcProviders.find((candidate) => candidate.arn === arn);
  if (!provider) {
    throw noSuchEntity(`OpenIDConnect Provider not found for arn ${arn}`);
  }
  return {
    Url: provider.url,
    ClientIDList: [...provider.clientIds],
    ThumbprintList: [],
    CreateDate: provider.createdAt,
    Tags: [],
  };
}

export function listSamlProviders({ account }: IamCall<ListSAMLProvidersRequest>): ListSAMLProvidersResponse {
  return {
    SAMLProviderList: account.iam.content.samlProviders.map(({ arn, validUntil, createdAt }) => ({
      Arn: arn,
      ValidUntil: validUntil,
      CreateDate: createdAt,
    })),
  };
}

export function getSamlProvider({ input, account }: IamCall<GetSAMLProviderRequest>): GetSAMLProviderResponse {
  const arn = input.SAMLProviderArn;
  const provider = account.iam.content.samlProviders.find((candidate) => candidate.arn === arn);
  if (!provider) {
    throw noSuchEntity(`Manifest not found for arn ${arn}`);
  }
  return { CreateDate: provider.createdAt, ValidUntil: provider.validUntil, Tags: [] };
}

export function listServerCertificates(call: IamCall<ListServerCertificatesRequest>): ListServerCertificatesResponse {
  const { serverCertificates } = call.account.iam.content;
  const { items, end } = page(call, underPath(serverCertificates, call.input.PathPrefix), nameOf);
  return {
    ServerCertificateMetadataList: items.map((certificate) => ({
      Path: certificate.path,
      ServerCertificateName: certificate.name,
      ServerCertificateId: certificate.id,
      Arn: certificate.arn,
      UploadDate: certificate.uploadedAt,
      Expiration: certificate.expiresAt,
    })),
    ...end,
  };
}
