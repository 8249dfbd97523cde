import { gunzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, vi } from 'vitest';
import { archiveSnapshot } from '../../lib/publish/archive.ts';
import { anAccount } from '../builders/an-account.ts';

const snapshot = anAccount().withRole('deploy-pipeline').build();
const { accountId } = snapshot.account;
const key = `snapshots/${accountId}/${snapshot.takenAt.slice(0, 10)}/run-1.json.gz`;

function options(s3: S3Client) {
  return { s3, bucket: 'audit-archive', owner: accountId, log: { info: vi.fn(), warn: vi.fn() } };
}

describe('archiveSnapshot', () => {
  it('keeps the snapshot under account, day and run, encrypted, in a bucket of this account', async () => {
    const s3 = new S3Client({ region: 'eu-west-1' });
    const mock = mockClient(s3).on(PutObjectCommand).resolves({});
    const archived = await archiveSnapshot({ ...options(s3), kmsKeyId: 'alias/account-auditor' }, snapshot, 'run-1');
    expect(archived).toEqual({ status: 'archived', location: `s3://audit-archive/${key}` });
    const input = mock.commandCalls(PutObjectCommand)[0]?.args[0].input;
    expect(input).toMatchObject({
      Bucket: 'audit-archive',
      Key: key,
      ContentType: 'application/gzip',
      ExpectedBucketOwner: accountId,
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'alias/account-auditor',
    });
    expect(JSON.parse(gunzipSync(input?.Body as Buffer).toString())).toEqual(snapshot);
  });

  it('leaves the encryption to the bucket when no key is configured', async () => {
    const s3 = new S3Client({ region: 'eu-west-1' });
    const mock = mockClient(s3).on(PutObjectCommand).resolves({});
    await archiveSnapshot({ ...options(s3), owner: '111122223333' }, snapshot, 'run-1');
    const input = mock.commandCalls(PutObjectCommand)[0]?.args[0].input;
    expect(input).toMatchObject({ ExpectedBucketOwner: '111122223333' });
    expect(input).not.toHaveProperty('ServerSideEncryption');
  });

  it('logs and says why, and lets the audit go on, when it fails', async () => {
    const s3 = new S3Client({ region: 'eu-west-1' });
    mockClient(s3)
      .on(PutObjectCommand)
      .rejects(Object.assign(new Error('not yours'), { name: 'AccessDenied' }));
    const given = options(s3);
    const reason = expect.stringMatching(/^Access denied .*not yours$/);
    expect(await archiveSnapshot(given, snapshot, 'run-1')).toEqual({ status: 'failed', location: null, reason });
    expect(given.log.warn).toHaveBeenCalledWith(expect.stringContaining('not archived'), {
      bucket: 'audit-archive',
      key,
      reason,
    });
  });
});
