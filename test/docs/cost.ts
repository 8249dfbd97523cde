import { readFile, writeFile } from 'node:fs/promises';
import { projectFile } from '../../lib/cli/demo/stack.ts';

/** List prices in dollars, US East (N. Virginia), as docs/cost.md gives them with their sources. */
const prices = {
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2 / 1_000_000,
  metricMonth: 0.3,
  alarmMonth: 0.1,
  keyMonth: 1,
  kmsRequest: 0.03 / 10_000,
  stateTransition: 0.025 / 1_000,
  s3GbMonth: 0.023,
  s3Write: 0.005 / 1_000,
  logGb: 0.5,
} as const;

/** What a stack has, whatever the account; a test holds it against serverless.yml and the code. */
export const stack = { metrics: 17, alarms: 8, memoryGb: 2, snapshotDays: 400, pageDays: 100 } as const;

const NIGHTS = 30;
/** A metric is charged by the hour in which it is sent, and an audit sends it in one. */
const METRIC_HOURS = 730;
/** IAM's limit is not published; this is what `gentle` makes of one of 20 calls a second. */
const CALLS_PER_SECOND = 15;
/** For the account itself, for waiting for reports, judging and writing. */
const BASE_CALLS = 18;
const BASE_SECONDS = 45;
/** Of a snapshot of the sample account, packed, for each user and role. */
const SNAPSHOT_BYTES = 500;
/** Of a page without its data, which is about twice what a snapshot has. */
const PAGE_BYTES = 900_000;

interface Account {
  readonly name: string;
  /** Users and roles that have to be asked about. */
  readonly principals: number;
  /** Of them, how many IAM is asked about in a usual night. */
  readonly share: number;
}

const accounts: readonly Account[] = [
  { name: '150 users and roles', principals: 150, share: 1 },
  { name: '700, all asked about every night', principals: 700, share: 1 },
  { name: '6,000, all asked about every night', principals: 6_000, share: 1 },
  { name: '6,000, of whom 5 % are at work', principals: 6_000, share: 0.06 },
];

/** The rows of the bill, for a month. */
function billOf({ principals, share }: Account): Readonly<Record<string, number>> {
  const calls = BASE_CALLS + 2 * principals * share;
  const seconds = BASE_SECONDS + calls / CALLS_PER_SECOND;
  const invocations = Math.ceil(seconds / 840);
  // Summary, lease, and the shards that a usual night changes.
  const parameters = 10 + principals / 100;
  const snapshot = principals * SNAPSHOT_BYTES;
  const archiveGb = (snapshot * stack.snapshotDays + (PAGE_BYTES + 2 * snapshot) * stack.pageDays) / 1e9;
  return {
    'API calls': 0,
    Lambda: NIGHTS * (seconds * stack.memoryGb * prices.lambdaGbSecond + invocations * prices.lambdaRequest),
    metrics: (stack.metrics * prices.metricMonth * NIGHTS) / METRIC_HOURS,
    alarms: stack.alarms * prices.alarmMonth,
    'KMS key': prices.keyMonth,
    'KMS requests': NIGHTS * 3 * parameters * prices.kmsRequest,
    S3: archiveGb * prices.s3GbMonth + NIGHTS * 3 * prices.s3Write,
    'Step Functions': NIGHTS * (3 + 3 * invocations) * prices.stateTransition,
    logs: (NIGHTS * 200_000 * prices.logGb) / 1e9,
  };
}

/** The bill of each account as a table of Markdown. */
export function costTable(): string {
  const bills = accounts.map(billOf);
  const rows = Object.keys(bills[0] ?? {});
  const line = (name: string, amounts: readonly number[]) => `| ${name} | ${amounts.map(dollars).join(' | ')} |`;
  return [
    `| a month | ${accounts.map(({ name }) => name).join(' | ')} |`,
    `|---|${accounts.map(() => '---:|').join('')}`,
    ...rows.map((name) =>
      line(
        name,
        bills.map((bill) => bill[name] ?? 0),
      ),
    ),
    line(
      '**together**',
      bills.map((bill) => Object.values(bill).reduce((sum, amount) => sum + amount, 0)),
    ),
    '',
  ].join('\n');
}

function dollars(amount: number): string {
  if (amount === 0) return '0';
  return amount < 0.01 ? '< $0.01' : `$${amount.toFixed(2)}`;
}

const place = /(<!-- cost: .* -->\n)[\s\S]*?(\n\n|$)/;

/** The page with the table as it is worked out now. */
export function withCosts(page: string): string {
  return page.replace(place, (_, before: string) => `${before}${costTable()}\n`);
}

if (import.meta.main) {
  const page = projectFile('docs/cost.md');
  await writeFile(page, withCosts(await readFile(page, 'utf8')));
}
