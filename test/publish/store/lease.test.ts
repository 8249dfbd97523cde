import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { CannotRunError } from '../../../lib/errors.ts';
import { acquireLease, checkLease, hasTimeLeft, type Lease, releaseLease } from '../../../lib/publish/store/lease.ts';
import { LEASE_MARGIN_MS, LEASE_MS } from '../../../lib/publish/store/limits.ts';
import { createParameters, type Parameters } from '../../../lib/publish/store/parameters.ts';
import { type FakeAccount, fakeClient, type Operation } from './fake-parameter-store.ts';

const accountId = '210987654321';
const name = `/account-auditor/${accountId}/lease`;
const minute = 60_000;

let account: FakeAccount;
let now: number;

beforeEach(() => {
  account = new Map();
  now = Date.UTC(2026, 10, 21, 2, 17);
});

const time = {
  clock: () => now,
  sleep: async (ms: number) => {
    now += ms;
    await Promise.resolve();
  },
};

function parametersOf(gate?: (operation: Operation) => Promise<void>): Parameters {
  return createParameters({ ssm: fakeClient(account, { now: time.clock, ...(gate ? { gate } : {}) }), time });
}

async function acquire(runId: string, options: { waitMs?: number; parameters?: Parameters } = {}): Promise<Lease> {
  const { waitMs = 0, parameters = parametersOf() } = options;
  return await acquireLease({ parameters, time, runId, accountId, name, waitMs });
}

describe('acquireLease', () => {
  it('makes the parameter, with who is writing and until when', async () => {
    const start = new Date(now).toISOString();
    await acquire('run-a');
    const { Value, Type } = account.get(name)?.at(-1) ?? {};
    expect(Type).toBe('SecureString');
    expect(JSON.parse(Value ?? '')).toMatchObject({
      runId: 'run-a',
      acquiredAt: start,
      expiresAt: new Date(Date.parse(start) + LEASE_MS).toISOString(),
    });
  });

  it('waits for another run and takes the lease when that has finished', async () => {
    const parameters = parametersOf();
    const first = await acquire('run-a', { parameters });
    const sleep = async (ms: number) => {
      now += ms;
      if (now > first.expiresAtMs - LEASE_MS + minute) await releaseLease(parameters, first, time);
    };
    const second = await acquireLease({
      parameters,
      time: { ...time, sleep },
      runId: 'run-b',
      accountId,
      name,
      waitMs: 2 * minute,
    });
    await expect(checkLease(parameters, second, time)).resolves.toBeUndefined();
  });

  it('tries once more after waiting for as long as it may', async () => {
    const parameters = parametersOf();
    const first = await acquire('run-a', { parameters });
    const sleep = async (ms: number) => {
      now += ms + 2 * minute;
      await releaseLease(parameters, first, time);
    };
    const patient = { parameters, time: { ...time, sleep }, runId: 'run-b', accountId, name, waitMs: minute };
    await expect(acquireLease(patient)).resolves.toMatchObject({ accountId });
  });

  it('gives up in one line that names the other run', async () => {
    await acquire('run-a');
    const waiting = acquire('run-b', { waitMs: minute });
    await expect(waiting).rejects.toThrow(CannotRunError);
    await expect(waiting).rejects.toThrow(/^another audit \(run run-a\) has been writing the findings of account 2109/);
    expect(account.get(name)?.length).toBe(1);
  });

  it('does not touch a lease that has only just ended: clocks differ', async () => {
    await acquire('run-a');
    now += LEASE_MS + LEASE_MARGIN_MS;
    await expect(acquire('run-b')).rejects.toThrow('run-a');
  });

  it('takes over from a run that died', async () => {
    const dead = await acquire('run-a');
    now += LEASE_MS + LEASE_MARGIN_MS + 1;
    const lease = await acquire('run-b');
    await expect(checkLease(parametersOf(), lease, time)).resolves.toBeUndefined();
    await expect(checkLease(parametersOf(), dead, time)).rejects.toThrow('ran out');
  });

  it('counts a lease that nobody can read from when it was written', async () => {
    account.set(name, [{ Name: name, Value: 'hello', Type: 'String', Version: 4, LastModifiedDate: new Date(now) }]);
    await expect(acquire('run-b')).rejects.toThrow('run unknown');
    now += LEASE_MS + LEASE_MARGIN_MS + 1;
    await expect(acquire('run-b')).resolves.toMatchObject({ name });
  });

  it('knows its own lease when the answer to making it was lost', async () => {
    const parameters = parametersOf();
    const lossy: Parameters = {
      ...parameters,
      // The SDK sends a request again that was not answered, and then it is told that the parameter exists.
      create: async (...request) => (await parameters.create(...request)) && (await parameters.create(...request)),
    };
    const lease = await acquire('run-a', { parameters: lossy });
    await expect(checkLease(parameters, lease, time)).resolves.toBeUndefined();
  });

  it('knows its own lease when the answer to taking it over was lost', async () => {
    const parameters = parametersOf();
    await acquire('run-a');
    now += LEASE_MS + LEASE_MARGIN_MS + 1;
    const lossy: Parameters = {
      ...parameters,
      overwrite: async (...request) => {
        await parameters.overwrite(...request);
        await parameters.overwrite(...request);
      },
    };
    const lease = await acquire('run-b', { parameters: lossy });
    await expect(checkLease(parameters, lease, time)).resolves.toBeUndefined();
  });

  it('is not fooled by a lease that was taken, given back and taken again between its look and its claim', async () => {
    await acquire('run-a');
    now += LEASE_MS + LEASE_MARGIN_MS + 1;
    const parameters = parametersOf();
    let other: Lease | undefined;
    const slow: Parameters = {
      ...parameters,
      overwrite: async (...request) => {
        account.delete(name);
        other ??= await acquire('run-c');
        await parameters.overwrite(...request);
      },
    };
    await expect(acquire('run-b', { parameters: slow })).rejects.toThrow('run-c');
    await expect(checkLease(parameters, other as Lease, time)).resolves.toBeUndefined();
  });

  it('lets exactly one of several have a lease, free or left behind, however their calls interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isLeftBehind) => {
        account.clear();
        if (isLeftBehind) {
          await acquire('run-dead');
          now += LEASE_MS + LEASE_MARGIN_MS + 1;
        }
        const gate = scheduler.scheduleFunction((operation: Operation) => Promise.resolve(void operation));
        const racing = ['run-a', 'run-b', 'run-c'].map((runId) => acquire(runId, { parameters: parametersOf(gate) }));
        const settled = await scheduler.waitFor(Promise.allSettled(racing));
        const leases = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
        expect(leases.length).toBe(1);
        await expect(checkLease(parametersOf(), leases[0] as Lease, time)).resolves.toBeUndefined();
      }),
    );
  });
});

