import type { AwsCredentialIdentity } from '@smithy/types';
import { z } from 'zod';
import { describeAwsError } from '../aws/describe-error.ts';
import { type CredentialSettings, hiddenBy, shortKeyId, sourceInWords, sourceOf } from './credential-source.ts';
import type { DiagnosisLine } from './diagnosis.ts';

const marked = z.object({ $source: z.record(z.string(), z.unknown()).catch({}) });

/** Says which credentials are used and why, and what they hide. No secret is in it. */
export function credentialLines(
  settings: CredentialSettings,
  identity: AwsCredentialIdentity,
): readonly DiagnosisLine[] {
  const marks = Object.keys(marked.parse(identity).$source);
  const source = sourceOf(settings, marks);
  const expiry = identity.expiration ? `, valid until ${identity.expiration.toISOString()}` : '';
  const key = `access key ${shortKeyId(identity.accessKeyId)}${identity.sessionToken ? ', temporary' : ''}${expiry}`;
  const hidden = hiddenBy(source, settings);
  return [
    line('ok', `${sourceInWords(source, settings, marks)}; ${key}`),
    ...(hidden.length > 0 ? [line('warn', `this hides ${hidden.join('; and ')}`)] : []),
    ...halfAKey(settings.environment),
  ];
}

/** Says why there are no credentials. */
export function noCredentialLines(settings: CredentialSettings, error: unknown): readonly DiagnosisLine[] {
  const { profile, environment, files } = settings;
  const name = profile || environment.AWS_PROFILE;
  const named = profile ? '--profile' : 'AWS_PROFILE';
  const { message } = describeAwsError(error);
  const halves = halfAKey(environment);
  if (!name) {
    const tried = `the environment, profile default of ${files.paths.join(' and ')}, a web identity, a container and an instance have none`;
    return [...halves, line('fail', `${message}; ${tried}. Sign in, or name a profile by --profile or AWS_PROFILE`)];
  }
  const places = files.pathsWith(name);
  const text =
    places.length === 0
      ? `profile ${name} (named by ${named}) is neither in ${files.paths.join(' nor in ')}`
      : `profile ${name} (named by ${named}) of ${places.join(' and ')} gives no credentials: ${message}`;
  return [...halves, line('fail', text)];
}

/** One of the two variables without the other is passed over by the SDK without a word. */
function halfAKey({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }: NodeJS.ProcessEnv): readonly DiagnosisLine[] {
  if (Boolean(AWS_ACCESS_KEY_ID) === Boolean(AWS_SECRET_ACCESS_KEY)) return [];
  const [there, missing] = AWS_ACCESS_KEY_ID
    ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
    : ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'];
  return [line('warn', `${there} is set without ${missing}, so it is not used`)];
}

function line(status: DiagnosisLine['status'], text: string): DiagnosisLine {
  return { topic: 'credentials', status, text };
}
