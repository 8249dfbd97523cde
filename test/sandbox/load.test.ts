import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../lib/errors.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { loadAccountFile, loadAccounts } from '../../lib/sandbox/load.ts';
import { NOW } from './calling.ts';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};

const readReports = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }],
};

const payments: AccountSpecInput = {
  accountId: '111122223333',
  groups: [{ name: 'developers', created: '-900d' }],
  users: [{ name: 'alice', created: '-400d', groups: ['developers'], policies: ['ReadReports'] }],
  roles: [{ name: 'deploy', path: '/ci/', created: '-30d', trust, boundary: 'ReadReports' }],
  policies: [
    { name: 'ReadReports', created: '-300d', document: readReports },
    { name: 'ReadOnlyAccess', awsManaged: true, created: '-3000d', document: readReports },
  ],
};

const options = { now: NOW, seed: 'tests' };

describe('loadAccountFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'account-file-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reads a file by its path, with defaults filled in', () => {
    const path = join(folder, 'payments.json');
    writeFileSync(path, JSON.stringify({ accounts: [payments] }));
    expect(loadAccountFile(path)).toMatchObject([{ accountId: '111122223333', partition: 'aws', trails: [] }]);
  });

  it('reads text', () => {
    expect(loadAccountFile(JSON.stringify({ accounts: [payments] }))).toHaveLength(1);
  });

  it.each([
    ['{"accounts": [', /^account file: is not JSON/],
    ['{"accounts":[{"accountId":"12"}]}', /^account file: accounts\[0\]\.accountId: /],
    [
      '{"accounts":[{"accountId":"111122223333","roles":[{"name":"a","created":"yesterday","trust":{}}]}]}',
      /^account file: accounts\[0\]\.roles\[0\]\.created: /,
    ],
    ['{"accounts":[{"accountId":"111122223333","rolls":[]}]}', /^account file: accounts\[0\]: .*"rolls"/],
    ['/nowhere/account.json', /^\/nowhere\/account\.json: cannot be read/],
  ])('refuses %s in one line that names the place', (pathOrText, message) => {
    expect(() => loadAccountFile(pathOrText)).toThrow(InvalidInputError);
    expect(() => loadAccountFile(pathOrText)).toThrow(message);
  });
});

