import { Child } from '../child.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { auditCostSchema, callsSchema, placeSchema } from '../tasks.ts';

interface Case {
  /** Calls a second that IAM admits; twice as many at once after a rest. */
  readonly perSecond: number;
  readonly principals: number;
  readonly targets?: { readonly ratio: string; readonly throttled: string };
}

const cases: readonly Case[] = [
  { perSecond: 2, principals: 100 },
  { perSecond: 5, principals: 500 },
  { perSecond: 10, principals: 500, targets: { ratio: 'at most 1.10', throttled: 'at most 6' } },
  { perSecond: 20, principals: 500 },
  { perSecond: 50, principals: 500 },
];

const small: readonly Case[] = [{ perSecond: 50, principals: 40 }];

/** Audits against limits of IAM, each in an account of its own: they wait most of the time, and so run beside each other. */
export async function benchPace(isSmoke: boolean): Promise<readonly Figure[]> {
  const figures = await Promise.all((isSmoke ? small : cases).map(measure));
  return figures.flat();
}

async function measure({ perSecond, principals, targets }: Case): Promise<readonly Figure[]> {
  const iamLimit = { perSecond, burst: 2 * perSecond };
  const sandbox = new Child('sandbox', { account: { rolesInUse: principals }, jobSeconds: 1, iamLimit });
  const auditor = new Child('auditor', await sandbox.message(placeSchema));
  const { wallMs, lost } = await auditor.message(auditCostSchema);
  const { counts, throttled } = await sandbox.ask(callsSchema);
  await Promise.all([auditor.stop(), sandbox.stop()]);

  const attempts = Object.entries(counts)
    .filter(([operation]) => operation.startsWith('iam:'))
    .reduce((sum, [, count]) => sum + count, 0);
  const admitted = attempts - throttled;
  const floor = admitted / perSecond;
  const figure = figuresOf('pace', `${perSecond} calls/s`);
  return [
    figure('principals', principals, 'roles'),
    figure('calls to IAM that were admitted', admitted, 'calls'),
    figure('throttled, of all attempts', (100 * throttled) / attempts, '%', targets?.throttled),
    figure('whole audit', wallMs / 1000, 's'),
    figure('admitted calls / limit', floor, 's'),
    figure('ratio of the two', wallMs / 1000 / floor, 'x', targets?.ratio),
    figure('reports lost', lost, 'reports', '0'),
  ];
}
