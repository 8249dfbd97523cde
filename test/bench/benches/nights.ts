import { createAws } from '../../../lib/aws/aws.ts';
import { collectSnapshot } from '../../../lib/collect/collect-snapshot.ts';
import { type KeptReports, reportsToKeep } from '../../../lib/collect/last-accessed/kept-reports.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import type { AccountSpecInput } from '../../../lib/sandbox/account-file.ts';
import { startSandbox } from '../../../lib/sandbox/server.ts';
import { clerksAndWorkers, daysBefore } from '../clerks-and-workers.ts';
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

/** Who is at work was used this day and the one before, the others between three and eighty days ago. */
function account(principals: number, activePercent: number, laterOnes = false): AccountSpecInput {
  const daysAgo = (days: number) => daysBefore(secondNight, days);
  const active = (principals * activePercent) / 100;
  return clerksAndWorkers(principals, secondNight, (index) => {
    if (laterOnes && index >= active && index < 2 * active) return daysAgo(0.1);
    return daysAgo(index < active ? 1.1 : 3.5 + (index % 77));
  });
}
