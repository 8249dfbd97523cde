import { afterEach, describe, expect, it } from 'vitest';
import { createAws } from '../../lib/aws/aws.ts';
import { collectDetails } from '../../lib/collect/collect-details.ts';
import { CannotRunError } from '../../lib/errors.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';

const accountId = '111122223333';
const now = new Date('2026-11-23T03:00:00Z');
let sandbox: Sandbox | undefined;

async function collect(account: AccountSpecInput) {
  sandbox = await startSandbox({ accounts: [account] });
  const { endpoint, credentials } = sandbox;
  const aws = createAws({ region: 'eu-west-1', endpoint, credentials });
  return collectDetails(aws, { clock: () => now }).finally(() => aws.close());
}

afterEach(() => sandbox?.close());

describe('collectDetails', () => {
  it('reads users, groups, roles and policies, and says that nothing else was read', async () => {
    const snapshot = await collect({
      accountId,
      users: [{ name: 'alice', created: '-9d' }],
      groups: [{ name: 'readers', created: '-9d' }],
    });
    expect(snapshot.account).toEqual({ accountId, partition: 'aws', alias: null, callerArn: null, region: null });
    expect(snapshot.users.map(({ userName }) => userName)).toEqual(['alice']);
    expect(snapshot.groups.map(({ groupName }) => groupName)).toEqual(['readers']);
    const [complete, ...rest] = snapshot.coverage.toSorted((a, b) => a.status.localeCompare(b.status));
    expect(complete).toMatchObject({
      source: 'authorization-details',
      status: 'complete',
      dataAsOf: now.toISOString(),
    });
    expect(new Set(rest.map(({ status }) => status))).toEqual(new Set(['skipped']));
    expect(sandbox?.ledger.count()).toBe(1);
  });

  it('has nothing to say of an account with nobody in it', async () => {
    await expect(collect({ accountId })).rejects.toThrow(CannotRunError);
  });
});
