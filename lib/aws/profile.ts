import { loadSharedConfigFiles } from '@smithy/core/config';
import { CannotRunError } from '../errors.ts';
import { oneLine } from '../one-line.ts';

/** Sections of the configuration file that are no profiles, as the SDK names them. */
const isOtherSection = /^(sso-session|services)\./;

/** Profiles that an error names at most. */
const PROFILES_NAMED = 10;

/**
 * Stops at a profile that no configuration file has. The SDK would say that no Region is set, or try what else there is.
 *
 * @param profile left out: the one of AWS_PROFILE, if any
 * @throws CannotRunError that names the profile and those there are
 */
export async function refuseUnknownProfile(profile = process.env.AWS_PROFILE): Promise<void> {
  if (!profile) return;
  const { configFile, credentialsFile } = await loadSharedConfigFiles();
  if (Object.hasOwn(configFile, profile) || Object.hasOwn(credentialsFile, profile)) return;
  const known = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])]
    .filter((name) => !isOtherSection.test(name))
    .sort();
  const named =
    known.length === 0
      ? 'there are none; "aws configure" or "aws configure sso" makes one'
      : `accepted: ${known.slice(0, PROFILES_NAMED).join(', ')}`;
  const more = known.length > PROFILES_NAMED ? ` and ${known.length - PROFILES_NAMED} more` : '';
  throw new CannotRunError(
    oneLine(`no profile ${JSON.stringify(profile)} in the AWS configuration files; ${named}${more}`),
  );
}
