import type {
  DescribeTrailsCommandInput,
  DescribeTrailsResponse,
  GetTrailCommandInput,
  GetTrailResponse,
  GetTrailStatusCommandInput,
  GetTrailStatusResponse,
  ListTrailsCommandInput,
  ListTrailsResponse,
  Trail as WireTrail,
} from '@aws-sdk/client-cloudtrail';
import type { Account } from '../account.ts';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';

type Trail = Account['trails'][number];

/** How long ago a trail that is logging has last delivered: CloudTrail delivers about every five minutes. */
const deliveryIntervalMs = 5 * 60 * 1000;

/**
 * DescribeTrails: the trails whose home is this Region and, unless they are not wanted, the shadows of the multi-Region
 * trails of the others. A name finds trails at home only, an ARN finds shadows too; what is not found is left out.
 */
export function describeTrails(call: Call<HandlerInput<DescribeTrailsCommandInput>>): DescribeTrailsResponse {
  const { input, account, region } = call;
  const named = input.trailNameList ?? [];
  const trails = account.trails
    .filter((trail) => isIn(trail, region) && (input.includeShadowTrails !== false || trail.homeRegion === region))
    .filter((trail) => named.length === 0 || named.some((name) => isNamed(account, trail, name, region)));
  return { trailList: trails.map((trail) => toTrail(account, trail)) };
}

export function getTrail(call: Call<HandlerInput<GetTrailCommandInput>>): GetTrailResponse {
  const { input, account, region } = call;
  return { Trail: toTrail(account, findTrail(account, input.Name, region)) };
}

/** GetTrailStatus. When logging began is not in the account file and is left out. */
export function getTrailStatus(call: Call<HandlerInput<GetTrailStatusCommandInput>>): GetTrailStatusResponse {
  const { input, account, region, now } = call;
  const trail = findTrail(account, input.Name, region);
  const deliveredAt = trail.logging ? new Date(now.getTime() - deliveryIntervalMs) : undefined;
  return {
    IsLogging: trail.logging,
    LatestDeliveryTime: deliveredAt,
    LatestDeliveryAttemptTime: deliveredAt?.toISOString() ?? '',
    LatestDigestDeliveryTime: trail.validation ? deliveredAt : undefined,
    LatestCloudWatchLogsDeliveryTime: trail.cloudWatchLogsGroup === undefined ? undefined : deliveredAt,
  };
}

/** ListTrails: all trails, whatever their Region, on one page (the API reference keeps its token for future use). */
export function listTrails({ account }: Call<HandlerInput<ListTrailsCommandInput>>): ListTrailsResponse {
  return {
    Trails: account.trails.map((trail) => ({
      TrailARN: trailArn(account, trail),
      Name: trail.name,
      HomeRegion: trail.homeRegion,
    })),
  };
}

function findTrail(account: Account, name: string, region: string): Trail {
  const trail = account.trails.find(
    (candidate) => isIn(candidate, region) && isNamed(account, candidate, name, region),
  );
  if (!trail) {
    throw new AwsError('TrailNotFoundException', `Unknown trail: ${name} for the user: ${account.accountId}`);
  }
  return trail;
}

/** Whether the trail, or its shadow, is in the Region. */
function isIn(trail: Trail, region: string): boolean {
  return trail.homeRegion === region || trail.multiRegion;
}

function isNamed(account: Account, trail: Trail, nameOrArn: string, region: string): boolean {
  return nameOrArn === trailArn(account, trail) || (nameOrArn === trail.name && trail.homeRegion === region);
}

function trailArn({ partition, accountId }: Account, { homeRegion, name }: Trail): string {
  return `arn:${partition}:cloudtrail:${homeRegion}:${accountId}:trail/${name}`;
}

function toTrail(account: Account, trail: Trail): WireTrail {
  return {
    Name: trail.name,
    S3BucketName: trail.bucket,
    IncludeGlobalServiceEvents: trail.globalEvents,
    IsMultiRegionTrail: trail.multiRegion,
    HomeRegion: trail.homeRegion,
    TrailARN: trailArn(account, trail),
    LogFileValidationEnabled: trail.validation,
    CloudWatchLogsLogGroupArn: logGroupArn(account, trail),
    KmsKeyId: trail.kmsKeyId,
    HasCustomEventSelectors: false,
    HasInsightSelectors: false,
    IsOrganizationTrail: trail.organization,
  };
}

function logGroupArn(
  { partition, accountId }: Account,
  { cloudWatchLogsGroup: group, homeRegion }: Trail,
): string | undefined {
  if (group === undefined || group.startsWith('arn:')) {
    return group;
  }
  return `arn:${partition}:logs:${homeRegion}:${accountId}:log-group:${group}:*`;
}
