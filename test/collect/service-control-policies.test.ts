import { describe, expect, it } from 'vitest';
import { readServiceControlPolicies } from '../../lib/collect/service-control-policies.ts';
import { aWorld, coverageIn } from './a-world.ts';

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const organization = { id: 'o-a1b2c3d4e5', managementAccountId: '111122223333' };
const fullAccess = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', awsManaged: true, document: everything };
const hostile = { id: 'p-0a1b2c3d', name: '<img src=x onerror=alert(1)>', document: '{"Statement":' };

describe('readServiceControlPolicies', () => {
  it('reads each policy, and all places where it is attached', async () => {
    const targets = Array.from({ length: 45 }, (_, index) => String(200_000_000_000 + index));
    await using world = await aWorld({
      organization: { ...organization, serviceControlPolicies: [{ ...fullAccess, targets }, hostile] },
    });
    const { data, gaps } = await readServiceControlPolicies(world.context());
    expect(gaps).toEqual([]);
    const [own, ofAws] = data ?? [];
    expect(ofAws).toMatchObject({ name: 'FullAWSAccess', isAwsManaged: true, document: { json: everything } });
    expect(ofAws?.targetIds?.toSorted()).toEqual(targets);
    expect(own).toMatchObject({
      arn: 'arn:aws:organizations::111122223333:policy/o-a1b2c3d4e5/service_control_policy/p-0a1b2c3d',
      name: hostile.name,
      isAwsManaged: false,
      targetIds: [],
      document: { unreadable: expect.any(String) },
    });
  });

  it('has none where they are switched off, after one call', async () => {
    await using world = await aWorld({ organization });
    expect(await readServiceControlPolicies(world.context())).toEqual({ data: [] });
    expect(world.calls('organizations:ListRoots')).toBe(1);
    expect(world.calls('organizations:ListPolicies')).toBe(0);
  });

  it('says in the place of what was lost that it was', async () => {
    await using world = await aWorld({
      organization: { ...organization, serviceControlPolicies: [fullAccess, hostile] },
    });
    world.sandbox.setFaults([
      { on: 'organizations:ListTargetsForPolicy', times: 1, fault: 'denied' },
      { on: 'organizations:DescribePolicy', skip: 1, fault: 'denied' },
    ]);
    const { data, gaps } = await readServiceControlPolicies(world.context());
    expect(data).toMatchObject([
      { id: 'p-0a1b2c3d', targetIds: null },
      { id: 'p-FullAWSAccess', targetIds: [], document: { unreadable: expect.stringMatching(/^Access denied/) } },
    ]);
    expect(gaps).toEqual([expect.stringMatching(/^2 of 4 documents and attachments of service control policies/)]);
  });

  it('are not asked for by an account that does not manage the organisation', async () => {
    await using world = await aWorld({ organization: { ...organization, managementAccountId: '444455556666' } });
    const snapshot = await world.collect();
    expect(snapshot.serviceControlPolicies).toBeNull();
    for (const source of ['service-control-policies', 'delegated-administrators'] as const) {
      expect(coverageIn(snapshot, source)).toMatchObject({
        status: 'skipped',
        reason: expect.stringMatching(/^only the management account/),
      });
    }
    expect(world.calls('organizations:ListRoots')).toBe(0);
  });
});
