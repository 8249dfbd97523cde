import { DescribeTrailsCommand, GetTrailStatusCommand, type Trail } from '@aws-sdk/client-cloudtrail';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { required } from './answers.ts';
import { Asking } from './asking.ts';
import type { CollectContext } from './context.ts';
import type { Reading } from './reading.ts';
import { type RegionsToRead, readInRegions } from './regions.ts';

type Trails = NonNullable<Snapshot['trails']>;

/**
 * CloudTrail trails that record in the Regions, and whether they are on. A trail of several Regions is described in
 * each of them, and asked for its status once, where it lives.
 */
export async function readTrails(context: CollectContext, where: RegionsToRead): Promise<Reading<Trails>> {
  const described = await readInRegions(where, async (region) => {
    const { trailList } = await context.aws.cloudTrail(region).send(new DescribeTrailsCommand());
    return trailList ?? [];
  });
  const trails = [...new Map(described.items.map((trail) => [required(trail.TrailARN, 'TrailARN'), trail])).values()];
  const asking = new Asking();
  const gaps = [...described.gaps];
  const data: Trails[number][] = [];
  for (const trail of trails) {
    const arn = required(trail.TrailARN, 'TrailARN');
    const home = required(trail.HomeRegion, 'HomeRegion');
    const status = await asking.ask(() => context.aws.cloudTrail(home).send(new GetTrailStatusCommand({ Name: arn })));
    if (status.status !== 'read') gaps.push(`whether ${arn} is on: ${status.reason}`);
    const answer = status.status === 'read' ? status.data : undefined;
    data.push({
      ...describe(trail, arn, home),
      isLogging: answer?.IsLogging ?? null,
      latestDeliveryError: answer?.LatestDeliveryError || null,
    });
  }
  return { data, gaps };
}

function describe(trail: Trail, arn: string, homeRegion: string) {
  return {
    arn,
    name: required(trail.Name, 'Name'),
    homeRegion,
    isMultiRegion: trail.IsMultiRegionTrail ?? false,
    isOrganizationTrail: trail.IsOrganizationTrail ?? false,
    includesGlobalEvents: trail.IncludeGlobalServiceEvents ?? false,
    validatesLogFiles: trail.LogFileValidationEnabled ?? false,
    kmsKeyId: trail.KmsKeyId ?? null,
    cloudWatchLogsLogGroupArn: trail.CloudWatchLogsLogGroupArn ?? null,
    s3BucketName: trail.S3BucketName ?? null,
  };
}
