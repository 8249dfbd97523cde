import { evaluateSnapshot } from '../../../lib/audit.ts';
import { createAws } from '../../../lib/aws/aws.ts';
import { compareAudit } from '../../../lib/compare-audit.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import type { StoredFinding } from '../../../lib/findings/finding.ts';
import { createFindingsStore } from '../../../lib/publish/store/findings-store.ts';
import { type Sandbox, startSandbox } from '../../../lib/sandbox/server.ts';
import { findingsOfALargeAccount } from '../../publish/store/large-account.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { readGenerated } from '../read-generated.ts';
import type { Size } from '../tasks.ts';

const full: Size = { users: 1000, roles: 5000, policies: 2000 };
const small: Size = { users: 30, roles: 70, policies: 45 };

/** Parameter Store's default for PutParameter. */
const WRITES_PER_SECOND = 3;

const accountId = '111122223333';

/**
 * What it takes to keep findings in Parameter Store: of the kinds and with the evidence that the sample account has, and those
 * of a generated account, whose policies grant actions by the hundred. Only counted: nothing waits for AWS's limits here.
 */
export async function benchStore(isSmoke: boolean): Promise<readonly Figure[]> {
  const counts = isSmoke ? [50, 200] : [5_000, 20_000];
  const snapshot = await readGenerated(isSmoke ? small : full);
  const audited = evaluateSnapshot(snapshot, { configuration: defaultConfiguration });
  const figures: Figure[] = [];
  for (const count of counts) {
    figures.push(...(await nights(`${count.toLocaleString('en-US')} findings`, findingsOfALargeAccount(count))));
  }
  return [...figures, ...(await nights('generated account', compareAudit(audited, null).reconciled.findings))];
}

/** Three nights: the first one, a quiet one, and one on which ten findings are resolved. */
async function nights(of: string, findings: readonly StoredFinding[]): Promise<readonly Figure[]> {
  const sandbox = await startSandbox({ accounts: [{ accountId }] });
  const step = Math.ceil(findings.length / 10);
  const tenResolved = findings.map((finding, index) =>
    index % step === 0 ? { ...finding, resolvedAt: instant(2) } : finding,
  );
  const figure = figuresOf('store', of);
  try {
    const first = await parametersWritten(sandbox, findings, 0);
    return [
      figure('findings', findings.length, 'findings'),
      figure('first night', first, 'parameters', '5,000: at most 170'),
      figure(`first night at ${WRITES_PER_SECOND} a second`, first / WRITES_PER_SECOND, 's'),
      figure('quiet night', await parametersWritten(sandbox, findings, 1), 'parameters', 'at most 3'),
      figure('10 changed', await parametersWritten(sandbox, tenResolved, 2), 'parameters', 'at most 16'),
    ];
  } finally {
    await sandbox.close();
  }
}

async function parametersWritten(
  { endpoint, credentials, ledger }: Sandbox,
  findings: readonly StoredFinding[],
  night: number,
): Promise<number> {
  const aws = createAws({ endpoint, credentials, region: 'us-east-1' });
  let sleptMs = 0;
  const store = createFindingsStore({
    ssm: aws.ssm(),
    prefix: '/account-auditor',
    runId: `night-${night}`,
    log: { info: () => {}, warn: () => {} },
    clock: () => Date.now() + sleptMs,
    sleep: async (ms) => {
      sleptMs += ms;
    },
  });
  ledger.reset();
  const lease = await store.acquireLease(accountId);
  const previous = await store.readNight(accountId);
  await store.commit(lease, {
    night: {
      startedAt: instant(night),
      status: 'complete',
      coveragePercent: 100,
      gaps: [],
      configuration: defaultConfiguration,
      findings,
    },
    previous,
  });
  await store.release(lease);
  aws.close();
  return ledger.count('ssm:PutParameter');
}

function instant(night: number): string {
  return new Date(Date.UTC(2026, 10, 23 + night, 2, 17)).toISOString();
}
