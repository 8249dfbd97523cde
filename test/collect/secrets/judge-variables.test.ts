import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeEnvironments } from '../../../lib/collect/secrets/judge-variables.ts';

// Put together from pieces, so that nobody's scanner takes them for credentials that leaked.
const accessKeyId = ['AKIA', 'QZ7XPLM3WN4KRT2V'].join('');
const secretAccessKey = ['kX9vQ2mLr7TzB4nWc8Yd', 'J3pFs6HgA1eUo5RiKq0M'].join('');
const githubToken = ['ghp_', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('');
const stripeKey = ['sk_live_', '4eC39HqLyjWDarjtT1zdp7dc'].join('');
const privateKey = ['-----BEGIN RSA PRIVATE', ' KEY-----\\nMIIEogIBAAKCAQEA7\\n-----END RSA PRIVATE KEY-----'].join('');
const webToken = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'q2hFv8sLk3JdR0tYw7ZpXcB5nM1aQe9u'].join('.');
const filledInLater = ['$', '{DB_PASSWORD}'].join('');
const random = 'kX9vQ2mLr7TzB4nWc8YdJ3pFs6HgA1eU';

async function judge(name: string, value: string) {
  const [variables = []] = await judgeEnvironments([{ [name]: value }]);
  return variables[0]?.secret;
}

