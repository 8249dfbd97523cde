import { describe, expect, it } from 'vitest';
import { readCredentialReport } from '../../lib/collect/credential-report.ts';
import { aWorld } from './a-world.ts';
import { furnished } from './furnished-account.ts';

const meanwhile = Promise.resolve();

describe('readCredentialReport', () => {
  it.each([
    [0, 1, 2_500],
    [2, 1, 2_500],
    [5, 2, 7_000],
    [30, 4, 33_000],
  ])('fetches a report that takes %d s with %d looks', async (seconds, looks, sleptMs) => {
    await using world = await aWorld(furnished, { credentialReportSeconds: seconds });
    const { data, dataAsOf } = await readCredentialReport(world.context(), { meanwhile });
    expect(data?.rows).toHaveLength(3);
    expect(dataAsOf).toBe(data?.generatedAt);
    expect(world.calls('iam:GetCredentialReport')).toBe(looks);
    expect(world.sleptMs()).toBe(sleptMs);
  });

  it('fetches at once what AWS has made before', async () => {
    await using world = await aWorld(furnished);
    await readCredentialReport(world.context(), { meanwhile });
    const slept = world.sleptMs();
    await readCredentialReport(world.context(), { meanwhile });
    expect(world.sleptMs()).toBe(slept);
  });

  it('looks only when everything else is done', async () => {
    const askedFor = Promise.withResolvers<void>();
    await using world = await aWorld(furnished, {
      credentialReportSeconds: 30,
      hooks: { after: ({ action }) => void (action === 'iam:GenerateCredentialReport' && askedFor.resolve()) },
    });
    const context = world.context();
    await readCredentialReport(context, { meanwhile: askedFor.promise.then(() => context.sleep(31_000)) });
    expect(world.calls('iam:GetCredentialReport')).toBe(1);
  });

  it('gives up a report that never completes', async () => {
    await using world = await aWorld(furnished, { credentialReportSeconds: Number.POSITIVE_INFINITY });
    await expect(readCredentialReport(world.context(), { meanwhile })).rejects.toThrow(
      'the credential report never completed: AWS was still making it after 120 s',
    );
    expect(world.calls('iam:GetCredentialReport')).toBe(7);
  });

  it('looks once for a report that was given up while everything else was read', async () => {
    await using world = await aWorld(furnished, { credentialReportSeconds: Number.POSITIVE_INFINITY });
    const context = world.context();
    await expect(readCredentialReport(context, { meanwhile: context.sleep(600_000) })).rejects.toThrow('after 600 s');
    expect(world.calls('iam:GetCredentialReport')).toBe(1);
  });
});
