import { ParameterNotFound, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { operation } from '../../../lib/sandbox/service.ts';
import { connectionTo } from '../a-sandbox.ts';
import { awkward, failing, serving } from './one-service.ts';

describe('jsonRpc', () => {
  const ssm = { signingName: 'ssm', protocols: ['json1_1'] } as const;
  const put = { Name: '/a', Value: awkward, Tags: [{ Key: 'k', Value: 'v' }], Overwrite: true };

  it('carries documents both ways', async () => {
    const seen: unknown[] = [];
    const sandbox = await serving(
      ssm,
      operation(PutParameterCommand, ({ input }) => {
        seen.push(input);
        return { Version: 3, Tier: 'Standard' as const };
      }),
    );
    const answer = await new SSMClient(connectionTo(sandbox)).send(new PutParameterCommand(put));
    expect(seen).toEqual([put]);
    expect(answer).toMatchObject({ Version: 3, Tier: 'Standard' });
  });

  it('answers errors that the SDK knows, and operations that it does not have', async () => {
    const sandbox = await serving(ssm, operation(PutParameterCommand, failing('ParameterNotFound')));
    const call = new SSMClient(connectionTo(sandbox)).send(new PutParameterCommand(put));
    await expect(call).rejects.toThrow(ParameterNotFound);
    const other = new SSMClient(connectionTo(await serving(ssm))).send(new PutParameterCommand(put));
    await expect(other).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });
});