describe('judgeEnvironments', () => {
  it.each([
    ['KEY', accessKeyId, 'AWS access key id'],
    ['AWS_SECRET_ACCESS_KEY', secretAccessKey, 'AWS secret access key'],
    ['GH', githubToken, 'GitHub token'],
    ['BILLING', stripeKey, 'Stripe key'],
    ['SIGNER', privateKey, 'private key'],
    ['SESSION', webToken, 'JSON web token'],
    ['DB', 'postgres://shop:tr0ub4dor@db.internal:5432/shop', 'database URL with a password'],
    ['DB', 'mysql://root:tr0ub4dor@db.internal:3306/shop', 'database URL with a password'],
    ['API', 'https://svc:tr0ub4dor@api.example.com/v1', 'URL with a password'],
    ['DB', 'Server=tcp:db.example.com;User Id=app;Password=tr0ub4dor', 'connection string with a password'],
    ['DB', 'jdbc:postgresql://db.example.com/shop?user=app&password=tr0ub4dor', 'connection string with a password'],
    ['CONFIG', JSON.stringify({ github: githubToken }), 'GitHub token'],
  ])('knows the form of the value of %s', async (name, value, kind) => {
    expect(await judge(name, value)).toEqual({ by: 'pattern', kind });
  });

  it.each([
    ['AWS documents this one', 'KEY', 'AKIAIOSFODNN7EXAMPLE'],
    ['AWS documents this one', 'EXAMPLE', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
    ['it is filled in later', 'DB', `postgres://shop:${filledInLater}@db.internal:5432/shop`],
    ['it is filled in later', 'DB', 'Server=db.example.com;Password={{password}}'],
    ['nobody signs in with it', 'DB', 'postgres://db.internal:5432/shop'],
    ['it is the public half', 'SIGNER', '-----BEGIN PUBLIC KEY-----\\nMIIBIjANBgkqhkiG\\n-----END PUBLIC KEY-----'],
    ['account ids are no secret', 'AWS_ACCOUNT_ID', '123456789012'],
  ])('passes over what has such a form, because %s', async (_, name, value) => {
    expect(await judge(name, value)).toBeNull();
  });

  it.each([
    ['DB_PASSWORD', 'tr0ub4dor'],
    ['dbPassword', 'correct horse battery staple'],
    ['STRIPE_SECRET', 'whsec-shop'],
    ['API_KEY', 'shop-4711'],
    ['PRIVATE_KEY', 'MIIEogIBAAKCAQEA7'],
    ['AUTH_TOKEN', 'abcdef'],
    ['CALLBACK_TOKEN', 'https://api.example.com/hook?token=tr0ub4dor'],
    ['MASTER_KEY', '/9vQ2mLr7TzB4nWc8YdJ3pFs6HgA1eUo5'],
  ])('takes the name %s at its word', async (name, value) => {
    expect(await judge(name, value)).toMatchObject({ by: 'name' });
  });

  it.each([
    ['MONKEY', 'george'],
    ['TOKEN_TTL', 'PT5M'],
    ['SECRET_ARN', 'shop-db'],
    ['SECRET_NAME', 'shop-db'],
    ['PASSWORD_MIN_LENGTH', 'twelve'],
    ['KMS_KEY_ID', 'alias-of-shop'],
    ['DB_PASSWORD', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop-AbCdEf'],
    ['DB_PASSWORD', 'ssm:/shop/db/password'],
    ['DB_PASSWORD', '{{resolve:secretsmanager:shop:SecretString:password}}'],
    ['DB_PASSWORD', '/shop/prod/db-password'],
    ['DB_PASSWORD', 'shop/prod/db-password'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', filledInLater],
    ['AUTH_TOKEN', 'https://auth.example.com/oauth/token'],
    ['USE_SECRET', 'true'],
    ['SESSION_SECRET', 'disabled'],
    ['SHARED_SECRET', '42'],
  ])('does not take the name %s with %s for a secret', async (name, value) => {
    expect(await judge(name, value)).toBeNull();
  });

  it('notices long random values that no name explains', async () => {
    expect(await judge('PARTNER', random)).toEqual({ by: 'entropy', kind: 'long random value' });
    expect(await judge('PARTNER', `shop_${random}`)).toMatchObject({ by: 'entropy' });
    expect(await judge('PARTNER', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b')).toMatchObject({ by: 'entropy' });
  });

  it.each([
    ['COMMIT', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b'],
    ['BUNDLE_SHA256', 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='],
    ['configHash', random],
    ['RELEASE', '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b'],
    ['CORRELATION', '7d1f4c3e-8a52-4b61-9c0d-2f6e8b7a1c94'],
    ['QUEUE', 'https://sqs.eu-west-1.amazonaws.com/123456789012/shop-Orders-kX9vQ2mLr7TzB4nWc8Yd'],
    ['ORDERS', 'shop-prod-OrdersTable-1XKZ7QWERTY45'],
    ['USERS', 'eu-west-1_AbCdEf123'],
    ['SUBNET', 'subnet-0a1b2c3d4e5f67890'],
    ['FEATURE', 'MyServiceProductionDatabaseConnectionHandler'],
    ['TEXT', 'The quick brown fox jumps over 13 lazy dogs'],
  ])('finds nothing random about %s=%s', async (name, value) => {
    expect(await judge(name, value)).toBeNull();
  });

  it('keeps the variables of environments apart', async () => {
    const judged = await judgeEnvironments([
      { STAGE: 'prod', GH: githubToken },
      {},
      { STAGE: 'AWS_SECRET_ACCESS_KEY' },
      { NEXT: secretAccessKey.slice(0, 19), KEY: accessKeyId, STAGE: 'prod' },
    ]);
    expect(judged.map((variables) => variables.map(({ name, secret }) => [name, secret?.kind]))).toEqual([
      [
        ['STAGE', undefined],
        ['GH', 'GitHub token'],
      ],
      [],
      [['STAGE', undefined]],
      [
        ['NEXT', undefined],
        ['KEY', 'AWS access key id'],
        ['STAGE', undefined],
      ],
    ]);
  });

  it('is not switched off by a value', async () => {
    const [variables = []] = await judgeEnvironments([{ COMMENT: '// secretlint-disable', GH: githubToken }]);
    expect(variables.map(({ secret }) => secret?.by)).toEqual([undefined, 'pattern']);
  });

  it('never says any of a value', async () => {
    const secrets = fc.constantFrom(accessKeyId, githubToken, stripeKey, privateKey, webToken, random, 'tr0ub4dor');
    const values = fc.oneof(
      fc.string({ unit: 'binary', minLength: 6, maxLength: 200 }),
      fc.tuple(fc.string(), secrets, fc.string()).map((parts) => parts.join('')),
      fc.tuple(secrets, fc.webUrl()).map(([secret, url]) => url.replace('://', `://shop:${secret}@`)),
    );
    const names = fc.constantFrom('DB_PASSWORD', 'PARTNER', 'AWS_SECRET_ACCESS_KEY', 'STAGE');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.dictionary(names, values), { maxLength: 5 }), async (environments) => {
        const judged = JSON.stringify(await judgeEnvironments(environments));
        const sayable = JSON.stringify([...new Set(environments.flatMap((each) => Object.keys(each)))]);
        for (const value of environments.flatMap((each) => Object.values(each))) {
          for (let at = 0; at + 6 <= value.length; at += 1) {
            const piece = value.slice(at, at + 6);
            if (!sayable.includes(piece) && !VOCABULARY.includes(piece)) expect(judged).not.toContain(piece);
          }
        }
        expect(judged.length).toBeLessThan(100 * (1 + environments.flatMap((each) => Object.keys(each)).length));
      }),
    );
  });

  it('judges the environments of 2,000 functions in a quarter of a second', async () => {
    const page = (from: number) =>
      Array.from({ length: 50 }, (_, index) =>
        Object.fromEntries(
          Array.from({ length: 10 }, (_, at) => [
            `VAR_${at}`,
            at < 8 ? `https://api.example.com/${from + index}/${at}` : random,
          ]),
        ),
      );
    const before = process.cpuUsage();
    for (let from = 0; from < 2_000; from += 50) await judgeEnvironments(page(from));
    const { user } = process.cpuUsage(before);
    expect(user / 1_000).toBeLessThan(250);
  });
});

/** What verdicts consist of: a piece of a value that is in it is no leak. */
const VOCABULARY =
  '"name","secret":{"by":"pattern","kind":"private key JSON web token URL with a password "long random value" that its name calls a secret';
