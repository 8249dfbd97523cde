import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { AwsError } from '../../lib/sandbox/operation.ts';
import { aSandbox, connectionTo } from './a-sandbox.ts';

describe('hooks', () => {
  it('see a call before it is handled, and may answer it or drop it', async () => {
    const seen: unknown[] = [];
    const sandbox = await aSandbox({
      hooks: {
        before: ({ action, input, caller }) => {
          seen.push([action, input, caller.arn]);
          if (seen.length === 2) {
            throw new AwsError('TooManyUpdates', 'There are concurrent updates.');
          }
          return seen.length === 3 ? 'drop' : undefined;
        },
      },
    });
    const client = new SSMClient(connectionTo(sandbox));
    const put = (Value: string) =>
      client.send(new PutParameterCommand({ Name: '/a', Value, Type: 'String', Overwrite: true }));
    await put('1');
    await expect(put('2')).rejects.toMatchObject({ name: 'TooManyUpdates' });
    await expect(put('3')).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/a' }));
    expect(Parameter?.Value).toBe('1');
    expect(seen[0]).toEqual([
      'ssm:PutParameter',
      { Name: '/a', Value: '1', Type: 'String', Overwrite: true },
      'arn:aws:iam::111122223333:user/ada',
    ]);
  });

  it('see a call after it was handled, and may keep the answer from the client', async () => {
    const sandbox = await aSandbox({
      hooks: { after: ({ action }) => (action === 'ssm:PutParameter' ? 'drop' : undefined) },
    });
    const client = new SSMClient(connectionTo(sandbox));
    const put = client.send(new PutParameterCommand({ Name: '/a', Value: '1', Type: 'String' }));
    await expect(put).rejects.toMatchObject({ code: 'ECONNRESET' });
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/a' }));
    expect(Parameter?.Value).toBe('1');
  });
});
