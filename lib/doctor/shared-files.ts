import { join } from 'node:path';
import { getHomeDir, loadSharedConfigFiles, type ParsedIniData } from '@smithy/core/config';

/** The configuration and credentials files that the AWS SDKs share. */
export interface SharedFiles {
  readonly paths: readonly [config: string, credentials: string];
  /** Paths of the files that have the profile; none when it is in neither. */
  pathsWith(profile: string): readonly string[];
  /** Whether the profile has something to sign in with, in either file; a Region alone is nothing. */
  canSignIn(profile: string): boolean;
}

/** Settings of a profile that credentials come from. */
const signInSettings = [
  'aws_access_key_id',
  'credential_process',
  'login_session',
  'role_arn',
  'sso_session',
  'sso_start_url',
  'web_identity_token_file',
];

/** Reads the shared files; one that does not exist has no profiles. */
export async function readSharedFiles(environment: NodeJS.ProcessEnv): Promise<SharedFiles> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  const inHome = (name: string) => join(getHomeDir(), '.aws', name);
  const config = environment.AWS_CONFIG_FILE || inHome('config');
  const credentials = environment.AWS_SHARED_CREDENTIALS_FILE || inHome('credentials');
  const files: readonly (readonly [string, ParsedIniData])[] = [
    [config, configFile],
    [credentials, credentialsFile],
  ];
  return {
    paths: [config, credentials],
    pathsWith: (profile) => files.filter(([, profiles]) => Object.hasOwn(profiles, profile)).map(([path]) => path),
    canSignIn: (profile) =>
      files.some(([, profiles]) => signInSettings.some((setting) => profiles[profile]?.[setting] !== undefined)),
  };
}
