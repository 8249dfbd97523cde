import { describe, expect, it } from 'vitest';
import { importAuthorizationDetails } from '../../lib/snapshot/import-authorization-details.ts';
import { snapshotSchema } from '../../lib/snapshot/schema.ts';
import { NOW } from '../builders/time.ts';
import { account, allowsBuckets } from './authorization-details-output.ts';
import { credentialReportCsv } from './credential-report-csv.ts';

const options = { source: 'gaad.json', now: NOW };

describe('importAuthorizationDetails', () => {
  it('makes a snapshot of what the AWS CLI prints', () => {
    const snapshot = importAuthorizationDetails(account(), options);
    expect(snapshotSchema.parse(snapshot)).toEqual(snapshot);
    expect(snapshot.account).toEqual({
      accountId: '111122223333',
      partition: 'aws',
      alias: null,
      callerArn: null,
      region: null,
    });
    expect(snapshot.users[0]).toMatchObject({
      userName: 'ada',
      groups: ['developers'],
      tags: { team: 'core' },
      createdAt: '2024-02-01T09:30:00.000Z',
    });
    expect(snapshot.roles.map(({ lastUsed }) => lastUsed)).toEqual([
      { at: '2026-11-19T00:00:00.000Z', region: 'eu-west-1' },
      { at: null, region: null },
      null,
    ]);
    expect(snapshot.policies.map(({ managedBy }) => managedBy)).toEqual(['customer', 'aws']);
    expect(snapshot.policies[0]?.versions[0]?.document).toEqual({ json: allowsBuckets });
  });

  it('reads URL-encoded and decoded documents alike', () => {
    const encode = (_: string, value: unknown) =>
      typeof value === 'object' && value !== null && 'Statement' in value
        ? encodeURIComponent(JSON.stringify(value))
        : value;
    const encoded: unknown = JSON.parse(JSON.stringify(account(), encode));
    expect(importAuthorizationDetails(encoded, options)).toEqual(importAuthorizationDetails(account(), options));
  });

  it('takes the name of a policy from its ARN where the file leaves it out, as emulators of AWS do', () => {
    const { Policies, ...rest } = account();
    const unnamed = { ...rest, Policies: Policies.map(({ PolicyName: _, ...policy }) => policy) };
    expect(importAuthorizationDetails(unnamed, options)).toEqual(importAuthorizationDetails(account(), options));
  });

  it.each(['2024-02-01 09:30:00', '2024-02-01T09:30:00', '2024-02-01 09:30:00+00:00', '2024-02-01T10:30:00+0100'])(
    'reads the date %s',
    (CreateDate) => {
      const { UserDetailList, ...rest } = account();
      const users = UserDetailList.map((user) => ({ ...user, CreateDate }));
      const snapshot = importAuthorizationDetails({ ...rest, UserDetailList: users }, options);
      expect(snapshot.users[0]?.createdAt).toBe('2024-02-01T09:30:00.000Z');
    },
  );

  it('puts pages together, whatever order types come in', () => {
    const { Policies, ...first } = account();
    const pages = [
      { ...first, IsTruncated: true, Marker: 'm' },
      { Policies, IsTruncated: false },
    ];
    expect(importAuthorizationDetails(pages, options)).toEqual(importAuthorizationDetails(account(), options));
  });

  it('says of everything else that it is not part of the file', () => {
    const { coverage } = importAuthorizationDetails(account(), options);
    expect(coverage.find(({ source }) => source === 'authorization-details')?.status).toBe('complete');
    expect(coverage.find(({ source }) => source === 'last-accessed')).toMatchObject({
      status: 'skipped',
      reason: 'not part of the imported file',
    });
  });

  it.each([
    ['a list is missing', { GroupDetailList: undefined }, 'the file has no GroupDetailList'],
    ['paging was cut short', { NextToken: 'eyJNYXJrZXIi' }, 'the file says that more pages follow'],
  ])('is partial when %s', (_, change, reason) => {
    const { coverage } = importAuthorizationDetails({ ...account(), ...change }, options);
    expect(coverage.find(({ source }) => source === 'authorization-details')).toMatchObject({
      status: 'partial',
      reason,
    });
  });

  it('takes a credential report beside it', () => {
    const csv = credentialReportCsv([{ user: 'ada', arn: 'arn:aws:iam::111122223333:user/ada' }]);
    const snapshot = importAuthorizationDetails(account(), {
      ...options,
      credentialReport: { csv, source: 'report.csv' },
    });
    expect(snapshot.credentialReport).toMatchObject({ generatedAt: NOW.toISOString(), rows: [{ user: 'ada' }] });
    expect(snapshot.coverage.find(({ source }) => source === 'credential-report')?.status).toBe('complete');
  });

  it("refuses another account's credential report", () => {
    const csv = credentialReportCsv([{ user: 'eve', arn: 'arn:aws:iam::999988887777:user/eve' }]);
    expect(() =>
      importAuthorizationDetails(account(), { ...options, credentialReport: { csv, source: 'report.csv' } }),
    ).toThrow('report.csv: a credential report of account 999988887777; the snapshot is of 111122223333');
  });

  it('names the field that is wrong', () => {
    const { RoleDetailList } = account();
    const broken = {
      ...account(),
      RoleDetailList: [RoleDetailList[0], { ...RoleDetailList[1], CreateDate: 'yesterday' }],
    };
    expect(() => importAuthorizationDetails(broken, options)).toThrow(
      'gaad.json: RoleDetailList[1].CreateDate: not a date; accepted is the output of aws iam get-account-authorization-details',
    );
  });

  it('refuses entities of two accounts', () => {
    const stranger = { ...account().UserDetailList[0], Arn: 'arn:aws:iam::999988887777:user/eve' };
    expect(() => importAuthorizationDetails({ ...account(), UserDetailList: [stranger] }, options)).toThrow(
      /one account a file/,
    );
  });

  it('refuses a file that does not tell its account', () => {
    expect(() => importAuthorizationDetails({ UserDetailList: [] }, options)).toThrow(
      'gaad.json: no ARN in it tells which account this is',
    );
  });

  it('keeps tags that are named like members of every object', () => {
    const user = {
      ...account().UserDetailList[0],
      Tags: [
        { Key: '__proto__', Value: 'x' },
        { Key: 'constructor', Value: 'y' },
      ],
    };
    const { users } = importAuthorizationDetails({ ...account(), UserDetailList: [user] }, options);
    expect(Object.entries(users[0]?.tags ?? {})).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });
});
