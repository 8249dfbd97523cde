import { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from '@smithy/core';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider, Provider } from '@smithy/types';
import type { Ledger } from './ledger.ts';

/** A role to take on before reading the account. */
export interface AssumeRoleOptions {
  readonly roleArn: string;
  readonly externalId?: string | undefined;
  /** Serial number or ARN of the MFA device that the role's trust policy asks for. */
  readonly mfaSerial?: string | undefined;
}

/**
 * Name of every session of this program. Last-accessed jobs can be read only by the session that made them, so a
 * session renewed in the middle of a run has to keep its name.
 */
const SESSION_NAME = 'account-auditor';

export interface CredentialOptions {
  /** A profile of the shared files; AWS_PROFILE names one too. */
  readonly profile?: string | undefined;
  /** Credentials to use as they are, instead of the default chain. */
  readonly credentials?: AwsCredentialIdentity | undefined;
  readonly assumeRole?: AssumeRoleOptions | undefined;
  /** Asks a person for the code of an MFA device. */
  readonly mfaToken?: ((mfaSerial: string) => Promise<string>) | undefined;
  readonly ledger: Ledger;
  /** Region, endpoint and timeouts of the STS client that takes on the role. */
  readonly clientConfig: {
    readonly region: Provider<string>;
    readonly endpoint?: string;
    readonly requestHandler: object;
  };
}

/**
 * One provider for all clients of a run, so that a role is taken on once and a person is asked for a code once.
 * Without a profile or credentials of its own it is the SDK's default chain: environment, process, web identity,
 * container, instance. Whoever names a profile means it: the chain would go on to the instance's role, and so audit
 * another account, when the profile's name is mistyped.
 */
export function credentialProvider(options: CredentialOptions): AwsCredentialIdentityProvider {
  const own = options.credentials ? constant(options.credentials) : fromEnvironment(options);
  return shared(options.assumeRole ? sessionOf(options.assumeRole, own, options) : own);
}

function constant(credentials: AwsCredentialIdentity): AwsCredentialIdentityProvider {
  return async () => credentials;
}

function fromEnvironment(options: CredentialOptions): AwsCredentialIdentityProvider {
  const { clientConfig } = options;
  const profile = options.profile || process.env.AWS_PROFILE;
  if (profile) return fromIni({ profile, clientConfig, ...mfaOf(options) });
  return fromNodeProviderChain({ clientConfig, ...mfaOf(options) });
}

function sessionOf(
  assumeRole: AssumeRoleOptions,
  own: AwsCredentialIdentityProvider,
  options: CredentialOptions,
): AwsCredentialIdentityProvider {
  const { clientConfig, ledger } = options;
  return fromTemporaryCredentials({
    masterCredentials: own,
    params: {
      RoleArn: assumeRole.roleArn,
      RoleSessionName: SESSION_NAME,
      ...(assumeRole.externalId ? { ExternalId: assumeRole.externalId } : {}),
      ...(assumeRole.mfaSerial ? { SerialNumber: assumeRole.mfaSerial } : {}),
    },
    clientConfig,
    clientPlugins: [ledger.plugin('sts')],
    ...mfaOf(options),
  });
}

function mfaOf({ mfaToken }: CredentialOptions) {
  return mfaToken ? { mfaCodeProvider: mfaToken } : {};
}

/** Fetches once, whoever asks, and again only when the credentials are about to expire. */
function shared(provider: AwsCredentialIdentityProvider): AwsCredentialIdentityProvider {
  return (
    memoizeIdentityProvider<AwsCredentialIdentity>(provider, isIdentityExpired, doesIdentityRequireRefresh) ?? provider
  );
}
