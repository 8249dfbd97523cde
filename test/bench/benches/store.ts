import { type Audited, evaluateSnapshot } from '../../../lib/audit.ts';
import { createAws } from '../../../lib/aws/aws.ts';
import { defaultConfiguration } from '../../../lib/config/configuration.ts';
import { createFindingsStore } from '../../../lib/publish/store/findings-store.ts';
import { MAX_WRITES_PER_SECOND } from '../../../lib/publish/store/limits.ts';
import { type Sandbox, startSandbox } from '../../../lib/sandbox/server.ts';
import { storeAudit } from '../../../lib/store-audit.ts';
import { type Figure, figuresOf } from '../figures.ts';
import { readGenerated } from '../read-generated.ts';
import type { Size } from '../tasks.ts';

const full: Size = { users: 1000, roles: 5000, policies: 2000 };
const small: Size = { users: 30, roles: 70, policies: 45 };

/** Principals that are put right between the second night and the third. */
const changed = 10;

/** What it takes to keep the findings of three nights in Parameter Store. Only counted: nothing waits for AWS's limits here. */
export async function benchStore(isSmoke: boolean): Promise<readonly Figure[]> {
  const snapshot = await readGenerated(isSmoke ? small : full);
  const first = evaluateSnapshot(snapshot, { configuration: defaultConfiguration });
  const sandbox = await startSandbox({ accounts: [{ accountId: snapshot.account.accountId }] });
  try {
    const night = (of: string, audited: Audited, target?: string) => measure(sandbox, of, audited, target);
    return [
      ...(await night('first night', first)),
      ...(await night('quiet night', nextNight(first, 1), 'lease and summary')),
      ...(await night(`${changed} changed`, without(nextNight(first, 2), changed))),
    ];
  } finally {
    await sandbox.close();
  }
}

async function measure(sandbox: Sandbox, of: string, audited: Audited, target?: string): Promise<readonly Figure[]> {
  const { endpoint, credentials, ledger } = sandbox;
  const aws = createAws({ endpoint, credentials, region: 'us-east-1' });
  const store = createFindingsStore({
    ssm: aws.ssm(),
    prefix: '/account-auditor',
    runId: of,
    log: { info: () => {}, warn: () => {} },
    clock: () => Date.now(),
    sleep: async () => {},
  });
  ledger.reset();
  await storeAudit(audited, store);
  aws.close();
  const writes = ledger.count('ssm:PutParameter');
  const figure = figuresOf('store', of);
  return [
    figure('findings', audited.evaluation.observations.length, 'findings'),
    figure('PutParameter', writes, 'calls', target),
    figure('other calls to Parameter Store', ledger.count() - writes, 'calls'),
    figure('time at the pace of writes', writes / MAX_WRITES_PER_SECOND, 's'),
  ];
}

function nextNight(audited: Audited, days: number): Audited {
  const takenAt = new Date(Date.parse(audited.snapshot.takenAt) + days * 86_400_000).toISOString();
  return { ...audited, snapshot: { ...audited.snapshot, takenAt } };
}

/** The same without the findings of so many principals, here and there in the account. */
function without(audited: Audited, count: number): Audited {
  const { observations } = audited.evaluation;
  const arns = [...new Set(observations.map(({ resource }) => resource.arn))];
  const step = Math.max(1, Math.floor(arns.length / count));
  const gone = new Set(arns.filter((_, index) => index % step === 0).slice(0, count));
  const left = observations.filter(({ resource }) => !gone.has(resource.arn));
  return { ...audited, evaluation: { ...audited.evaluation, observations: left } };
}
