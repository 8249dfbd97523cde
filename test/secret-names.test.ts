import { describe, expect, it } from 'vitest';
import { looksLikeSecretName } from '../lib/secret-names.ts';

describe('looksLikeSecretName', () => {
  it.each([
    'PASSWORD',
    'DB_PASSWORD',
    'dbPassword',
    'DBPassword2',
    'mysqlpassword',
    'DB_PWD',
    'SMTP_PASS',
    'GITHUB_TOKEN',
    'OAuth2Token',
    'authtoken',
    'CLIENT_SECRET',
    'AWS_SECRET_ACCESS_KEY',
    'STRIPE_API_KEY',
    'apiKey',
    'APIKey',
    'SSH_PRIVATE_KEY',
    'SECRET_KEY_BASE',
    'ssh.passphrase',
    '/shop/prod/db/password',
    '/shop/prod/db/password/2',
    '/token-service/prod/api-key',
    '/tables/names/db-credentials',
  ])('says so of %s', (name) => {
    expect(looksLikeSecretName(name)).toBe(true);
  });

  it.each([
    'MONKEY',
    'KEY',
    'PARTITION_KEY',
    'KMS_KEY_ID',
    'AWS_ACCESS_KEY_ID',
    'COMPASS',
    'BYPASS',
    'BOARDING_PASS_PRINTER',
    'PWD',
    'OLDPWD',
    'SECRETARY',
    'TOKENIZER',
    'MAX_TOKENS',
    'MAX_OUTPUT_TOKENS',
    'REQUIRE_PASSWORD',
    'PUBLIC_KEY',
    'PASSWORD_MIN_LENGTH',
    'DB_SECRET_ARN',
    'dbSecretName',
    'tokenTtlSeconds',
    'TOKEN_ENDPOINT',
    'SECRETS_MANAGER_TTL',
    'PARAMETERS_SECRETS_EXTENSION_HTTP_PORT',
    '/shop/prod/password-policy',
    '/shop/prod/db/secret-arn',
    '/shop/secrets/db/host',
    '/shop/token-rotation',
    '',
    '///',
  ])('says nothing of %s', (name) => {
    expect(looksLikeSecretName(name)).toBe(false);
  });

  it('is soon done with a long name that somebody made up', () => {
    const begun = process.cpuUsage().user;
    looksLikeSecretName(`${'aA'.repeat(50_000)}`);
    expect(process.cpuUsage().user - begun).toBeLessThan(500_000);
  });
});
