import { describe, expect, it } from 'vitest';
import { coverageSources } from '../../lib/snapshot/coverage-schema.ts';
import { anAccount } from './an-account.ts';
import { daysAgo } from './time.ts';

const readsBuckets = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:Get*', Resource: '*' } };

describe('anAccount', () => {
  it('is a valid snapshot in which every source was read', () => {
    const snapshot = anAccount().build();
    expect(snapshot.coverage.map(({ source, status }) => [source, status])).toEqual(
      coverageSources.map((source) => [source, 'complete']),
    );
  });

  it('tells of a user with credentials in every place that AWS lists them', () => {
    const snapshot = anAccount()
      .withUser('ada', {
        mfa: true,
        password: { lastUsed: daysAgo(3) },
        keys: [{ lastUsed: daysAgo(80) }],
        sshKeys: [{}],
      })
      .build();
    const row = snapshot.credentialReport?.rows.find(({ user }) => user === 'ada');
    expect(row).toMatchObject({ mfaActive: true, passwordEnabled: true, passwordLastUsedAt: daysAgo(3) });
    expect(row?.accessKeys).toMatchObject([{ slot: 1, active: true, lastUsedAt: daysAgo(80) }]);
    expect(snapshot.accessKeys.ada).toHaveLength(1);
    expect(snapshot.sshPublicKeys).toMatchObject([{ userName: 'ada' }]);
  });

  it('attaches policies by name, counts them, and reports what was used', () => {
    const snapshot = anAccount()
      .withPolicy('bucket-reader', readsBuckets, { path: '/team/' })
      .withRole('exporter', { policies: ['bucket-reader'], used: { s3: daysAgo(2) } })
      .build();
    const arn = 'arn:aws:iam::111122223333:policy/team/bucket-reader';
    expect(snapshot.roles[0]?.attachedPolicies).toEqual([{ policyName: 'bucket-reader', policyArn: arn }]);
    expect(snapshot.roles[0]?.lastUsed?.at).toBe(daysAgo(2));
    expect(snapshot.policies[0]).toMatchObject({ arn, attachmentCount: 1 });
    expect(snapshot.lastAccessed['arn:aws:iam::111122223333:role/exporter']).toMatchObject({
      services: [{ service: 's3', lastAccessedAt: daysAgo(2) }],
    });
  });

  it('takes the data away with a source that was not read', () => {
    const snapshot = anAccount().withUser('ada').without('credential-report', 'denied').build();
    expect(snapshot.credentialReport).toBeNull();
    expect(snapshot.coverage.find(({ source }) => source === 'credential-report')?.status).toBe('denied');
  });

  it('refuses a story that names a policy which is not in it', () => {
    expect(() =>
      anAccount()
        .withRole('exporter', { policies: ['bucket-reader'] })
        .build(),
    ).toThrow(/bucket-reader/);
  });
});
