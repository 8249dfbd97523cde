import type { SharedFiles } from './shared-files.ts';

/** What decides where credentials come from. */
export interface CredentialSettings {
  /** As given by `--profile`. */
  readonly profile: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly files: SharedFiles;
}

export type CredentialSource =
  | { readonly kind: 'profile'; readonly name: string; readonly because: '--profile' | 'AWS_PROFILE' | 'nothing else' }
  | { readonly kind: 'environment' | 'web-identity' | 'container' | 'instance' };

/**
 * Which source the credentials came from. A named profile is the only source when there is one (lib/aws/credentials.ts);
 * otherwise the SDK's chain takes the first that has any, and the SDK's own marks on the credentials tell which that was.
 *
 * @param marks names of features that the SDK has set on the credentials, for example `CREDENTIALS_ENV_VARS`
 */
export function sourceOf({ profile, environment }: CredentialSettings, marks: readonly string[]): CredentialSource {
  if (profile) return { kind: 'profile', name: profile, because: '--profile' };
  if (environment.AWS_PROFILE) return { kind: 'profile', name: environment.AWS_PROFILE, because: 'AWS_PROFILE' };
  if (marks.some((mark) => mark.startsWith('CREDENTIALS_PROFILE')))
    return { kind: 'profile', name: 'default', because: 'nothing else' };
  if (marks.includes('CREDENTIALS_ENV_VARS')) return { kind: 'environment' };
  if (marks.includes('CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN')) return { kind: 'web-identity' };
  if (marks.includes('CREDENTIALS_HTTP')) return { kind: 'container' };
  return { kind: 'instance' };
}

/** How a profile came by its credentials, by the SDK's marks; the first that fits. */
const waysOfProfiles: readonly (readonly [mark: string, way: string])[] = [
  ['CREDENTIALS_PROFILE_SOURCE_PROFILE', 'a role that its source profile takes on'],
  ['CREDENTIALS_PROFILE_NAMED_PROVIDER', 'a role taken on from the machine it runs on'],
  ['CREDENTIALS_PROFILE_STS_WEB_ID_TOKEN', 'a role taken on with a web identity'],
  ['CREDENTIALS_PROFILE_SSO_LEGACY', 'a sign-in through Identity Center (SSO)'],
  ['CREDENTIALS_PROFILE_SSO', 'a sign-in through Identity Center (SSO)'],
  ['CREDENTIALS_PROFILE_LOGIN', 'a sign-in by aws login'],
  ['CREDENTIALS_PROFILE_PROCESS', 'its credential_process'],
  ['CREDENTIALS_PROFILE', 'an access key in the file'],
];

/** A source in words, with the file or the variable that names it. */
export function sourceInWords(
  source: CredentialSource,
  { environment, files }: CredentialSettings,
  marks: readonly string[],
): string {
  switch (source.kind) {
    case 'profile': {
      const way = waysOfProfiles.find(([mark]) => marks.includes(mark))?.[1];
      const because = source.because === 'nothing else' ? 'nothing names another' : `named by ${source.because}`;
      return `profile ${source.name} (${because}) of ${files.pathsWith(source.name).join(' and ')}${way ? `: ${way}` : ''}`;
    }
    case 'environment':
      return 'the access key in the environment (AWS_ACCESS_KEY_ID)';
    case 'web-identity':
      return `the web identity token of AWS_WEB_IDENTITY_TOKEN_FILE, for the role ${environment.AWS_ROLE_ARN}`;
    case 'container':
      return 'the role of the container (AWS_CONTAINER_CREDENTIALS_...)';
    case 'instance':
      return 'the role of the instance (its metadata service)';
  }
}

/**
 * Sources that would be used if it were not for this one, in words. Whoever gives `--profile` means it; all else may be
 * left over from something else, and then another account is audited.
 */
export function hiddenBy(source: CredentialSource, { environment, files }: CredentialSettings): readonly string[] {
  if (source.kind === 'profile' && source.because === '--profile') return [];
  const isProfile = source.kind === 'profile';
  const candidates: readonly (readonly [isHidden: boolean, words: string])[] = [
    [
      isProfile && hasKey(environment),
      `the access key in the environment (${shortKeyId(environment.AWS_ACCESS_KEY_ID)}), which the aws command line uses`,
    ],
    [!isProfile && files.canSignIn('default'), `profile default of ${files.pathsWith('default').join(' and ')}`],
    [
      source.kind !== 'web-identity' && Boolean(environment.AWS_WEB_IDENTITY_TOKEN_FILE && environment.AWS_ROLE_ARN),
      'the web identity token of AWS_WEB_IDENTITY_TOKEN_FILE',
    ],
    [source.kind !== 'container' && isInContainer(environment), 'the role of the container'],
  ];
  return candidates.filter(([isHidden]) => isHidden).map(([, words]) => words);
}

/** Enough of an access key id to tell it from another one. */
export function shortKeyId(accessKeyId = ''): string {
  return `${accessKeyId.slice(0, 4)}...${accessKeyId.slice(-4)}`;
}

function hasKey({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }: NodeJS.ProcessEnv): boolean {
  return Boolean(AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY);
}

function isInContainer(environment: NodeJS.ProcessEnv): boolean {
  return Boolean(environment.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || environment.AWS_CONTAINER_CREDENTIALS_FULL_URI);
}