describe('checkLease', () => {
  it('refuses when the lease is about to end', async () => {
    const lease = await acquire('run-a');
    now = lease.expiresAtMs - LEASE_MARGIN_MS;
    await expect(checkLease(parametersOf(), lease, time)).rejects.toThrow(/those of the last audit stand, run again$/);
  });

  it('refuses when another run holds it, whatever the time says here', async () => {
    const lease = await acquire('run-a');
    now += LEASE_MS + LEASE_MARGIN_MS + 1;
    await acquire('run-b');
    const slowClock = { ...time, clock: () => lease.expiresAtMs - 2 * LEASE_MARGIN_MS };
    await expect(checkLease(parametersOf(), lease, slowClock)).rejects.toThrow('ran out');
  });

  it('is not impressed by a claim that does not stand on this one', async () => {
    const lease = await acquire('run-a');
    const late = { runId: 'run-b', claim: 'late', replaces: { version: 7, claim: 'somebody' } };
    await parametersOf().overwrite(
      name,
      JSON.stringify({
        schemaVersion: 1,
        ...late,
        acquiredAt: '2026-11-21T02:17:00Z',
        expiresAt: '2026-11-21T02:32:00Z',
      }),
    );
    await expect(checkLease(parametersOf(), lease, time)).resolves.toBeUndefined();
  });
});

describe('releaseLease', () => {
  it('frees the account for the next run', async () => {
    const lease = await acquire('run-a');
    await releaseLease(parametersOf(), lease, time);
    await expect(acquire('run-b')).resolves.toMatchObject({ accountId });
  });

  it('leaves alone what may be, or is, the lease of another run', async () => {
    const lease = await acquire('run-a');
    now = lease.expiresAtMs + LEASE_MARGIN_MS + 1;
    await releaseLease(parametersOf(), lease, time);
    expect(account.has(name)).toBe(true);
    const next = await acquire('run-b');
    await releaseLease(parametersOf(), { ...lease, expiresAtMs: next.expiresAtMs }, time);
    expect(account.has(name)).toBe(true);
  });
});

describe('hasTimeLeft', () => {
  it('ends a margin before the lease does', async () => {
    const lease = await acquire('run-a');
    now = lease.expiresAtMs - LEASE_MARGIN_MS - 1;
    expect(hasTimeLeft(lease, time)).toBe(true);
    now += 1;
    expect(hasTimeLeft(lease, time)).toBe(false);
  });
});
