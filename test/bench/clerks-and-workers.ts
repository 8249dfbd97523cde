import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';

/**
 * An account of plain users and roles, a fifth of them users, who all have to be asked about unless they rested.
 *
 * @param lastUsed when the principal of this number was used, an instant
 */
export function clerksAndWorkers(principals: number, now: Date, lastUsed: (index: number) => string): AccountSpecInput {
  return {
    accountId: '111122223333',
    users: Array.from({ length: principals / 5 }, (_, index) => ({
      name: `clerk-${index}`,
      created: daysBefore(now, 400),
      inline: { reports: allowing('s3:GetObject', 'ses:SendEmail') },
      keys: [{ created: daysBefore(now, 300), lastUsed: lastUsed(index * 5) }],
      used: { s3: lastUsed(index * 5) },
    })),
    roles: Array.from({ length: (principals * 4) / 5 }, (_, index) => ({
      name: `orders-worker-${index}`,
      created: daysBefore(now, 400),
      trust: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      },
      inline: { orders: allowing('dynamodb:GetItem', 'logs:PutLogEvents', 'sqs:SendMessage') },
      used: { dynamodb: lastUsed(index + 1 + Math.floor(index / 4)) },
    })),
  };
}

export function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString();
}

function allowing(...actions: string[]) {
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: actions, Resource: '*' } };
}
