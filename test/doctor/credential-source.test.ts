import { describe, expect, it } from 'vitest';
import { hiddenBy, shortKeyId, sourceInWords, sourceOf } from '../../lib/doctor/credential-source.ts';
import type { SharedFiles } from '../../lib/doctor/shared-files.ts';

const files: SharedFiles = {
  paths: ['/home/ada/.aws/config', '/home/ada/.aws/credentials'],
  pathsWith: (profile) => (profile === 'default' ? ['/home/ada/.aws/credentials'] : ['/home/ada/.aws/config']),
  canSignIn: () => true,
};
const key = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG' };
const webIdentity = { AWS_WEB_IDENTITY_TOKEN_FILE: '/token', AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/pod' };
const container = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/1' };

function settings(environment: Readonly<Record<string, string>>, profile?: string) {
  return { profile, environment, files };
}

describe('sourceOf', () => {
  it.each([
    [
      '--profile before all else',
      settings({ AWS_PROFILE: 'stray', ...key }, 'prod'),
      [],
      'profile prod (named by --profile)',
    ],
    [
      'AWS_PROFILE before a key',
      settings({ AWS_PROFILE: 'stray', ...key }),
      ['CREDENTIALS_PROFILE'],
      'profile stray (named by AWS_PROFILE)',
    ],
    ['a key in the environment', settings(key), ['CREDENTIALS_ENV_VARS'], 'the access key in the environment'],
    [
      'profile default',
      settings({}),
      ['CREDENTIALS_PROFILE'],
      'profile default (nothing names another) of /home/ada/.aws/credentials',
    ],
    ['a web identity', settings(webIdentity), ['CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN'], 'the web identity token'],
    ['a container', settings(container), ['CREDENTIALS_HTTP'], 'the role of the container'],
    ['an instance, which leaves no mark', settings({}), ['CREDENTIALS_CODE'], 'the role of the instance'],
  ])('tells %s', (_, given, marks, words) => {
    expect(sourceInWords(sourceOf(given, marks), given, marks)).toContain(words);
  });

  it.each([
    [
      ['CREDENTIALS_PROFILE', 'CREDENTIALS_PROFILE_SOURCE_PROFILE', 'CREDENTIALS_STS_ASSUME_ROLE'],
      'source profile takes on',
    ],
    [['CREDENTIALS_PROFILE_SSO', 'CREDENTIALS_SSO'], 'Identity Center (SSO)'],
    [['CREDENTIALS_PROFILE_PROCESS', 'CREDENTIALS_PROCESS'], 'credential_process'],
    [['CREDENTIALS_PROFILE_LOGIN', 'CREDENTIALS_LOGIN'], 'aws login'],
    [['CREDENTIALS_PROFILE'], 'an access key in the file'],
  ])('tells how a profile came by its credentials: %j', (marks, words) => {
    const given = settings({}, 'prod');
    expect(sourceInWords(sourceOf(given, marks), given, marks)).toContain(words);
  });
});

describe('hiddenBy', () => {
  it.each([
    ['nothing, when the profile was asked for', settings({ ...key, ...container }, 'prod'), []],
    [
      'a key, when a stray AWS_PROFILE wins',
      settings({ AWS_PROFILE: 'stray', ...key }),
      [/AKIA\.\.\.MPLE\), which the aws command line uses/],
    ],
    ['profile default, when a stray key wins', settings(key), [/^profile default of /]],
    [
      'what the machine has, too',
      settings({ ...key, ...webIdentity, ...container }),
      [/^profile default/, /web identity/, /container/],
    ],
  ])('%s', (_, given, hidden) => {
    const marks = given.environment.AWS_PROFILE ? [] : ['CREDENTIALS_ENV_VARS'];
    const found = hiddenBy(sourceOf(given, marks), given);
    expect(found).toEqual(hidden.map((pattern) => expect.stringMatching(pattern)));
  });
});

describe('shortKeyId', () => {
  it('shows enough to tell keys apart', () => {
    expect(shortKeyId('AKIAIOSFODNN7EXAMPLE')).toBe('AKIA...MPLE');
  });
});
