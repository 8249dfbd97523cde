import {
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeRegionsCommand,
  DescribeSubnetsCommand,
  EC2Client,
  GetInstanceMetadataDefaultsCommand,
  paginateDescribeIamInstanceProfileAssociations,
  paginateDescribeLaunchTemplateVersions,
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
    launchTemplates: ['lt-01', 'lt-02', 'lt-03'].map((id) => ({
      id,
      name: `template <${id}>`,
      region: 'eu-west-1',
      versions: [{ instanceProfile: 'web', httpTokens: 'optional' }, { hopLimit: 1 }],
    })),
    instanceMetadataDefaults: { 'eu-west-1': { httpTokens: 'required', hopLimit: 2 } },
    subnets: [{ id: 'subnet-01', region: 'eu-west-1', zone: 'euw1-az1' }],
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

  it('lets the SDK page through the versions of all launch templates', async () => {
    const client = new EC2Client(connection());
    const found: unknown[] = [];
    const asked = { Versions: ['$Default', '$Latest'] };
    for await (const page of paginateDescribeLaunchTemplateVersions({ client, pageSize: 4 }, asked)) {
      found.push(...(page.LaunchTemplateVersions ?? []));
    }
    expect(found).toHaveLength(6);
    expect(found[0]).toMatchObject({
      LaunchTemplateName: 'template <lt-01>',
      VersionNumber: 1,
      LaunchTemplateData: { IamInstanceProfile: { Name: 'web' }, MetadataOptions: { HttpTokens: 'optional' } },
    });
    expect((await client.send(new DescribeLaunchTemplatesCommand({}))).LaunchTemplates).toHaveLength(3);
  });

  it('tells what an account has decided for new instances, in each Region for itself', async () => {
    const defaultsIn = async (region: string) =>
      (await new EC2Client(connection(region)).send(new GetInstanceMetadataDefaultsCommand({}))).AccountLevel;
    expect(await defaultsIn('eu-west-1')).toEqual({
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 2,
      ManagedBy: 'account',
    });
    expect((await defaultsIn('us-east-1'))?.HttpTokens).toBeUndefined();
  });

  it('tells the zones of subnets', async () => {
    const { Subnets } = await new EC2Client(connection()).send(
      new DescribeSubnetsCommand({ SubnetIds: ['subnet-01'] }),
    );
    expect(Subnets).toMatchObject([{ SubnetId: 'subnet-01', AvailabilityZoneId: 'euw1-az1' }]);
  });

  it('answers errors by EC2 codes', async () => {
    const ec2 = new EC2Client(connection('us-east-1'));
    await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds: ['i-1'] }))).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
    });
  });
});
