import { describe, expect, it } from 'vitest';
import { describeTrails, getTrail, getTrailStatus, listTrails } from '../../../lib/sandbox/cloudtrail/trails.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const account = embeddedAccount({
  trails: [
    {
      name: 'everything',
      homeRegion: 'us-east-1',
      organization: true,
      bucket: 'trail-logs',
      cloudWatchLogsGroup: 'trail',
      kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    },
    {
      name: 'local',
      homeRegion: 'eu-west-1',
      multiRegion: false,
      validation: false,
      logging: false,
      bucket: 'trail-logs',
    },
  ],
});
const inIreland = callsTo(account, { region: 'eu-west-1' });
const inVirginia = callsTo(account, { region: 'us-east-1' });
const inTokyo = callsTo(account, { region: 'ap-northeast-1' });
const everything = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/everything';

const namesOf = ({ trailList = [] }: ReturnType<typeof describeTrails>) => trailList.map(({ Name }) => Name);

describe('describeTrails', () => {
  it('shows a multi-Region trail as its shadow in other Regions, with its home', () => {
    expect(namesOf(inIreland(describeTrails, {}))).toEqual(['everything', 'local']);
    expect(inTokyo(describeTrails, {}).trailList).toMatchObject([
      { Name: 'everything', HomeRegion: 'us-east-1', TrailARN: everything },
    ]);
  });

  it('leaves shadows out when they are not wanted', () => {
    expect(namesOf(inIreland(describeTrails, { includeShadowTrails: false }))).toEqual(['local']);
    expect(namesOf(inVirginia(describeTrails, { includeShadowTrails: false }))).toEqual(['everything']);
  });

  it('finds by name at home and by ARN anywhere, and leaves out what it does not find', () => {
    expect(namesOf(inIreland(describeTrails, { trailNameList: ['local', 'everything', 'gone'] }))).toEqual(['local']);
    expect(namesOf(inIreland(describeTrails, { trailNameList: [everything] }))).toEqual(['everything']);
  });

  it('tells how a trail is set up', () => {
    expect(inVirginia(describeTrails, {}).trailList).toEqual([
      {
        Name: 'everything',
        S3BucketName: 'trail-logs',
        IncludeGlobalServiceEvents: true,
        IsMultiRegionTrail: true,
        HomeRegion: 'us-east-1',
        TrailARN: everything,
        LogFileValidationEnabled: true,
        CloudWatchLogsLogGroupArn: 'arn:aws:logs:us-east-1:111122223333:log-group:trail:*',
        KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        HasCustomEventSelectors: false,
        HasInsightSelectors: false,
        IsOrganizationTrail: true,
      },
    ]);
  });
});

describe('getTrail', () => {
  it('finds a trail by name at home and a shadow by ARN', () => {
    expect(inVirginia(getTrail, { Name: 'everything' }).Trail?.TrailARN).toBe(everything);
    expect(inTokyo(getTrail, { Name: everything }).Trail?.Name).toBe('everything');
    expectAwsError('TrailNotFoundException', () => inTokyo(getTrail, { Name: 'everything' }));
  });
});

describe('getTrailStatus', () => {
  it('says that a trail is logging and has just delivered', () => {
    const deliveredAt = new Date('2026-11-23T02:55:00Z');
    expect(inVirginia(getTrailStatus, { Name: 'everything' })).toMatchObject({
      IsLogging: true,
      LatestDeliveryTime: deliveredAt,
      LatestDigestDeliveryTime: deliveredAt,
      LatestCloudWatchLogsDeliveryTime: deliveredAt,
    });
  });

  it('says that a stopped trail has delivered nothing', () => {
    const status = inIreland(getTrailStatus, { Name: 'local' });
    expect(status.IsLogging).toBe(false);
    expect(status.LatestDeliveryTime).toBeUndefined();
  });

  it('does not find a trail of another Region', () => {
    const { message } = expectAwsError('TrailNotFoundException', () => inVirginia(getTrailStatus, { Name: 'local' }));
    expect(message).toBe('Unknown trail: local for the user: 111122223333');
  });
});

describe('listTrails', () => {
  it('lists the trails of all Regions', () => {
    expect(inTokyo(listTrails, {}).Trails).toEqual([
      { TrailARN: everything, Name: 'everything', HomeRegion: 'us-east-1' },
      { TrailARN: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/local', Name: 'local', HomeRegion: 'eu-west-1' },
    ]);
  });
});
