import { SummaryKeyType } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import {
  getAccountPasswordPolicy,
  getAccountSummary,
  listAccountAliases,
} from '../../../lib/sandbox/iam/account-level.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';
import { allowing, trusting } from './documents.ts';

describe('getAccountSummary', () => {
  it('has every key that AWS has', () => {
    const summary = callsTo(embeddedAccount())(getAccountSummary, {}).SummaryMap ?? {};
    expect(new Set(Object.keys(summary))).toEqual(new Set(Object.keys(SummaryKeyType)));
  });

  it('counts what the account holds, AWS managed policies apart', () => {
    const account = embeddedAccount({
      root: { created: '-900d', mfa: 'virtual', keys: [{ created: '-800d' }] },
      users: [
        { name: 'alice', created: '-1d', mfa: 'virtual' },
        { name: 'bob', created: '-1d' },
      ],
      groups: [{ name: 'developers', created: '-1d' }],
      roles: [{ name: 'web', created: '-1d', trust: trusting('ec2') }],
      policies: [
        {
          name: 'Own',
          created: '-1d',
          document: allowing('s3:*'),
          dormantVersions: [{ created: '-1d', document: {} }],
        },
        { name: 'ReadOnlyAccess', awsManaged: true, created: '-1d', document: allowing('s3:*') },
      ],
      oidcProviders: [{ url: 'https://token.actions.githubusercontent.com', created: '-1d' }],
      samlProviders: [{ name: 'okta', created: '-1d', validUntil: '+300d' }],
    });
    expect(callsTo(account)(getAccountSummary, {}).SummaryMap).toMatchObject({
      AccountAccessKeysPresent: 1,
      AccountMFAEnabled: 1,
      AccountPasswordPresent: 1,
      Users: 2,
      Groups: 1,
      Roles: 1,
      Policies: 1,
      PolicyVersionsInUse: 2,
      Providers: 2,
      MFADevices: 2,
      MFADevicesInUse: 2,
    });
  });

  it('says that root has nothing where it has no credentials', () => {
    expect(callsTo(embeddedAccount())(getAccountSummary, {}).SummaryMap).toMatchObject({
      AccountAccessKeysPresent: 0,
      AccountMFAEnabled: 0,
      AccountPasswordPresent: 0,
    });
  });
});

describe('getAccountPasswordPolicy', () => {
  it('answers the policy; passwords expire when they have an age', () => {
    const account = embeddedAccount({ passwordPolicy: { minimumLength: 14, maxAgeDays: 90, symbols: true } });
    expect(callsTo(account)(getAccountPasswordPolicy, {}).PasswordPolicy).toMatchObject({
      MinimumPasswordLength: 14,
      RequireSymbols: true,
      RequireNumbers: false,
      ExpirePasswords: true,
      MaxPasswordAge: 90,
    });
  });

  it('refuses where no policy is set', () => {
    const error = expectAwsError('NoSuchEntity', () => callsTo(embeddedAccount())(getAccountPasswordPolicy, {}));
    expect(error.message).toBe('The Password Policy with domain name 111122223333 cannot be found.');
  });
});

describe('listAccountAliases', () => {
  it('answers the alias, or none', () => {
    expect(callsTo(embeddedAccount({ alias: 'payments' }))(listAccountAliases, {}).AccountAliases).toEqual([
      'payments',
    ]);
    expect(callsTo(embeddedAccount())(listAccountAliases, {}).AccountAliases).toEqual([]);
  });
});
