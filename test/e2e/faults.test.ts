import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AuditJobResult } from '../../lib/audit-job.ts';
import { AuditorError } from '../../lib/errors.ts';
import type { Evidence } from '../../lib/findings/finding.ts';
import type { FaultPlan } from '../../lib/sandbox/faults.ts';
import type { SandboxOptions } from '../../lib/sandbox/server.ts';
import { readBack } from './harness.ts';
import { auditSmall, foundBy, lostInSilence, ownTime, startSmall } from './small-audit.ts';

/** How many times as fast time goes. */
const time = vi.hoisted(() => ({ haste: 1 }));
vi.mock('node:timers/promises', async (importOriginal) => {
  const actual = await importOriginal<typeof import('node:timers/promises')>();
  return {
    ...actual,
    setTimeout: (ms = 0, ...others: unknown[]) =>
      actual.setTimeout(ms / time.haste, ...(others as [undefined, undefined])),
  };
});

/** Lets the waits between attempts, and the pace after throttles, pass fifty times as fast: for the SDK, us and the wire. */
function hurry(): void {
  time.haste = 50;
  const { setTimeout: patient } = globalThis;
  vi.stubGlobal('setTimeout', (work: () => void, ms = 0) => patient(work, ms / time.haste));
  for (const clock of [Date, performance]) {
    const now = clock.now.bind(clock);
    const startedAt = now();
    vi.spyOn(clock, 'now').mockImplementation(() => startedAt + (now() - startedAt) * time.haste);
  }
}

/** The seed of every property here: the same accounts fail in the same places on every machine. */
const SEED = 20261123;

/** One audit, on a sandbox of its own: what it meets, no other sees. */
async function auditWith(
  { faults = [], seed = 'calm', hooks = {} }: Pick<SandboxOptions, 'faults' | 'seed' | 'hooks'>,
  options: Parameters<typeof auditSmall>[1] = {},
) {
  const sandbox = await startSmall({ faults, seed, hooks });
  try {
    return { sandbox, result: await auditSmall(sandbox, options) };
  } finally {
    await sandbox.close();
  }
}

/** Without its own identity nothing is read; without the archive of earlier nights everything is, only at more calls. */
const notOfTheAccount = ['sts:GetCallerIdentity', 's3:GetObject'];

/** The audit that nothing disturbs, and all that it reads of the account. */
let whole: AuditJobResult;
let operations: readonly string[];

beforeAll(async () => {
  const { sandbox, result } = await auditWith({});
  whole = result;
  operations = Object.keys(sandbox.ledger.counts()).filter((operation) => !notOfTheAccount.includes(operation));
});

/** Findings that the undisturbed audit does not have. */
function invented(result: AuditJobResult): readonly string[] {
  const known = new Set(whole.report.findings.map(({ id }) => id));
  return result.report.findings
    .filter(({ id }) => !known.has(id))
    .map(({ checkId, resource }) => `${checkId} ${resource.arn}`);
}

/** Services and actions that the undisturbed audit does not call unused, in findings that it has as well. */
function overstated(result: AuditJobResult): readonly unknown[] {
  const calmly = new Map(whole.report.findings.map(({ id, evidence }) => [id, new Set(unusedIn(evidence))] as const));
  return result.report.findings.flatMap(({ id, evidence }) =>
    unusedIn(evidence).filter((each) => calmly.get(id)?.has(each) === false),
  );
}

function unusedIn({ actions = [], services = [] }: Evidence): readonly string[] {
  return [actions, services].flat().map((each) => {
    return typeof each === 'object' && each !== null && 'service' in each ? String(each.service) : String(each);
  });
}

/** Whatever is missing is said: by the check, by the coverage, and by the status. */
function expectHonesty(result: AuditJobResult): void {
  const { status, coveragePercent, gaps } = result.report.summary;
  expect(invented(result)).toEqual([]);
  expect(overstated(result)).toEqual([]);
  expect(lostInSilence(whole, result)).toEqual([]);
  expect({ isComplete: status === 'complete', isWhole: coveragePercent === 100 }).toEqual({
    isComplete: gaps.length === 0,
    isWhole: gaps.length === 0,
  });
  if (result.report.findings.length < whole.report.findings.length) expect(gaps).not.toEqual([]);
}

