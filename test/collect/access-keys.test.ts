import { describe, expect, it } from 'vitest';
import { collectAccessKeys } from '../../lib/collect/access-keys.ts';
import { daysAgo } from '../builders/time.ts';
import { aWorld, coverageIn } from './a-world.ts';
import { furnished } from './furnished-account.ts';

describe('collectAccessKeys', () => {
  it('names the keys of the users that it is asked for, at a call each', async () => {
    await using world = await aWorld(furnished);
    const before = await world.collect();
    const after = await collectAccessKeys(world.context(), before, ['ada']);
    expect(after.accessKeys).toEqual({
      ada: [{ accessKeyId: expect.stringMatching(/^AKIA/), active: true, createdAt: daysAgo(400) }],
    });
    expect(coverageIn(after, 'access-keys')).toEqual({ status: 'complete', reason: null });
    expect(before.accessKeys).toEqual({});
    expect(world.calls('iam:ListAccessKeys')).toBe(1);
  });

  it('is partial where a user could not be asked about', async () => {
    await using world = await aWorld(furnished, { faults: [{ on: 'iam:ListAccessKeys', skip: 1, fault: 'denied' }] });
    const snapshot = await collectAccessKeys(world.context(), await world.collect(), ['ada', 'shell']);
    expect(Object.keys(snapshot.accessKeys)).toEqual(['ada']);
    expect(coverageIn(snapshot, 'access-keys')).toMatchObject({
      status: 'partial',
      reason: expect.stringMatching(/^1 of 2 users could not be read: Access denied/),
    });
  });

  it('asks about nobody any more once the run is told to stop', async () => {
    await using world = await aWorld(furnished);
    const snapshot = await world.collect();
    const after = await collectAccessKeys(world.context({}, AbortSignal.abort()), snapshot, ['ada', 'shell']);
    expect(coverageIn(after, 'access-keys')).toEqual({
      status: 'failed',
      reason: '2 of 2 users could not be read: the run was stopped before this was read',
    });
    expect(world.calls('iam:ListAccessKeys')).toBe(0);
  });

  it('does not miss a user who disappeared', async () => {
    await using world = await aWorld(furnished);
    const snapshot = await collectAccessKeys(world.context(), await world.collect(), ['ada', 'ghost']);
    expect(coverageIn(snapshot, 'access-keys')?.status).toBe('complete');
  });
});
