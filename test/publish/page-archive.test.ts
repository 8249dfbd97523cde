import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, vi } from 'vitest';
import { CannotRunError } from '../../lib/errors.ts';
import { keepPage, pageKey } from '../../lib/publish/page-archive.ts';

const night = { accountId: '111122223333', startedAt: '2026-11-23T02:17:04.000Z', runId: 'run-1' };
const key = 'pages/111122223333/2026-11-23/run-1.html';

function anArchive(kmsKeyId?: string) {
  const s3 = new S3Client({ region: 'eu-west-1' });
  const mock = mockClient(s3);
  mock.on(PutObjectCommand).resolves({});
  const log = { info: vi.fn(), warn: vi.fn() };
  const encryption = kmsKeyId === undefined ? {} : { kmsKeyId };
  return { archive: { s3, bucket: 'audit-archive', owner: night.accountId, log, ...encryption }, mock, log };
}

describe('pageKey', () => {
  it('follows from what the summary of the night says', () => {
    expect(pageKey(night)).toBe(key);
  });
});

describe('keepPage', () => {
  it('keeps it as a browser shows it, encrypted, and for no cache', async () => {
    const { archive, mock } = anArchive('alias/account-auditor');
    expect(await keepPage(archive, night, async () => '<!doctype html>')).toBe(`s3://audit-archive/${key}`);
    expect(mock.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'audit-archive',
      Key: key,
      Body: '<!doctype html>',
      ContentType: 'text/html; charset=utf-8',
      ContentDisposition: 'inline',
      CacheControl: 'no-store',
      ExpectedBucketOwner: '111122223333',
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'alias/account-auditor',
      BucketKeyEnabled: true,
    });
  });

  it('leaves the encryption to the bucket when no key is configured', async () => {
    const { archive, mock } = anArchive();
    await keepPage(archive, night, async () => '');
    expect(mock.commandCalls(PutObjectCommand)[0]?.args[0].input).not.toHaveProperty('ServerSideEncryption');
  });

  it('warns and goes on when it cannot be kept', async () => {
    const { archive, mock, log } = anArchive();
    mock.on(PutObjectCommand).rejects(Object.assign(new Error('not yours'), { name: 'AccessDenied' }));
    expect(await keepPage(archive, night, async () => '')).toBeNull();
    expect(log.warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('was not kept'), {
      bucket: 'audit-archive',
      key,
      reason: expect.stringMatching(/^Access denied .*not yours$/),
    });
  });

  it('warns and goes on when it cannot be made', async () => {
    const { archive, mock, log } = anArchive();
    const render = () => Promise.reject(new CannotRunError('the page was not built'));
    expect(await keepPage(archive, night, render)).toBeNull();
    expect(mock.commandCalls(PutObjectCommand)).toEqual([]);
    expect(log.warn).toHaveBeenCalledExactlyOnceWith(
      expect.any(String),
      expect.objectContaining({ reason: 'the page was not built' }),
    );
  });
});
