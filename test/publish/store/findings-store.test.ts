import { beforeEach, describe, expect, it } from 'vitest';
import { CannotRunError, InvalidInputError } from '../../../lib/errors.ts';
import type { StoredFinding } from '../../../lib/findings/finding.ts';
import { WritingStopped } from '../../../lib/publish/store/commit-night.ts';
import { contentHash } from '../../../lib/publish/store/piece.ts';
import { packShard, shardText } from '../../../lib/publish/store/shard.ts';
import { aFinding } from '../../findings/some-findings.ts';
import { accountId, folder, idsOf, Stage, writeNight } from './a-store.ts';
import { findingsOfALargeAccount } from './large-account.ts';

const some = findingsOfALargeAccount(120);
let stage: Stage;

beforeEach(() => {
  stage = new Stage();
});

function isResolved(finding: StoredFinding, index: number): StoredFinding {
  const [lastSeenAt, resolvedAt] = ['2026-11-20T02:17:00Z', '2026-11-21T02:17:00Z'];
  return index % 500 === 7 ? { ...finding, lastSeenAt, resolvedAt } : finding;
}

describe('createFindingsStore', () => {
  it('reads the configuration, if there is one', async () => {
    const name = '/account-auditor/config';
    expect(await stage.store().readConfiguration()).toBeNull();
    stage.account.set(name, [{ Name: name, Value: '{}', Type: 'String', Version: 1, LastModifiedDate: new Date() }]);
    expect(await stage.store().readConfiguration()).toEqual({ name, text: '{}' });
  });

  it('has no night before the first one', async () => {
    expect(await stage.store().readNight(accountId)).toBeNull();
  });

  it('keeps to the layout: encrypted, standard size, and pieces named after what they hold', async () => {
    await stage.night(some);
    const names = [...stage.account.keys()].map((name) => name.slice(folder.length));
    expect(names.filter((name) => !/^\/(summary|(findings|manifests)\/[0-9a-f]{16})$/.test(name))).toEqual([]);
    for (const [name, versions] of stage.account) {
      expect(versions).toMatchObject([{ Type: 'SecureString', KeyId: 'alias/account-auditor' }]);
      if (!name.endsWith('/summary')) expect(name.split('/').at(-1)).toBe(contentHash(versions[0]?.Value ?? ''));
    }
  });

  it('reads back what was written, also what Parameter Store would refuse to hold', async () => {
    const hostile = aFinding({ roleName: '{{ssm:secret}}', severity: 'critical', evidence: { note: '{{{ \u202e' } });
    await stage.night([...some, hostile]);
    const night = await stage.store().readNight(accountId);
    expect(night?.findings).toEqual(expect.arrayContaining([hostile, ...some]));
    expect(night?.findings.length).toBe(121);
    expect(night?.summary.worst[0]?.resourceArn).toContain('{{ssm:secret}}');
  });

  it('stores a night without findings', async () => {
    await stage.night(some);
    await stage.night([]);
    expect((await stage.store().readNight(accountId))?.findings).toEqual([]);
  });

  it('lists the nights, oldest first', async () => {
    await stage.night(some);
    await stage.night([]);
    const trend = await stage.store().history(accountId);
    expect(trend.map(({ startedAt, counts }) => [startedAt.slice(0, 10), counts.medium > 0])).toEqual([
      ['2026-11-01', true],
      ['2026-11-02', false],
    ]);
    expect(await stage.store().history('999999999999')).toEqual([]);
  });

  it('says nothing of findings in the log', async () => {
    await stage.night([aFinding({ roleName: 'very-secret-role', evidence: { token: 'hidden-token' } })]);
    stage.account.delete([...stage.account.keys()].find((name) => name.includes('/findings/')) ?? '');
    await stage.night([]);
    expect(stage.logged.length).toBeGreaterThan(1);
    expect(stage.logged.join('\n')).not.toMatch(/very-secret-role|hidden-token|gzip:/);
  });
});

describe('what a night writes', () => {
  it('is the lease and the summary alone when nothing changed', async () => {
    await stage.night(some);
    stage.written();
    await stage.night([...some].reverse());
    expect(stage.written()).toEqual([`${folder}/lease`, `${folder}/summary`]);
  });

  it('is at most 170 parameters for 5,000 findings, at most 3 in any second, then 16 for 10 changes, then 2', async () => {
    const findings = findingsOfALargeAccount(5000);
    await stage.night(findings);
    const puts = stage.calls.filter(({ operation }) => operation === 'put');
    expect(puts.length).toBeLessThanOrEqual(170);
    expect(puts.every(({ at }, index) => index < 3 || at - (puts[index - 3]?.at ?? 0) > 1000)).toBe(true);
    stage.written();

    await stage.night(findings.map(isResolved));
    expect(stage.written().length).toBeLessThanOrEqual(16);
    await stage.night(findings.map(isResolved));
    expect(stage.written().length).toBe(2);
    expect(stage.calls).toEqual([]);
  });
});

