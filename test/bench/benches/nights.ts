import { createAws } from '../../../lib/aws/aws.ts';
import { collectSnapshot } from '../../../lib/collect/collect-snapshot.ts';
import { type KeptReports, reportsToKeep } from '../../../lib/collect/last-accessed/kept-reports.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { startSandbox } from '../../../lib/sandbox/server.ts';
import { type Figure, figuresOf } from '../figures.ts';

/** Hundredths of the principals that are at work, day after day. */
interface Case {
  readonly active: number;
  /** Whether they are others on the second day: then those of both days have to be asked about. */
  readonly others?: boolean;
  readonly target?: string;
}

const cases: readonly Case[] = [
  { active: 1 },
  { active: 5, target: 'at most 12' },
  { active: 20 },
  { active: 5, others: true, target: 'at most 12' },
];

const firstNight = new Date('2026-11-22T03:00:00Z');
const secondNight = new Date('2026-11-23T03:00:00Z');

/** Calls of a first night, and of a second that takes over the reports of those who rested. */
export async function benchNights(isSmoke: boolean): Promise<readonly Figure[]> {
  const principals = isSmoke ? 40 : 1000;
  const figures: Figure[] = [];
  for (const each of cases) {
    const { active, others = false, target } = each;
    const first = await night(account(principals, active), firstNight);
    const after = others ? account(principals, active, true) : account(principals, active);
    const second = await night(after, secondNight, first.kept);
    const figure = figuresOf('nights', `${active} % at work${others ? ', then others' : ''}`);
    figures.push(
      figure('principals', principals, 'users and roles'),
      figure('first night', first.calls, 'calls'),
      figure('second night', second.calls, 'calls'),
      figure('second of first', (100 * second.calls) / first.calls, '%', target),
    );
  }
  return figures;
}

async function night(spec: AccountSpecInput, now: Date, kept?: KeptReports) {
  const sandbox = await startSandbox({ accounts: [spec], now: () => now });
  const aws = createAws({ ...sandbox, region: 'us-east-1' });
  try {
    const snapshot = await collectSnapshot(aws, {
      configuration: defaultConfiguration,
      clock: () => now,
      sleep: async () => {},
      ...(kept && { keptReports: async () => kept }),
    });
    return { kept: reportsToKeep(snapshot), calls: sandbox.ledger.count() };
  } finally {
    aws.close();
    await sandbox.close();
  }
}

/** A fifth of them users. Who is at work was used this day and the one before, the others between three and eighty days ago. */
function account(principals: number, activePercent: number, laterOnes = false): AccountSpecInput {
  const daysAgo = (days: number) => new Date(secondNight.getTime() - days * 86_400_000).toISOString();
  const active = (principals * activePercent) / 100;
  const lastUsed = (index: number) => {
    const isActive = laterOnes ? index >= active && index < 2 * active : index < active;
    if (isActive) return daysAgo(laterOnes ? 0.1 : 1.1);
    return index < active ? daysAgo(1.1) : daysAgo(3.5 + (index % 77));
  };
  return {
    accountId: '111122223333',
    users: Array.from({ length: principals / 5 }, (_, index) => ({
      name: `clerk-${index}`,
      created: daysAgo(400),
      inline: { reports: allowing('s3:GetObject', 'ses:SendEmail') },
      keys: [{ created: daysAgo(300), lastUsed: lastUsed(index * 5) }],
      used: { s3: lastUsed(index * 5) },
    })),
    roles: Array.from({ length: (principals * 4) / 5 }, (_, index) => ({
      name: `orders-worker-${index}`,
      created: daysAgo(400),
      trust: {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      },
      inline: { orders: allowing('dynamodb:GetItem', 'logs:PutLogEvents', 'sqs:SendMessage') },
      used: { dynamodb: lastUsed(index + 1 + Math.floor(index / 4)) },
    })),
  };
}

function allowing(...actions: string[]) {
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: actions, Resource: '*' } };
}
