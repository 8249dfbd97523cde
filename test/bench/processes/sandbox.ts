/** An embedded account, for as long as its parent lives. Asked, it tells what was called. */
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { generateAccount } from '../../../lib/sandbox/generator/generate-account.ts';
import { startSandbox } from '../../../lib/sandbox/server.ts';
import { type Calls, type Place, type SandboxTask, sandboxTaskSchema } from '../tasks.ts';

const { account, jobSeconds, iamLimit } = sandboxTaskSchema.parse(JSON.parse(process.argv[2] ?? ''));
const { endpoint, credentials, ledger } = await startSandbox({
  accounts: [accountOf(account)],
  jobSeconds,
  limits: iamLimit ? { iam: iamLimit } : {},
});
process.on('message', () => {
  process.send?.({ counts: ledger.counts(), throttled: ledger.throttled() } satisfies Calls);
});
process.on('disconnect', () => process.exit());
process.send?.({ endpoint, credentials } satisfies Place);

function accountOf(task: SandboxTask['account']): AccountSpecInput {
  return 'rolesInUse' in task
    ? rolesInUse(task.rolesInUse)
    : generateAccount({ seed: 'bench', ...task, now: new Date() }).spec;
}

function rolesInUse(count: number): AccountSpecInput {
  const actions = ['dynamodb:GetItem', 'logs:PutLogEvents', 'sqs:SendMessage'];
  return {
    accountId: '111122223333',
    roles: Array.from({ length: count }, (_, index) => ({
      name: `orders-worker-${index + 1}`,
      created: '-300d',
      trust: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      },
      inline: {
        orders: { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: actions, Resource: '*' } },
      },
      used: { dynamodb: '-1h', logs: '-1h' },
    })),
  };
}
