import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MiddlewareStack } from '@smithy/types';
import { type AuditJobOptions, type AuditJobResult, runAuditJob } from '../../lib/audit-job.ts';
import { createAws } from '../../lib/aws/aws.ts';
import { configurationSchema } from '../../lib/config/configuration.ts';
import type { AccountSpecInput } from '../../lib/sandbox/account-file.ts';
import { type Sandbox, startSandbox } from '../../lib/sandbox/server.ts';

const BUCKET = 'archive';

export interface SlicedAccount extends AsyncDisposable {
  readonly sandbox: Sandbox;
  /** One invocation, which is told to stop after so many seconds of its own time. */
  invoke(seconds: number, options?: SliceOptions): Promise<AuditJobResult>;
  /** Invokes until nothing is left, or so many times. */
  invokeUntilDone(seconds: number, most?: number): Promise<readonly AuditJobResult[]>;
  /** Lets time pass in which nothing is called. */
  pass(ms: number): void;
  /** What is kept for the next invocation; undefined: nothing. */
  unfinished(): Uint8Array | undefined;
}

interface SliceOptions extends Partial<AuditJobOptions> {
  /** Seconds after which nothing more is written; left out, there is no end. */
  readonly writeSeconds?: number;
}

export interface SlicedOptions {
  readonly spec: AccountSpecInput;
  readonly startsAt: Date;
  /** What every call takes, in milliseconds of the time that account and auditor share. It is what sets their pace. */
  readonly callMs: number;
}

/** An account and auditors in a time of their own: it passes with every call, and whoever sleeps is woken at once. */
export async function inSlices({ spec, startsAt, callMs }: SlicedOptions): Promise<SlicedAccount> {
  let nowMs = startsAt.getTime();
  let onTime = () => {};
  const clock = () => new Date(nowMs);
  const sandbox = await startSandbox({
    accounts: [{ ...spec, buckets: [BUCKET], kmsKeys: ['alias/account-auditor'] }],
    now: clock,
    jobSeconds: 1,
    credentialReportSeconds: 2,
    hooks: {
      before: () => {
        nowMs += callMs;
        onTime();
        return undefined;
      },
    },
  });
  let invocations = 0;
  const invoke: SlicedAccount['invoke'] = async (seconds, { writeSeconds, ...options } = {}) => {
    const [stop, stopWriting] = [new AbortController(), new AbortController()];
    const endMs = nowMs + seconds * 1000;
    const endOfWritingMs = nowMs + (writeSeconds ?? Number.POSITIVE_INFINITY) * 1000;
    onTime = () => {
      if (nowMs >= endMs) stop.abort();
      if (nowMs >= endOfWritingMs) stopWriting.abort();
    };
    invocations += 1;
    const aws = createAws({ region: 'us-east-1', endpoint: sandbox.endpoint, credentials: sandbox.credentials });
    const { interruption } = options;
    if (interruption) {
      dieWith(aws.iamForSweeps(), interruption);
      dieWith(aws.s3(), interruption);
    }
    try {
      return await runAuditJob({
        aws,
        settings: { prefix: '/account-auditor', kmsKeyId: 'alias/account-auditor', archiveBucket: BUCKET },
        configuration: configurationSchema.parse({
          regions: 'all',
          // Each of its calls would take time from the sweep here; elsewhere they go on beside it.
          inventory: [],
          pace: 'fast',
          cloudTrailEvidence: { maxPrincipals: 5 },
        }),
        runId: `run-${invocations}`,
        clock,
        sleep: async (ms) => {
          const untilMs = nowMs + ms;
          await nextTurn();
          nowMs = Math.max(nowMs, untilMs);
        },
        log: { info: () => {}, warn: () => {} },
        store: true,
        sweepSignal: stop.signal,
        writeSignal: stopWriting.signal,
        ...options,
      });
    } finally {
      aws.close();
    }
  };
  return {
    sandbox,
    invoke,
    invokeUntilDone: async (seconds, most = 30) => {
      const results = [await invoke(seconds)];
      while (results.at(-1)?.audited.left && results.length < most) results.push(await invoke(seconds));
      return results;
    },
    pass: (ms) => {
      nowMs += ms;
    },
    unfinished: () => {
      const objects = sandbox.accounts[0]?.s3.buckets.get(BUCKET)?.objects;
      return [...(objects ?? [])].find(([key]) => key.startsWith('unfinished/'))?.[1].at(-1)?.content?.bytes;
    },
    [Symbol.asyncDispose]: () => sandbox.close(),
  };
}

/** Whoever is killed calls nothing any more, and hears nothing. */
function dieWith<Input extends object, Output extends object>(
  { middlewareStack }: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  killed: AbortSignal,
): void {
  middlewareStack.add((next) => (args) => (killed.aborted ? new Promise(() => {}) : next(args)), {
    step: 'initialize',
  });
}

/** Calls to IAM, however often they were tried. */
export function iamCalls({ ledger }: Sandbox): number {
  return Object.entries(ledger.counts()).reduce((sum, [name, count]) => sum + (name.startsWith('iam:') ? count : 0), 0);
}
