import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { adasAccount, aSandbox, connectionTo } from './a-sandbox.ts';

describe('decodeBody', () => {
  it('refuses a body that is too long, and the next call is answered', async () => {
    const sandbox = await aSandbox();
    const client = new SSMClient(connectionTo(sandbox));
    const put = client.send(new PutParameterCommand({ Name: '/a', Value: 'x'.repeat(2 ** 20), Type: 'String' }));
    await expect(put).rejects.toMatchObject({ name: 'RequestEntityTooLargeException' });
    await expect(client.send(new GetParameterCommand({ Name: '/a' }))).rejects.toThrow('/a');
  });

  it('takes objects that are long', async () => {
    const sandbox = await aSandbox({ accounts: [{ ...adasAccount, buckets: ['archive'] }] });
    const client = new S3Client({ ...connectionTo(sandbox), forcePathStyle: true });
    const Body = Buffer.alloc(20 * 2 ** 20, 'snapshot');
    await client.send(new PutObjectCommand({ Bucket: 'archive', Key: 'a/b c+d/ü.json', Body }));
    const answer = await client.send(new GetObjectCommand({ Bucket: 'archive', Key: 'a/b c+d/ü.json' }));
    expect(Buffer.compare(Buffer.from((await answer.Body?.transformToByteArray()) ?? []), Body)).toBe(0);
  });

  it('refuses a body whose checksum is another than it says', async () => {
    const sandbox = await aSandbox({ accounts: [{ ...adasAccount, buckets: ['archive'] }] });
    const client = new S3Client({ ...connectionTo(sandbox), forcePathStyle: true });
    const put = client.send(
      new PutObjectCommand({ Bucket: 'archive', Key: 'a', Body: 'b', ChecksumCRC32: 'AAAAAA==' }),
    );
    await expect(put).rejects.toMatchObject({ name: 'BadDigest' });
  });
});
