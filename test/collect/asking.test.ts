import { describe, expect, it } from 'vitest';
import { Asking } from '../../lib/collect/asking.ts';

const awsError = (name: string) => Object.assign(new Error('no'), { name });
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Asks about `count` items and tells what came of each, and how many calls were made. */
async function askAll(count: number, call: (item: number) => Promise<unknown>) {
  const asking = new Asking();
  const statuses: string[] = [];
  let calls = 0;
  await asking.forEach(numbers(count), 4, async (item) => {
    const outcome = await asking.ask(() => {
      calls += 1;
      return call(item);
    });
    statuses[item] = outcome.status;
  });
  return { statuses, calls, count: (status: string) => statuses.filter((each) => each === status).length };
}

describe('Asking', () => {
  it('asks about everything when nothing is in the way', async () => {
    const { statuses } = await askAll(9, async (item) => item);
    expect(statuses).toEqual(numbers(9).map(() => 'read'));
  });

  it('stops when the first three are denied, and calls the rest denied', async () => {
    const { calls, count } = await askAll(5_000, async () => Promise.reject(awsError('AccessDenied')));
    expect(calls).toBe(3);
    expect(count('denied')).toBe(5_000);
  });

  it('stops when the first three fail in any other way, as where an endpoint does not know the operation', async () => {
    const { calls, count } = await askAll(5_000, async () => Promise.reject(awsError('InternalFailure')));
    expect(calls).toBe(3);
    expect(count('failed')).toBe(5_000);
  });

  it('does not take the first throttles for a reason to stop', async () => {
    const { calls, count } = await askAll(40, async (item) => {
      if (item < 5) throw awsError('Throttling');
    });
    expect(calls).toBe(40);
    expect(count('failed')).toBe(5);
  });

  it('goes on when some are denied and others are not', async () => {
    const { calls, count } = await askAll(40, async (item) => {
      if (item % 2 === 0) throw awsError('AccessDenied');
    });
    expect(calls).toBe(40);
    expect(count('denied')).toBe(20);
  });

  it('does not take for a missing permission what the policies of single keys and buckets deny', async () => {
    const denied = Object.assign(awsError('AccessDenied'), {
      message: 'User: x is not authorized, because no resource-based policy allows the kms:DescribeKey action',
    });
    const { calls, count } = await askAll(40, async (item) => {
      if (item < 9) throw denied;
    });
    expect(calls).toBe(40);
    expect(count('denied')).toBe(9);
  });

  it('asks one at a time until something is allowed', async () => {
    let underWay = 0;
    let most = 0;
    await askAll(3, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      underWay -= 1;
      throw awsError('AccessDenied');
    });
    expect(most).toBe(1);
  });

  it.each(['ExpiredToken', 'InvalidClientTokenId'])('stops at once at %s', async (name) => {
    const { calls, count } = await askAll(50, async (item) => {
      if (item > 4) throw awsError(name);
    });
    expect(calls).toBeLessThanOrEqual(5 + 4);
    expect(count('failed')).toBe(45);
  });

  it.each([
    ['nothing gets through any more', 'Throttling', 10],
    ['nothing answers any more, each time after minutes', 'TimeoutError', 3],
  ])('stops when %s', async (_, name, losses) => {
    const { calls } = await askAll(5_000, async (item) => {
      if (item > 4) throw awsError(name);
    });
    expect(calls).toBeLessThanOrEqual(5 + losses + 3);
  });

  it('goes on over losses that are not in a row', async () => {
    const { calls, count } = await askAll(200, async (item) => {
      if (item % 3 === 0) throw awsError('Throttling');
    });
    expect(calls).toBe(200);
    expect(count('failed')).toBe(67);
  });

  it('takes what AWS does not find for gone', async () => {
    const { count } = await askAll(3, async () => Promise.reject(awsError('NoSuchEntityException')));
    expect(count('gone')).toBe(3);
  });
});
