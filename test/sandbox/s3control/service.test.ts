import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import { describe, expect, it } from 'vitest';
import { accountId } from '../calling.ts';
import { serving } from '../serving.ts';

/** S3 Control's clients put the account's id before the host, with which an address in numbers is none. */
function s3Control(connection: ReturnType<ReturnType<typeof serving>>) {
  const client = new S3ControlClient(connection);
  const { endpointProvider } = client.config;
  client.config.endpointProvider = (params, context) =>
    endpointProvider({ ...params, RequiresAccountId: false }, context);
  return client;
}

const all = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

describe('s3control', () => {
  const blocked = serving({ accountPublicAccessBlock: {}, buckets: ['v20180820'] });
  const open = serving({});
  // One for each call: the SDK's commands for S3 Control can be sent but once.
  const asked = () => new GetPublicAccessBlockCommand({ AccountId: accountId });

  it('tells what public access is refused to the whole account', async () => {
    expect((await s3Control(blocked()).send(asked())).PublicAccessBlockConfiguration).toEqual(all);
    expect((await s3Control(blocked('us-east-1')).send(asked())).PublicAccessBlockConfiguration).toEqual(all);
  });

  it('has an error of its own where nothing is refused', async () => {
    await expect(s3Control(open()).send(asked())).rejects.toMatchObject({
      name: 'NoSuchPublicAccessBlockConfiguration',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('refuses another account', async () => {
    const other = new GetPublicAccessBlockCommand({ AccountId: '999988887777' });
    await expect(s3Control(blocked()).send(other)).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});