describe('an audit where calls fail and are tried again', () => {
  /** So much that a busy machine, whose time goes fast here, never looks like a connection that hangs. */
  const patience = { timeouts: { connectMs: 60_000, answerMs: 60_000 } };

  const passing = fc.subarray<'internal' | 'unavailable' | 'reset' | 'truncated' | 'throttled'>(
    ['internal', 'unavailable', 'reset', 'truncated', 'throttled'],
    { minLength: 1 },
  );
  const seeds = fc.integer({ min: 0, max: 1_000_000 }).map(String);

  beforeEach(hurry);
  afterEach(() => {
    time.haste = 1;
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('finds the same when a tenth of them fail', async () => {
    await fc.assert(
      fc.asyncProperty(passing, seeds, async (kinds, seed) => {
        const faults: FaultPlan = kinds.map((fault) => ({ fault, rate: 0.1 / kinds.length }));
        const { result } = await auditWith({ faults, seed }, patience);
        expect(result.report.summary.gaps).toEqual([]);
        expect(foundBy(result)).toEqual(foundBy(whole));
      }),
      { numRuns: 20, seed: SEED },
    );
  });

  it('stores and archives the same, and the night after changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(passing, seeds, async (kinds, seed) => {
        const faults: FaultPlan = kinds.map((fault) => ({ fault, rate: 0.1 / kinds.length }));
        const sandbox = await startSmall({ faults, seed });
        try {
          const first = await auditSmall(sandbox, { store: true, ...patience });
          const second = await auditSmall(sandbox, { store: true, runId: 'run-2', ...ownTime(1), ...patience });
          sandbox.setFaults([]);
          const stored = await readBack(sandbox);

          expect([first.stored?.outcome, second.stored?.outcome]).toEqual(['stored', 'stored']);
          expect(first.archived?.status).toBe('archived');
          expect(second.report.findings.every(({ status }) => status === 'open')).toBe(true);
          expect(stored?.findings.map(({ id }) => id).sort()).toEqual(whole.report.findings.map(({ id }) => id).sort());
        } finally {
          await sandbox.close();
        }
      }),
      { numRuns: 6, seed: SEED },
    );
  });

  it('says what is missing when some operations fail for good', async () => {
    const some = fc.subarray([...operations], { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(some, passing, fc.nat({ max: 12 }), async (dead, [fault = 'internal'], skip) => {
        const { result } = await auditWith({ faults: dead.map((on) => ({ on, fault, skip })) }, patience);
        expectHonesty(result);
      }),
      { numRuns: 10, seed: SEED },
    );
  });

  it('calls nothing unused, and finds nothing else, that an undisturbed one does not, whatever fails and how often', async () => {
    const rule = fc.record({
      on: fc.constantFrom(...operations),
      fault: fc.constantFrom(
        ...(['internal', 'unavailable', 'reset', 'truncated', 'throttled', 'denied', 'quota'] as const),
      ),
      rate: fc.constantFrom(0.1, 0.5, 0.9, 1),
      skip: fc.nat({ max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(rule, { minLength: 1, maxLength: 6 }), seeds, async (faults, seed) => {
        const { result } = await auditWith({ faults, seed }, patience);
        expectHonesty(result);
      }),
      { numRuns: 20, seed: SEED },
    );
  });
});

describe('an audit that may not read everything', () => {
  it('invents nothing, and says what is missing and why, whatever is denied from whichever call on', async () => {
    const some = fc.subarray([...operations], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(some, fc.nat({ max: 14 }), async (denied, skip) => {
        const { result } = await auditWith({ faults: denied.map((on) => ({ on, fault: 'denied', skip })) });
        expectHonesty(result);
        for (const gap of result.report.summary.gaps) expect(gap).toMatch(/denied|partial/);
      }),
      { numRuns: 30, seed: SEED },
    );
  });

  it('takes one missing permission for one gap', async () => {
    for (const on of operations) {
      const { result } = await auditWith({ faults: [{ on, fault: 'denied' }] });
      expectHonesty(result);
      const gaps = result.report.coverage.filter(({ status }) => status !== 'complete' && status !== 'skipped');
      const causes = gaps.filter(({ reason }) => !reason?.startsWith('it builds on '));
      // CloudTrail's history is asked about root, and about others.
      expect(causes, on).toHaveLength(on === 'cloudtrail:LookupEvents' ? 2 : 1);
    }
  });
});

describe('an audit of an account that does not answer', () => {
  it.each([
    'iam:GetAccountAuthorizationDetails',
    'iam:GetCredentialReport',
    'ec2:DescribeRegions',
    'cloudtrail:DescribeTrails',
  ])('gives up on %s in time and reads the rest', async (on) => {
    const { result, sandbox } = await auditWith({ faults: [{ on, fault: 'hang' }] }, { timeouts: { answerMs: 100 } });
    expectHonesty(result);
    expect(result.report.summary.gaps.join()).toContain('No answer from AWS in time');
    expect(sandbox.ledger.count(on)).toBeLessThanOrEqual(4);
  });

  it.each(['iam:GenerateServiceLastAccessedDetails', 'iam:GetServiceLastAccessedDetails', 'iam:ListSSHPublicKeys'])(
    'does not wait for every entity when %s hangs',
    async (on) => {
      const { result, sandbox } = await auditWith({ faults: [{ on, fault: 'hang' }] }, { timeouts: { answerMs: 100 } });
      expectHonesty(result);
      expect(sandbox.ledger.count(on)).toBeLessThanOrEqual(3 * 4);
    },
  );

  it('cannot run when it is not told who it is', async () => {
    const attempt = auditWith({ faults: [{ on: 'sts:*', fault: 'hang' }] }, { timeouts: { answerMs: 100 } });
    await expect(attempt).rejects.toThrow(/No answer from AWS in time/);
  });
});

describe('an audit whose credentials expire', () => {
  it('ends soon and clearly, whenever that is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 110 }), fc.boolean(), async (skip, store) => {
        const sandbox = await startSmall({ faults: [{ fault: 'expiredToken', skip }] });
        try {
          const end = await auditSmall(sandbox, { store }).catch((error: unknown) => error);
          expect(sandbox.ledger.count() - skip).toBeLessThan(40);
          if (end instanceof Error) {
            expect(end).toBeInstanceOf(AuditorError);
            expect(end.message).toMatch(/^.*The AWS credentials have expired; sign in again or renew them.*$/);
          } else {
            expect(store).toBe(false);
            expectHonesty(end as AuditJobResult);
          }
        } finally {
          await sandbox.close();
        }
      }),
      { numRuns: 25, seed: SEED },
    );
  });
});

