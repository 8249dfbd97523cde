import type { PaceMode } from '../../../lib/aws/pace/modes.ts';
import { Child } from '../child.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { auditCostSchema, neighbourFateSchema, placeSchema } from '../tasks.ts';

interface Case {
  /** Calls a second that IAM admits; twice as many at once after a rest. */
  readonly perSecond: number;
  readonly principals: number;
}

interface Series {
  readonly name: string;
  readonly pace: PaceMode;
  /** Whether somebody else uses a fifth of the limit meanwhile. */
  readonly hasNeighbour: boolean;
  readonly targets: { readonly ratio: string; readonly throttled: string; readonly neighbour?: string };
}

const cases: readonly Case[] = [
  { perSecond: 2, principals: 100 },
  { perSecond: 5, principals: 500 },
  { perSecond: 10, principals: 500 },
  { perSecond: 20, principals: 500 },
  { perSecond: 50, principals: 500 },
];

const small: Case = { perSecond: 50, principals: 40 };

const fast: Series = {
  name: 'pace: fast',
  pace: 'fast',
  hasNeighbour: false,
  targets: { ratio: 'at most 1.05', throttled: 'at most 5' },
};
const gentle: Series = {
  name: 'pace: gentle (the default)',
  pace: 'gentle',
  hasNeighbour: false,
  targets: { ratio: 'at most 1.45', throttled: 'at most 1' },
};
const shared: Series = {
  name: 'pace: gentle, beside a neighbour',
  pace: 'gentle',
  hasNeighbour: true,
  targets: { ratio: 'at most 1.45', throttled: 'at most 1', neighbour: 'at most 1' },
};

/**
 * Audits against limits of IAM, each in an account of its own. Those of one series wait most of the time, and so run beside
 * each other.
 */
export async function benchPace(isSmoke: boolean): Promise<readonly Figure[]> {
  const all = [fast, gentle, shared];
  if (isSmoke) return (await Promise.all(all.map((series) => measure(series, small)))).flat();
  const figures: Figure[] = [];
  for (const series of all) {
    const measured = await Promise.all(cases.map((each) => measure(series, each)));
    figures.push(...measured.flat());
  }
  return figures;
}

async function measure(series: Series, { perSecond, principals }: Case): Promise<readonly Figure[]> {
  const { name, pace, hasNeighbour, targets } = series;
  const iamLimit = { perSecond, burst: 2 * perSecond };
  const sandbox = new Child('sandbox', { account: { rolesInUse: principals }, jobSeconds: 1, iamLimit });
  const place = await sandbox.message(placeSchema);
  const neighbour = hasNeighbour ? new Child('neighbour', { place, perSecond: perSecond / 5 }) : undefined;
  const auditor = new Child('auditor', { place, pace });
  const { wallMs, lost, iam } = await auditor.message(auditCostSchema);
  const fate = await neighbour?.ask(neighbourFateSchema);
  await Promise.all([auditor.stop(), sandbox.stop(), neighbour?.stop()]);

  const floor = iam.calls / perSecond;
  const figure = figuresOf(name, `${perSecond} calls/s`);
  return [
    figure('principals', principals, 'roles'),
    figure('calls to IAM', iam.calls, 'calls'),
    figure('whole audit', wallMs / 1000, 's'),
    figure('calls / limit', floor, 's'),
    figure('ratio of the two', wallMs / 1000 / floor, 'x', targets.ratio),
    figure('throttled, of all attempts', (100 * iam.throttles) / iam.attempts, '%', targets.throttled),
    figure('reports lost', lost, 'reports', '0'),
    ...(fate
      ? [
          figure("the neighbour's calls", fate.calls, 'calls'),
          figure('throttled, of these', (100 * fate.throttled) / fate.calls, '%', targets.neighbour),
        ]
      : []),
  ];
}
