import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { aSandbox, connectionTo } from '../a-sandbox.ts';

describe('lambda', () => {
  it('is throttled in its own words', async () => {
    const sandbox = await aSandbox({ faults: [{ on: 'lambda:ListFunctions', fault: 'throttled' }] });
    const asked = new LambdaClient(connectionTo(sandbox)).send(new ListFunctionsCommand());
    await expect(asked).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      $metadata: { httpStatusCode: 429 },
    });
    expect(sandbox.ledger.entries()).toMatchObject([{ isThrottled: true }]);
  });
});