describe('loadAccounts', () => {
  it('makes the same ids from the same seed, and others from another', () => {
    const idOf = (seed: string) => loadAccounts([payments], { now: NOW, seed })[0]?.iam.user('alice')?.id;
    expect(idOf('tests')).toMatch(/^AIDA[A-Z2-7]{17}$/);
    expect(idOf('tests')).toBe(idOf('tests'));
    expect(idOf('tests')).not.toBe(idOf('others'));
  });

  it('counts ages from the clock it is given', () => {
    const [account] = loadAccounts([payments], options);
    expect(account?.iam.role('deploy')?.createdAt).toEqual(new Date('2026-10-24T03:00:00Z'));
  });

  it('takes policies by name, AWS managed ones too, and by ARN', () => {
    const [account] = loadAccounts(
      [
        {
          ...payments,
          users: [
            {
              name: 'bob',
              created: '-1d',
              policies: ['ReadReports', 'ReadOnlyAccess', 'arn:aws:iam::111122223333:policy/ReadReports'],
            },
          ],
        },
      ],
      options,
    );
    expect(account?.iam.user('bob')?.policyArns).toEqual([
      'arn:aws:iam::111122223333:policy/ReadReports',
      'arn:aws:iam::aws:policy/ReadOnlyAccess',
    ]);
  });

  it('writes ARNs for the partition of the account', () => {
    const [account] = loadAccounts([{ ...payments, partition: 'aws-us-gov' }], options);
    expect(account?.iam.role('deploy')?.arn).toBe('arn:aws-us-gov:iam::111122223333:role/ci/deploy');
    const arn = 'arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess';
    expect(account?.iam.policy(arn)?.arn).toBe(arn);
  });

  it.each<[string, Partial<AccountSpecInput>, string]>([
    [
      'an unknown policy',
      { users: [{ name: 'alice', created: '-1d', policies: ['ReadReports', 'Raedonly'] }] },
      'accounts[0].users[0] (alice).policies[1]: there is no policy "Raedonly"',
    ],
    [
      'an ARN of a policy that is not in the file',
      { roles: [{ name: 'deploy', created: '-1d', trust, boundary: 'arn:aws:iam::aws:policy/AdministratorAccess' }] },
      'accounts[0].roles[0] (deploy).boundary: there is no policy "arn:aws:iam::aws:policy/AdministratorAccess"',
    ],
    [
      'a name that a customer policy shares with an AWS managed one',
      { groups: [{ name: 'ops', created: '-1d', policies: ['Same'] }], users: [], policies: twoOfOneName() },
      'accounts[0].groups[0] (ops).policies[0]: "Same" names a customer policy and an AWS managed one: write the ARN',
    ],
    [
      'an unknown group',
      { users: [{ name: 'alice', created: '-1d', groups: ['admins'] }] },
      'accounts[0].users[0] (alice).groups: there is no group "admins" in this account',
    ],
    [
      'an instance profile of an unknown role',
      { instanceProfiles: [{ name: 'web', created: '-1d', role: 'web' }] },
      'accounts[0].instanceProfiles[0] (web).role: there is no role "web" in this account',
    ],
    [
      'an instance with an unknown profile',
      { instances: [{ id: 'i-0abc', region: 'eu-west-1', instanceProfile: 'web' }] },
      'accounts[0].instances[0] (i-0abc).instanceProfile: there is no instance profile "web" in this account',
    ],
    [
      'use of a service that there is not',
      { roles: [{ name: 'deploy', created: '-1d', trust, used: { s4: '-1d' } }] },
      'accounts[0].roles[0] (deploy).used["s4"]: "s4" is not the namespace of a service',
    ],
    [
      'two roles of one name, without regard to case',
      {
        roles: [
          { name: 'deploy', created: '-1d', trust },
          { name: 'Deploy', path: '/ci/', created: '-1d', trust },
        ],
      },
      'accounts[0].roles[1] (Deploy): there is another one of this name',
    ],
    [
      'a key that is nobody’s',
      { credentials: [{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret', as: 'user/carol' }] },
      'accounts[0].credentials[0].as: "user/carol" is nobody in this account',
    ],
  ])('refuses %s', (_, change, message) => {
    const load = () => loadAccounts([{ ...payments, ...change }], options);
    expect(load).toThrow(InvalidInputError);
    expect(load).toThrow(message);
  });

  it('refuses two accounts of one id, and a key that signs for two', () => {
    expect(() => loadAccounts([payments, payments], options)).toThrow(
      'accounts[1]: 111122223333 is in this file twice',
    );
    const credentials = [{ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret', as: 'root' }];
    const another = { accountId: '444455556666', credentials };
    expect(() => loadAccounts([{ ...payments, credentials }, another], options)).toThrow(
      'accounts[1]: AKIAIOSFODNN7EXAMPLE is in this file twice',
    );
  });

  it('lets the credential report take as long as the other jobs, unless it is told otherwise', () => {
    const behaviourOf = (more: object) => loadAccounts([payments], { ...options, ...more })[0]?.behaviour;
    expect(behaviourOf({ jobSeconds: 2 })?.credentialReportSeconds).toBe(2);
    expect(behaviourOf({ jobSeconds: 2, credentialReportSeconds: 9 })?.credentialReportSeconds).toBe(9);
  });
});

function twoOfOneName(): AccountSpecInput['policies'] {
  return [
    { name: 'Same', created: '-1d', document: readReports },
    { name: 'Same', awsManaged: true, created: '-1d', document: readReports },
  ];
}
