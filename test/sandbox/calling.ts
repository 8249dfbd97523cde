import { expect } from 'vitest';
import type { Account, Behaviour } from '../../lib/sandbox/account.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { loadAccounts } from '../../lib/sandbox/load.ts';
import { AwsError, type Caller, type Handler } from '../../lib/sandbox/operation.ts';

/** The sandbox's clock in the tests of its services. */
export const NOW = new Date('2026-11-23T03:00:00Z');

export const accountId = '111122223333';

const auditor: Caller = {
  arn: `arn:aws:sts::${accountId}:assumed-role/account-auditor/nightly`,
  accountId,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  uniqueId: 'AROADBQP57FF2AEXAMPLE:nightly',
};

/** An embedded account with nothing in it but what is told. */
export function embeddedAccount(
  spec: Omit<Partial<AccountSpecInput>, 'accountId'> = {},
  behaviour: Partial<Behaviour> = {},
): Account {
  const [account] = loadAccounts([{ accountId, ...spec }], { now: NOW, ...behaviour });
  if (!account) {
    throw new TypeError('no account was loaded');
  }
  return account;
}

/** Calls handlers as the auditor's session in one Region: `const call = callsTo(account); call(getParameter, { Name })`. */
export function callsTo(account: Account, { region = 'eu-west-1', now = NOW } = {}) {
  return <Input, Output>(
    handle: (call: Parameters<Handler<Input, Output>>[0]) => Output,
    input: NoInfer<Input>,
  ): Output => handle({ input, account, caller: auditor, region, now });
}

/** That the function throws AWS's error of this code; answers the error, for its message and status. */
export function expectAwsError(code: string, action: () => unknown): AwsError {
  try {
    action();
  } catch (error) {
    if (error instanceof AwsError) {
      expect(error.code).toBe(code);
      return error;
    }
    throw error;
  }
  return expect.fail(`answered, where ${code} was expected`);
}
