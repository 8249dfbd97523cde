import { Child } from '../child.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { auditCostSchema, callsSchema, placeSchema, type Size } from '../tasks.ts';

interface Case {
  readonly size: Size;
  readonly targets?: { readonly wall: string; readonly memory: string; readonly calls: string };
}

const cases: readonly Case[] = [
  {
    size: { users: 200, roles: 500, policies: 300 },
    targets: { wall: 'none', memory: 'none', calls: 'hundreds' },
  },
  {
    size: { users: 1000, roles: 5000, policies: 2000 },
    targets: { wall: 'at most 20', memory: 'at most 400', calls: 'fewer than 20,651' },
  },
  { size: { users: 5000, roles: 10_000, policies: 4000 } },
];

const small: readonly Case[] = [{ size: { users: 30, roles: 70, policies: 45 } }];

/** Whole audits without a rate limit, of accounts whose jobs take a second. */
export async function benchAudit(isSmoke: boolean): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const each of isSmoke ? small : cases) figures.push(...(await measure(each)));
  return figures;
}

async function measure({ size, targets }: Case): Promise<readonly Figure[]> {
  const sandbox = new Child('sandbox', { account: size, jobSeconds: 1 });
  const auditor = new Child('auditor', { place: await sandbox.message(placeSchema), pace: 'fast' });
  const cost = await auditor.message(auditCostSchema);
  const { counts, throttled } = await sandbox.ask(callsSchema);
  await Promise.all([auditor.stop(), sandbox.stop()]);

  const principals = size.users + size.roles;
  const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const figure = figuresOf('audit', `${principals.toLocaleString('en-US')} principals`);
  return [
    figure('whole audit', cost.wallMs / 1000, 's', targets?.wall),
    figure('of it on the processor', cost.processorMs / 1000, 's'),
    figure('peak memory of its process', cost.peakBytes / 1e6, 'MB', targets?.memory),
    figure('calls', calls, 'calls', targets?.calls),
    figure('calls for each principal', calls / principals, 'calls'),
    figure('throttled', throttled, 'calls'),
    figure('findings', cost.findings, 'findings'),
    figure('reports asked for', cost.reports, 'reports'),
    figure('reports lost', cost.lost, 'reports', '0'),
    figure('services in a report', cost.services / Math.max(1, cost.reports), 'on average', 'about 60'),
    ...Object.entries(counts).map(([operation, count]) => figure(operation, count, 'calls')),
  ];
}
