import { checkById, checks } from '../../checks/registry.ts';
import { CannotRunError } from '../../errors.ts';
import { presentFindings } from '../../findings/present.ts';
import { isStanding } from '../../findings/status.ts';
import type { FindingsStore } from '../../publish/store/findings-store.ts';
import { renderRows } from '../../report/rows.ts';
import { renderFindings } from '../../report/table.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { stdoutPaint } from '../paint.ts';
import { stdoutColumns } from '../stdout.ts';
import { metricsInLog } from './emf.ts';
import { demoStack } from './stack.ts';

const FINDINGS_SHOWN = 25;
const PARAMETERS_SHOWN = 6;

/** What the store holds, as `notify` and people read it: the gravest findings and what they add up to. */
export async function findingsInStore(store: FindingsStore, accountId: string): Promise<string> {
  const night = await store.readNight(accountId);
  if (night === null) throw new CannotRunError('the audit stored no findings');
  const { summary } = night;
  const findings = presentFindings(night.findings, { startedAt: summary.startedAt, textsOf: checkById }).filter(
    ({ status }) => isStanding(status),
  );
  const shown = findings.slice(0, FINDINGS_SHOWN);
  const { critical, high, medium, low, info } = summary.counts;
  return [
    `FINDINGS read back from Parameter Store, the gravest ${shown.length} of ${findings.length}:`,
    '',
    renderFindings(shown, { checks, columns: stdoutColumns(), paint: stdoutPaint }),
    '',
    `${critical} critical, ${high} high, ${medium} medium, ${low} low, ${info} info. Coverage ${summary.coveragePercent} %, ${summary.status}.`,
  ].join('\n');
}

/** The parameters that the audit left behind. */
export function parametersInStore(sandbox: Sandbox, accountId: string): string {
  const account = sandbox.accounts.find((candidate) => candidate.accountId === accountId);
  const all = [...(account?.ssm.inRegion(demoStack.region).values() ?? [])]
    .filter(({ name }) => name.startsWith(`${demoStack.prefix}/`))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const summaryFirst = [
    ...all.filter(({ name }) => !name.includes('/findings/')),
    ...all.filter(({ name }) => name.includes('/findings/')),
  ];
  const rows = summaryFirst.slice(0, PARAMETERS_SHOWN).map(({ name, versions }) => {
    const newest = versions.at(-1);
    return [name, newest?.type ?? '', newest?.keyId ?? '', `${Buffer.byteLength(newest?.value ?? '')}`];
  });
  const more = summaryFirst.length - rows.length;
  return [
    `PARAMETERS in ${demoStack.region}:`,
    '',
    renderRows(['NAME', 'TYPE', 'KEY', 'BYTES'], rows, stdoutColumns()),
    ...(more > 0 ? [`... and ${more} more shards of findings.`] : []),
  ].join('\n');
}

/** The metrics in the function's log, as CloudWatch would take them. */
export function metricsInFunctionLog(log: string): string {
  const rows = metricsInLog(log).map(({ name, unit, value }) => [name, `${value}`, unit]);
  return [
    'METRICS in the namespace AccountAuditor:',
    '',
    renderRows(['NAME', 'VALUE', 'UNIT'], rows, stdoutColumns()),
  ].join('\n');
}
