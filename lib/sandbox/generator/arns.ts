import type {
  DraftCertificate,
  DraftGroup,
  DraftPolicy,
  DraftProfile,
  DraftProvider,
  DraftRole,
  DraftUser,
} from './model.ts';

/** ARNs of what is in one account. */
export function arnsOf(accountId: string) {
  const iam = (resource: string, owner = accountId) => `arn:aws:iam::${owner}:${resource}`;
  return {
    account: iam('root'),
    holder: ({ kind, path, name }: DraftUser | DraftRole | DraftGroup) => iam(`${kind}${path}${name}`),
    policy: ({ awsManaged, path, name }: DraftPolicy) => iam(`policy${path}${name}`, awsManaged ? 'aws' : accountId),
    profile: ({ name }: DraftProfile) => iam(`instance-profile/${name}`),
    provider: (provider: DraftProvider) =>
      provider.kind === 'oidc'
        ? iam(`oidc-provider/${provider.url.replace('https://', '')}`)
        : iam(`saml-provider/${provider.name}`),
    certificate: ({ name }: DraftCertificate) => iam(`server-certificate/${name}`),
  };
}

export type Arns = ReturnType<typeof arnsOf>;
