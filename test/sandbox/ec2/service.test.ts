import {
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  EC2Client,
  paginateDescribeIamInstanceProfileAssociations,
} from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';

describe('ec2', () => {
  const instances = Array.from({ length: 12 }, (_, index) => ({
    id: `i-${String(index).padStart(17, '0')}`,
    region: 'eu-west-1',
    instanceProfile: 'web',
  }));
  const connection = serving({
    instances,
    instanceProfiles: [{ name: 'web', created: '-30d' }],
    optedInRegions: ['eu-south-1'],
  });

  it('tells of Regions', async () => {
    const ec2 = new EC2Client(connection());
    const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({}));
    expect(Regions.map(({ RegionName }) => RegionName)).toContain('eu-south-1');
    expect((await ec2.send(new DescribeRegionsCommand({ AllRegions: true }))).Regions).toHaveLength(34);
  });

  it('lets the SDK page through the instances that have a profile', async () => {
    const client = new EC2Client(connection());
    const found = new Set<string | undefined>();
    const pages = paginateDescribeIamInstanceProfileAssociations({ client, pageSize: 5 }, {});
    for await (const { IamInstanceProfileAssociations = [] } of pages) {
      for (const { InstanceId } of IamInstanceProfileAssociations) {
        found.add(InstanceId);
      }
    }
    expect(found).toEqual(new Set(instances.map(({ id }) => id)));
    const { Reservations } = await client.send(new DescribeInstancesCommand({ InstanceIds: [instances[0]?.id ?? ''] }));
    expect(Reservations?.[0]?.Instances).toMatchObject([
      { IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/web' } },
    ]);
  });

  it('answers errors by EC2 codes', async () => {
    const ec2 = new EC2Client(connection('us-east-1'));
    await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-1'] }))).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
    });
  });
});
