import { describe, expect, it } from 'vitest';
import { sessionCaller } from '../../lib/sandbox/credentials.ts';
import { embeddedAccount } from './calling.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' }],
};

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

function accountWithKeys() {
  return embeddedAccount({
    users: [{ name: 'ci', created: '-200d', keys: [{ created: '-100d' }] }],
    roles: [{ name: 'auditor', path: '/security/', created: '-100d', trust }],
    credentials: [
      { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey, as: 'user/ci' },
      { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey, sessionToken: 'token', as: 'role/auditor' },
      { accessKeyId: 'AKIAROOTROOTROOTROOT', secretAccessKey, as: 'root', expired: true },
    ],
  });
}

describe('createAccount', () => {
  it('knows who signs with a key', () => {
    const account = accountWithKeys();
    const user = account.iam.user('ci');
    const role = account.iam.role('auditor');
    expect(account.callerOf('AKIAIOSFODNN7EXAMPLE')).toMatchObject({ arn: user?.arn, uniqueId: user?.id });
    expect(account.callerOf('ASIAIOSFODNN7EXAMPLE')).toMatchObject({
      arn: 'arn:aws:sts::111122223333:assumed-role/auditor/sandbox',
      uniqueId: `${role?.id}:sandbox`,
    });
    expect(account.callerOf('AKIAROOTROOTROOTROOT')).toMatchObject({
      arn: 'arn:aws:iam::111122223333:root',
      uniqueId: '111122223333',
    });
    expect(account.callerOf('AKIASOMEBODYELSESKEY')).toBeUndefined();
  });

  it('holds what a request has to be signed with, and since when no more', () => {
    const account = accountWithKeys();
    expect(account.credential('ASIAIOSFODNN7EXAMPLE')).toMatchObject({ secretAccessKey, sessionToken: 'token' });
    expect(account.credential('AKIAIOSFODNN7EXAMPLE')).not.toHaveProperty('expiresAt');
    expect(account.credential('AKIAROOTROOTROOTROOT')?.expiresAt).toEqual(new Date(0));
  });

  it('gives the key that signs to the user whose it is', () => {
    expect(accountWithKeys().iam.user('ci')?.keys).toMatchObject([{ id: 'AKIAIOSFODNN7EXAMPLE' }]);
  });

  it('takes the sessions that AssumeRole makes', () => {
    const account = accountWithKeys();
    const role = account.iam.role('auditor');
    if (!role) {
      expect.fail('the account has no auditor');
    }
    const caller = sessionCaller(role, 'nightly', 'ASIANIGHTLYNIGHTLY00', account.iam);
    account.addSession({ accessKeyId: 'ASIANIGHTLYNIGHTLY00', secretAccessKey, sessionToken: 'other', caller });
    expect(account.callerOf('ASIANIGHTLYNIGHTLY00')).toEqual({
      arn: 'arn:aws:sts::111122223333:assumed-role/auditor/nightly',
      accountId: '111122223333',
      accessKeyId: 'ASIANIGHTLYNIGHTLY00',
      uniqueId: `${role.id}:nightly`,
    });
  });

  it('refuses two log groups, subnets or keys of one name in a Region', () => {
    const region = 'eu-west-1';
    const twice = <Item>(item: Item): Item[] => [item, item];
    const refusal = (spec: Parameters<typeof embeddedAccount>[0]) => expect(() => embeddedAccount(spec));
    refusal({ logGroups: twice({ name: '/shop', region }) }).toThrow(
      'accounts[0].logGroups[1] (/shop): there is another',
    );
    refusal({ subnets: twice({ id: 'subnet-1', region, zone: 'euw1-az1' }) }).toThrow('subnets[1] (subnet-1)');
    refusal({ keys: twice({ id: 'key-1', region, created: '-1d' }) }).toThrow('keys[1] (key-1)');
  });

  it('joins the states of the other services', () => {
    const account = embeddedAccount({
      parameters: { '/account-auditor/config': '{}' },
      buckets: ['audit-archive'],
      kmsKeys: ['alias/account-auditor'],
      analyzers: [{ name: 'external', region: 'eu-west-1', created: '-10d' }],
      optedInRegions: ['eu-south-1'],
    });
    expect(account.ssm.inRegion('eu-west-1').has('/account-auditor/config')).toBe(true);
    expect(account.s3.buckets.has('audit-archive')).toBe(true);
    expect(account.analyzers).toMatchObject([{ name: 'external', createdAt: new Date('2026-11-13T03:00:00Z') }]);
    expect(account).toMatchObject({ kmsKeys: ['alias/account-auditor'], optedInRegions: ['eu-south-1'] });
  });

  it('loses an entity that is removed while somebody reads', () => {
    const account = accountWithKeys();
    expect(account.remove('arn:aws:iam::111122223333:role/security/auditor')).toBe(true);
    expect(account.iam.role('auditor')).toBeUndefined();
    expect(account.remove('arn:aws:iam::111122223333:role/security/auditor')).toBe(false);
  });
});
