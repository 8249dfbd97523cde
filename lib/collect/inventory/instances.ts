import { type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { required } from '../answers.ts';
import type { CollectContext } from '../context.ts';
import type { Reading } from '../reading.ts';
import { type RegionsToRead, readInRegions } from '../regions.ts';

type Instances = NonNullable<Snapshot['instances']>;

/** Whose resources are read: what an ARN needs that EC2 does not say. */
export interface Owner {
  readonly partition: string;
  readonly accountId: string;
}

/** The most that EC2 gives on a page. */
const PAGE_INSTANCES = 1000;

/** EC2 instances, without those that are terminated. */
export async function readInstances(
  { aws }: CollectContext,
  where: RegionsToRead,
  { partition, accountId }: Owner,
): Promise<Reading<Instances>> {
  const { regions, items, gaps } = await readInRegions(where, async (region) => {
    const pages = paginateDescribeInstances({ client: aws.ec2(region), pageSize: PAGE_INSTANCES }, {});
    const answers = await Array.fromAsync(pages);
    return answers
      .flatMap((page) => page.Reservations ?? [])
      .flatMap((reservation) => reservation.Instances ?? [])
      .filter((instance) => instance.State?.Name !== 'terminated')
      .map((instance) => ({
        arn: `arn:${partition}:ec2:${region}:${accountId}:instance/${instance.InstanceId}`,
        id: required(instance.InstanceId, 'InstanceId'),
        name: instance.Tags?.find(({ Key }) => Key === 'Name')?.Value || null,
        region,
        state: required(instance.State?.Name, 'State.Name'),
        instanceProfileArn: instance.IamInstanceProfile?.Arn ?? null,
        httpTokens: instance.MetadataOptions?.HttpTokens ?? null,
        hopLimit: instance.MetadataOptions?.HttpPutResponseHopLimit ?? null,
        httpEndpoint: instance.MetadataOptions?.HttpEndpoint ?? null,
        runsContainers: runsContainers(instance),
      }));
  });
  return { data: { regions, items }, gaps };
}

/**
 * Tags that EKS, its managed node groups and Karpenter, ECS with its capacity providers, and Batch put on the instances that they run
 * containers on. Instances that somebody has put into an ECS cluster by hand have none of them.
 */
const CLUSTER_TAG =
  /^(kubernetes\.io\/cluster\/|k8s\.io\/|karpenter\.sh\/|(aws:)?eks:|aws:ecs:|AmazonECSManaged$|AWSBatchServiceTag$)/;

function runsContainers({ Tags }: Instance): boolean {
  return Tags?.some(({ Key = '' }) => CLUSTER_TAG.test(Key)) ?? false;
}