describe('what is stored and cannot be read', () => {
  it.each(['{"schemaVersion":', '{"schemaVersion":2}'])('stops the run and is not overwritten: %s', async (Value) => {
    await stage.night(some);
    const name = `${folder}/summary`;
    const [version] = stage.account.get(name) ?? [];
    stage.account.set(name, [{ ...(version as NonNullable<typeof version>), Value, Version: 2 }]);
    await expect(stage.night([])).rejects.toThrow(InvalidInputError);
    expect(stage.account.get(name)).toMatchObject([{ Value }]);
    expect(stage.account.has(`${folder}/lease`)).toBe(false);
  });

  it.each([
    ['gone', () => []],
    ['damaged', (value: string) => [value.replace('gzip:', 'gzip:AAAA')]],
    ['another one', () => [packShard(shardText([aFinding({ roleName: 'planted' })]))]],
  ])('is named when a piece is %s, and written anew by the next night', async (_, damage) => {
    await stage.night(some);
    const name = [...stage.account.keys()].find((key) => key.includes('/findings/')) ?? '';
    const [version] = stage.account.get(name) ?? [];
    stage.account.delete(name);
    for (const Value of damage(version?.Value ?? '')) {
      stage.account.set(name, [{ ...(version as NonNullable<typeof version>), Value }]);
    }
    const night = await stage.store().readNight(accountId);
    expect(night?.lost).toEqual([name]);
    expect(night?.findings.length).toBeLessThan(some.length);

    const seenAnew = some.map((finding) => ({ ...finding, firstSeenAt: new Date(stage.now).toISOString() }));
    await stage.night(seenAnew);
    const next = await stage.store().readNight(accountId);
    expect([next?.lost, idsOf(next?.findings)]).toEqual([[], idsOf(some)]);
  });
});

describe('commit', () => {
  it('stops in time, and a commit of the same night writes only the rest', async () => {
    const findings = findingsOfALargeAccount(5000);
    const stop = new AbortController();
    let puts = 0;
    const gate = async (operation: string) => {
      puts += operation === 'put' ? 1 : 0;
      // The lease is the first.
      if (puts === 61) stop.abort();
    };
    const night = stage.aNight(findings);
    const stopped = stage.store({ gate });
    const lease = await stopped.acquireLease(accountId);
    const error = await stopped
      .commit(lease, { night, previous: null, stop: stop.signal })
      .catch((reason: unknown) => reason);
    await stopped.release(lease);
    expect(error).toBeInstanceOf(WritingStopped);
    expect(await stage.store().readNight(accountId)).toBeNull();

    stage.written();
    await writeNight(stage.store(), night);
    // Lease, manifests and summary come on top of the shards that were left.
    const shards = stage.written().filter((name) => name.includes('/findings/'));
    const stored = await stage.store().readNight(accountId);
    expect(shards).toHaveLength((stored?.shards.length ?? 0) - 60);
    expect(idsOf(stored?.findings)).toEqual(idsOf(findings));
  });

  it('changes nothing once the lease has run out', async () => {
    await stage.night(some);
    const store = stage.store();
    const lease = await store.acquireLease(accountId);
    const previous = await store.readNight(accountId);
    stage.now = lease.expiresAtMs - 1000;
    await expect(store.commit(lease, { night: stage.aNight([]), previous })).rejects.toThrow(CannotRunError);
    expect(idsOf((await store.readNight(accountId))?.findings)).toEqual(idsOf(some));
  });

  it('changes nothing when the night that it was reconciled with is no longer the stored one', async () => {
    await stage.night(some);
    const store = stage.store();
    const previous = await store.readNight(accountId);
    await stage.night([]);
    const lease = await store.acquireLease(accountId);
    const late = store.commit(lease, { night: stage.aNight(some), previous });
    await expect(late).rejects.toThrow(/was changed while this audit was written, which was not stored; run again$/);
    expect((await store.readNight(accountId))?.findings).toEqual([]);
  });

  it('writes a piece again that disappears before the summary names it', async () => {
    await stage.night(some);
    const store = stage.store({
      gate: (operation) => {
        const name = [...stage.account.keys()].find((key) => key.includes('/findings/'));
        if (operation === 'list' && name && stage.calls.filter((call) => call.operation === 'list').length === 3) {
          stage.account.delete(name);
        }
        return Promise.resolve();
      },
    });
    await stage.night(some, store);
    expect((await store.readNight(accountId))?.lost).toEqual([]);
  });

  it('does not name a piece that never appears', async () => {
    const store = stage.store({
      gate: (operation) => {
        if (operation === 'list') {
          for (const name of stage.account.keys()) if (name.includes('/findings/')) stage.account.delete(name);
        }
        return Promise.resolve();
      },
    });
    await expect(stage.night(some, store)).rejects.toThrow(/do not appear although they were written/);
    expect(await store.readNight(accountId)).toBeNull();
  });

  it('passes an error of Parameter Store on in one line, without the value that it quotes', async () => {
    const store = stage.store({
      gate: (operation) => {
        const refusal = Object.assign(new Error('Value gzip:H4sIAA is not allowed'), { name: 'ValidationException' });
        return operation === 'put' ? Promise.reject(refusal) : Promise.resolve();
      },
    });
    await expect(writeNight(store, stage.aNight(some))).rejects.toThrow(
      `Parameter Store refused PutParameter ${folder}/lease (ValidationException)`,
    );
  });
});