describe('an audit of an account that changes meanwhile', () => {
  /** An audit in which one user or role is deleted at the `at`-th call of IAM. */
  const withDeletion = async (arn: string, at: number) => {
    let calls = 0;
    const sandbox = await startSmall({
      hooks: {
        before: ({ action }) => {
          if (!action.startsWith('iam:')) return undefined;
          calls += 1;
          if (calls === at) sandbox.accounts[0]?.remove(arn);
          return undefined;
        },
      },
    });
    try {
      return await auditSmall(sandbox);
    } finally {
      await sandbox.close();
    }
  };
  const principals = () => fc.constantFrom(...Object.keys(whole.audited.snapshot.lastAccessed));

  it('misses nothing for an entity that disappears', async () => {
    await fc.assert(
      fc.asyncProperty(principals(), fc.integer({ min: 1, max: 100 }), async (arn, at) => {
        const result = await withDeletion(arn, at);
        expect(result.report.summary.gaps).toEqual([]);
      }),
      { numRuns: 15, seed: SEED },
    );
  });

  it('says the same of all others when one disappears after it was listed', async () => {
    await fc.assert(
      fc.asyncProperty(principals(), fc.integer({ min: 25, max: 100 }), async (arn, at) => {
        const result = await withDeletion(arn, at);
        expect(invented(result)).toEqual([]);
        expect(lostInSilence(whole, result).filter((lost) => !lost.endsWith(` ${arn}`))).toEqual([]);
      }),
      { numRuns: 15, seed: SEED },
    );
  });
});
