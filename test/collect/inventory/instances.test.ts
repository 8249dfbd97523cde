import { describe, expect, it } from 'vitest';
import { readInstanceMetadataDefaults } from '../../../lib/collect/inventory/instance-metadata-defaults.ts';
import { readInstances } from '../../../lib/collect/inventory/instances.ts';
import { readLaunchTemplates } from '../../../lib/collect/inventory/launch-templates.ts';
import { ACCOUNT_ID } from '../../builders/naming.ts';
import { aWorld } from '../a-world.ts';

const where = { regions: ['eu-west-1', 'us-east-1'], gaps: [] };
const owner = { partition: 'aws', accountId: ACCOUNT_ID };

describe('readInstances', () => {
  it('reads instances of all Regions, but for those that are terminated', async () => {
    await using world = await aWorld({
      instanceProfiles: [{ name: 'web', created: '-500d' }],
      instances: [
        {
          id: 'i-0a',
          region: 'us-east-1',
          instanceProfile: 'web',
          state: 'stopped',
          httpTokens: 'optional',
          hopLimit: 2,
          tags: { Name: 'web-1', team: 'shop' },
        },
        { id: 'i-0b', region: 'eu-west-1', httpEndpoint: 'disabled' },
        { id: 'i-0c', region: 'eu-west-1', state: 'terminated' },
      ],
    });
    expect(await readInstances(world.context(), where, owner)).toEqual({
      gaps: [],
      data: {
        regions: ['eu-west-1', 'us-east-1'],
        items: [
          {
            arn: `arn:aws:ec2:eu-west-1:${ACCOUNT_ID}:instance/i-0b`,
            id: 'i-0b',
            name: null,
            region: 'eu-west-1',
            state: 'running',
            instanceProfileArn: null,
            httpTokens: 'required',
            hopLimit: 1,
            httpEndpoint: 'disabled',
            runsContainers: false,
          },
          {
            arn: `arn:aws:ec2:us-east-1:${ACCOUNT_ID}:instance/i-0a`,
            id: 'i-0a',
            name: 'web-1',
            region: 'us-east-1',
            state: 'stopped',
            instanceProfileArn: `arn:aws:iam::${ACCOUNT_ID}:instance-profile/web`,
            httpTokens: 'optional',
            hopLimit: 2,
            httpEndpoint: 'enabled',
            runsContainers: false,
          },
        ],
      },
    });
    expect(world.calls('ec2:DescribeInstances')).toBe(2);
  });

  it.each([
    ['kubernetes.io/cluster/main', true],
    ['eks:cluster-name', true],
    ['aws:eks:cluster-name', true],
    ['karpenter.sh/nodepool', true],
    ['AmazonECSManaged', true],
    ['aws:ecs:clusterName', true],
    ['AWSBatchServiceTag', true],
    ['kubernetes', false],
    ['my-eks:cluster-name', false],
    ['AmazonECSManagedBy', false],
  ])('tells by tags whether an instance runs containers: %s', async (tag, isExpected) => {
    await using world = await aWorld({ instances: [{ id: 'i-0a', region: 'eu-west-1', tags: { [tag]: 'main' } }] });
    const { data } = await readInstances(world.context(), where, owner);
    expect(data?.items.map(({ runsContainers }) => runsContainers)).toEqual([isExpected]);
  });
});

describe('readLaunchTemplates', () => {
  const versions = [
    { instanceProfile: 'web', httpTokens: 'optional' as const, isDefault: true },
    { httpTokens: 'optional' as const },
    { instanceProfile: `arn:aws:iam::${ACCOUNT_ID}:instance-profile/other`, hopLimit: 3 },
  ];

  it('reads of each template the default version and the latest, in one list for each Region', async () => {
    await using world = await aWorld({
      launchTemplates: [
        { id: 'lt-0a', name: 'web', region: 'eu-west-1', versions },
        { id: 'lt-0b', name: 'db', region: 'eu-west-1', versions: [{ httpEndpoint: 'disabled' }] },
      ],
    });
    const nothing = { instanceProfile: null, httpTokens: null, hopLimit: null, httpEndpoint: null };
    const { data } = await readLaunchTemplates(world.context(), where, owner);
    expect(data?.items).toEqual([
      {
        arn: `arn:aws:ec2:eu-west-1:${ACCOUNT_ID}:launch-template/lt-0a`,
        id: 'lt-0a',
        name: 'web',
        region: 'eu-west-1',
        versions: [
          { ...nothing, number: 1, isDefault: true, isLatest: false, instanceProfile: 'web', httpTokens: 'optional' },
          {
            ...nothing,
            number: 3,
            isDefault: false,
            isLatest: true,
            instanceProfile: `arn:aws:iam::${ACCOUNT_ID}:instance-profile/other`,
            hopLimit: 3,
          },
        ],
      },
      {
        arn: `arn:aws:ec2:eu-west-1:${ACCOUNT_ID}:launch-template/lt-0b`,
        id: 'lt-0b',
        name: 'db',
        region: 'eu-west-1',
        versions: [{ ...nothing, number: 1, isDefault: true, isLatest: true, httpEndpoint: 'disabled' }],
      },
    ]);
    expect(world.calls('ec2:DescribeLaunchTemplateVersions')).toBe(2);
  });
});

describe('readInstanceMetadataDefaults', () => {
  it('reads what each Region prefers, and that it prefers nothing', async () => {
    await using world = await aWorld({
      instanceMetadataDefaults: { 'us-east-1': { httpTokens: 'required', hopLimit: 1 } },
    });
    const { data } = await readInstanceMetadataDefaults(world.context(), where);
    expect(data?.items).toEqual([
      { region: 'eu-west-1', httpTokens: null, hopLimit: null },
      { region: 'us-east-1', httpTokens: 'required', hopLimit: 1 },
    ]);
  });
});