describe('sweeping up', () => {
  it('never deletes what this night or the one before names, and deletes the rest when it is older than a day', async () => {
    const nights = [some, some.slice(40), some.slice(80), some.slice(0, 20), some.slice(20, 90), some];
    let before = new Set<string>();
    for (const findings of nights) {
      await stage.night(findings);
      const night = await stage.store().readNight(accountId);
      const named = new Set([...(night?.shards ?? []), ...(night?.manifests ?? [])].map(({ hash }) => hash));
      const stored = new Set([...stage.account.keys()].map((name) => name.split('/').at(-1) ?? ''));
      expect([...named, ...before].filter((hash) => !stored.has(hash))).toEqual([]);
      before = named;
    }
    // Two nights more of the same: nothing is left of the others.
    await stage.night(some);
    await stage.night(some);
    expect(stage.account.size).toBe(before.size + 1);
  });

  it('leaves young pieces of a run that died to those who may still need them', async () => {
    await stage.night(some);
    const Name = `${folder}/findings/0123456789abcdef`;
    const LastModifiedDate = new Date(stage.now);
    stage.account.set(Name, [{ Name, Value: 'gzip:', Type: 'SecureString', Version: 1, LastModifiedDate }]);
    stage.now += 3_600_000;
    await stage.night(some);
    expect(stage.account.has(Name)).toBe(true);
    await stage.night(some);
    expect(stage.account.has(Name)).toBe(false);
  });

  it('keeps an old piece that tonight needs again', async () => {
    const gate = (operation: string, name: string) =>
      operation === 'delete' && !name.endsWith('/lease') ? Promise.reject(new Error('denied')) : Promise.resolve();
    await stage.night(some);
    for (const findings of [[], [], []]) await stage.night(findings, stage.store({ gate }));
    await stage.night(some);
    const night = await stage.store().readNight(accountId);
    expect([night?.lost, idsOf(night?.findings)]).toEqual([[], idsOf(some)]);
  });

  it('ends with the lease: what is left over may be what another run is about to name', async () => {
    await stage.night(some);
    await stage.night([]);
    const pieces = stage.account.size;
    const store = stage.store({
      gate: (operation, name) => {
        if (operation === 'put' && name.endsWith('/summary')) stage.now += 3_600_000;
        return Promise.resolve();
      },
    });
    await stage.night([], store);
    expect(stage.account.size).toBe(pieces + 1);
    expect(stage.account.has(`${folder}/lease`)).toBe(true);
  });

  it('is not what a night depends on', async () => {
    await stage.night(some);
    await stage.night(some.slice(40));
    const store = stage.store({
      gate: (operation, name) =>
        operation === 'delete' && !name.endsWith('/lease') ? Promise.reject(new Error('denied')) : Promise.resolve(),
    });
    await stage.night(some.slice(80), store);
    expect(idsOf((await stage.store().readNight(accountId))?.findings)).toEqual(idsOf(some.slice(80)));
    expect(stage.logged.join('\n')).toContain('the next audit tries again');
  });
});
