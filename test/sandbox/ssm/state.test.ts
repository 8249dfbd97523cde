import { describe, expect, it } from 'vitest';
import { describeParameters } from '../../../lib/sandbox/ssm/describe-parameters.ts';
import { getParameter } from '../../../lib/sandbox/ssm/get-parameters.ts';
import { putParameter } from '../../../lib/sandbox/ssm/put-parameter.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
const account = embeddedAccount({
  parameters: {
    '/shop/currency': 'EUR',
    '/shop/db-password': { value: 'hidden', type: 'SecureString', region: 'eu-west-1', modified: '-30d' },
    '/shop/token': { value: 'hidden', type: 'SecureString', region: 'eu-central-1', keyId: 'alias/shop' },
    '/shop/countries': { value: 'DE,FR', type: 'StringList', region: 'eu-west-1' },
  },
  keys: [{ id, region: 'eu-central-1', alias: 'alias/shop', created: '-90d' }],
});
const inIreland = callsTo(account);
const inFrankfurt = callsTo(account, { region: 'eu-central-1' });

describe('createSsmState', () => {
  it('has what the account file names no Region for in every Region, and the rest in its own', () => {
    const namesIn = (call: typeof inIreland) => call(describeParameters, {}).Parameters?.map(({ Name }) => Name);
    expect(namesIn(inIreland)).toEqual(['/shop/countries', '/shop/currency', '/shop/db-password']);
    expect(namesIn(inFrankfurt)).toEqual(['/shop/currency', '/shop/token']);
    expect(namesIn(callsTo(account, { region: 'us-east-1' }))).toEqual(['/shop/currency']);
  });

  it('says type, key and age, and no value but to whom may decrypt', () => {
    expect(inIreland(describeParameters, {}).Parameters?.slice(1)).toMatchObject([
      { Type: 'String', LastModifiedDate: NOW },
      { Type: 'SecureString', KeyId: 'alias/aws/ssm', LastModifiedDate: new Date('2026-10-24T03:00:00Z') },
    ]);
    expect(inFrankfurt(getParameter, { Name: '/shop/token' }).Parameter?.Value).not.toBe('hidden');
    expect(inFrankfurt(getParameter, { Name: '/shop/token', WithDecryption: true }).Parameter?.Value).toBe('hidden');
  });

  it('refuses a SecureString whose key is not there', () => {
    const parameters = { '/a': { value: 'x', type: 'SecureString', keyId: 'alias/none' } } as const;
    expect(() => embeddedAccount({ parameters })).toThrow('accounts[0].parameters (/a).keyId: there is no key');
  });

  it('lets keys that KMS lists be named in new parameters', () => {
    const put = { Name: '/new', Value: 'x', Type: 'SecureString' } as const;
    expect(inFrankfurt(putParameter, { ...put, KeyId: id }).Version).toBe(1);
    expectAwsError('InvalidKeyId', () => inFrankfurt(putParameter, { ...put, Name: '/other', KeyId: 'alias/none' }));
  });
});
