import { describe, expect, it } from 'vitest';
import { type FunctionsToAsk, readFunctionAccess } from '../../../lib/collect/inventory/function-access.ts';
import { readFunctions } from '../../../lib/collect/inventory/functions.ts';
import type { FaultPlan } from '../../../lib/sandbox/faults.ts';
import type { FunctionAccess } from '../../../lib/snapshot/snapshot.ts';
import { ACCOUNT_ID } from '../../builders/naming.ts';
import { daysAgo, NOW } from '../../builders/time.ts';
import { manyFunctions } from '../../sandbox/many-functions.ts';
import { aWorld } from '../a-world.ts';

const regions = ['eu-west-1', 'us-east-1'];
const where = { regions, gaps: [] };
const nobodyLooks = { covers: () => false, inQuestion: new Set<string>() };
const arnOf = (index: number) =>
  `arn:aws:lambda:${regions[index % 2]}:${ACCOUNT_ID}:function:worker-${String(index).padStart(5, '0')}`;

/** Functions by turns in two Regions, of which the first of each has a URL for everybody; and what a night reads of them. */
async function aWorldOf(count: number, faults: FaultPlan = []) {
  const { accountId: _, ...spec } = manyFunctions({ count, regions });
  const world = await aWorld(spec);
  const functions = (await readFunctions(world.context(), where)).data?.items ?? [];
  world.sandbox.setFaults(faults);
  return {
    functions,
    night: async (more: Partial<FunctionsToAsk> = {}, signal?: AbortSignal) => {
      world.sandbox.ledger.reset();
      const options = { functions, publicAccess: nobodyLooks, kept: null, ...more };
      const reading = await readFunctionAccess(world.context({}, signal), options);
      const calls = { policies: world.calls('lambda:GetPolicy'), urls: world.calls('lambda:GetFunctionUrlConfig') };
      return {
        ...reading,
        calls,
        of: (index: number) => reading.data?.find((each) => each.functionArn === arnOf(index)),
      };
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const ago = (answers: readonly FunctionAccess[] | null, days: number) =>
  (answers ?? []).map((access) => ({ ...access, readAt: daysAgo(days) }));

describe('readFunctionAccess', () => {
  it('asks for each policy once where no analyzer watches, and for no URL', async () => {
    await using account = await aWorldOf(8);
    const { calls, of, gaps, wanted, read, data } = await account.night();
    expect({ calls, gaps, wanted, read }).toEqual({ calls: { policies: 8, urls: 0 }, gaps: [], wanted: 8, read: 8 });
    expect(data).toHaveLength(8);
    expect(of(0)).toMatchObject({ readAt: NOW.toISOString(), policy: { json: { Statement: [{ Principal: '*' }] } } });
    expect(of(0)).not.toHaveProperty('url');
    expect(of(2)).toMatchObject({
      policy: null,
      revisionId: account.functions.find(({ arn }) => arn === arnOf(2))?.revisionId,
    });
  });

  it('asks on the next night for URLs that are open to everybody, and for nothing else', async () => {
    await using account = await aWorldOf(8);
    const first = await account.night();
    const second = await account.night({ kept: ago(first.data, 1) });
    expect(second.calls).toEqual({ policies: 0, urls: 2 });
    expect(second.of(0)?.url).toEqual({ authType: 'NONE', cors: { allowOrigins: ['*'], allowCredentials: false } });
    expect(second.of(0)?.readAt).toBe(daysAgo(1));
    expect(second.dataAsOf).toBe(daysAgo(1));
  });

  it('asks again about functions that were changed, or are new, or whose revision nobody knows', async () => {
    await using account = await aWorldOf(8);
    const kept = ago((await account.night()).data, 1).map((access) => {
      if (access.functionArn === arnOf(2)) return { ...access, revisionId: 'of-another-day' };
      return access.functionArn === arnOf(3) ? { ...access, revisionId: null } : access;
    });
    const { calls, of } = await account.night({ kept: kept.filter(({ functionArn }) => functionArn !== arnOf(4)) });
    expect(calls.policies).toBe(3);
    expect([2, 3, 4, 5].map((index) => of(index)?.readAt)).toEqual([...Array(3).fill(NOW.toISOString()), daysAgo(1)]);
  });

  it('asks again about every function after seven to thirteen days, not about all on one night', async () => {
    await using account = await aWorldOf(24);
    const kept = (await account.night()).data;
    const asked: number[] = [];
    for (const days of [6, 10, 13]) asked.push((await account.night({ kept: ago(kept, days) })).calls.policies);
    expect(asked[0]).toBe(0);
    expect(asked[1]).toBeGreaterThan(0);
    expect(asked[1]).toBeLessThan(24);
    expect(asked[2]).toBe(24);
  });

  it('asks where an analyzer watches only about what it finds open to everybody, URL included', async () => {
    await using account = await aWorldOf(8);
    const inQuestion = new Set([arnOf(0), 'arn:aws:s3:::orders']);
    const night = await account.night({ publicAccess: { covers: () => true, inQuestion } });
    expect(night.calls).toEqual({ policies: 1, urls: 1 });
    expect(night.data).toHaveLength(1);
    expect(night.of(0)?.url?.authType).toBe('NONE');
    expect(night.gaps).toEqual([]);
    const next = await account.night({ publicAccess: { covers: () => true, inQuestion }, kept: ago(night.data, 1) });
    expect(next.calls).toEqual({ policies: 0, urls: 0 });
  });

  it('goes by the Region', async () => {
    await using account = await aWorldOf(8);
    const covers = (region: string) => region === 'us-east-1';
    const { calls, of } = await account.night({ publicAccess: { covers, inQuestion: new Set([arnOf(1)]) } });
    expect(calls).toEqual({ policies: 5, urls: 1 });
    expect(of(3)).toBeUndefined();
  });

  it('leaves to later nights what an analyzer finds beyond ten functions, and says how many', async () => {
    await using account = await aWorldOf(24);
    const publicAccess = { covers: () => true, inQuestion: new Set(account.functions.map(({ arn }) => arn)) };
    const first = await account.night({ publicAccess });
    expect(first.calls.policies + first.calls.urls).toBeLessThanOrEqual(20);
    expect(first.data).toHaveLength(10);
    expect(first.gaps).toEqual([
      '14 of 24 functions that an analyzer finds open to everybody are left to later nights',
    ]);
    const second = await account.night({ publicAccess, kept: ago(first.data, 1) });
    expect(second.data).toHaveLength(20);
    const third = await account.night({ publicAccess, kept: ago(second.data, 1) });
    expect(third).toMatchObject({ gaps: [], calls: { policies: 4 } });
  });

  it('knows of a URL that is gone, and that everybody might have used', async () => {
    await using account = await aWorldOf(4);
    const { [Symbol.asyncDispose]: _, ...rest } = account;
    const kept = ago((await rest.night()).data, 1);
    await using without = await aWorldOf(4, [
      { on: 'lambda:GetFunctionUrlConfig', fault: 'error', code: 'ResourceNotFoundException', status: 404 },
    ]);
    const { of, gaps } = await without.night({ kept });
    expect(of(0)?.url).toBeNull();
    expect(gaps).toEqual([]);
  });

  it('is denied in the words of AWS, in each Region', async () => {
    await using account = await aWorldOf(8, [{ on: 'lambda:GetPolicy', fault: 'denied' }]);
    const { data, status, gaps } = await account.night();
    expect({ data, status }).toEqual({ data: null, status: 'denied' });
    expect(gaps).toEqual([
      expect.stringMatching(/^4 of 4 functions in eu-west-1 could not be read: Access denied \(AccessDenied/),
      expect.stringMatching(/^4 of 4 functions in us-east-1 could not be read: Access denied \(AccessDenied/),
    ]);
  });

  it('keeps policies when URLs are denied, and says so', async () => {
    await using account = await aWorldOf(8, [{ on: 'lambda:GetFunctionUrlConfig', fault: 'denied' }]);
    const first = await account.night();
    const { data, status, gaps, of } = await account.night({ kept: ago(first.data, 1) });
    expect(data).toHaveLength(8);
    expect(status).toBeUndefined();
    expect(of(0)).not.toHaveProperty('url');
    expect(gaps).toEqual([expect.stringMatching(/^2 of 2 URLs could not be read: Access denied/)]);
  });

  it('asks about nothing new when the run is stopped', async () => {
    await using account = await aWorldOf(8);
    const { data, calls, gaps } = await account.night({}, AbortSignal.abort());
    expect(data).toBeNull();
    expect(calls).toEqual({ policies: 0, urls: 0 });
    expect(gaps?.[0]).toMatch(/the run was stopped before this was read/);
  });
});
