import { afterAll, beforeAll } from 'vitest';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import { accountId } from './calling.ts';

/**
 * Serves one account on loopback for the tests of a file. Answers what an SDK client is made with, in whatever Region:
 * `const connection = serving({ ... }); new SSMClient(connection('eu-west-1'))`, inside a test.
 */
export function serving(
  spec: Omit<Partial<AccountSpecInput>, 'accountId'>,
  options: Omit<SandboxOptions, 'accounts'> = {},
) {
  let sandbox: Sandbox | undefined;
  beforeAll(async () => {
    sandbox = await startSandbox({ ...options, accounts: [{ accountId, ...spec }] });
  });
  afterAll(() => sandbox?.close());
  return (region = 'eu-west-1') => {
    if (!sandbox) {
      throw new TypeError('the sandbox is served while tests run, not before');
    }
    return { endpoint: sandbox.endpoint, credentials: sandbox.credentials, region, maxAttempts: 1 };
  };
}
