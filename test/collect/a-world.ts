import { type Aws, createAws } from '../../lib/aws/aws.ts';
import { type CollectOptions, collectSnapshot } from '../../lib/collect/collect-snapshot.ts';
import type { CollectContext, CollectProgress } from '../../lib/collect/context.ts';
import { type Configuration, configurationSchema } from '../../lib/config/configuration.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../lib/sandbox/server.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { ACCOUNT_ID } from '../builders/naming.ts';
import { NOW } from '../builders/time.ts';

/** An account on loopback, and a clock for it and its auditor that moves only when the auditor sleeps. */
export interface World extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly aws: Aws;
  readonly progress: readonly CollectProgress[];
  /** How long the auditor has slept, in milliseconds. */
  sleptMs(): number;
  collect(options?: Partial<CollectOptions>): Promise<Snapshot>;
  context(configuration?: Partial<Configuration>, signal?: AbortSignal): CollectContext;
  /** Calls that reached the account, by `service:Operation`. */
  calls(action: string): number;
}

type WorldOptions = Omit<SandboxOptions, 'accounts' | 'now'>;

export async function aWorld(
  spec: Omit<AccountSpecInput, 'accountId'> = {},
  options: WorldOptions = {},
): Promise<World> {
  let nowMs = NOW.getTime();
  const clock = () => new Date(nowMs);
  const sleep = async (ms: number) => {
    const untilMs = nowMs + ms;
    // Whoever sleeps at the same time sleeps through the same time.
    await new Promise((resolve) => setImmediate(resolve));
    nowMs = Math.max(nowMs, untilMs);
  };
  const sandbox = await startSandbox({ ...options, accounts: [{ accountId: ACCOUNT_ID, ...spec }], now: clock });
  const aws = createAws({ region: 'eu-west-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
  const progress: CollectProgress[] = [];
  const onProgress = (step: CollectProgress) => progress.push(step);
  return {
    sandbox,
    aws,
    progress,
    sleptMs: () => nowMs - NOW.getTime(),
    calls: (action) => sandbox.ledger.count(action),
    collect: (more) =>
      collectSnapshot(aws, { configuration: configurationSchema.parse({}), clock, sleep, onProgress, ...more }),
    context: (configuration, signal = new AbortController().signal) => ({
      aws,
      configuration: configurationSchema.parse({ ...configuration }),
      clock,
      sleep,
      signal,
      sweepSignal: signal,
      report: onProgress,
    }),
    async [Symbol.asyncDispose]() {
      aws.close();
      await sandbox.close();
    },
  };
}

/** The coverage record of a source, without the times. */
export function coverageIn(snapshot: Snapshot, source: Snapshot['coverage'][number]['source']) {
  const record = snapshot.coverage.find((each) => each.source === source);
  return record && { status: record.status, reason: record.reason };
}
