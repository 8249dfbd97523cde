import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTrailsCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { serving } from '../serving.ts';

describe('cloudtrail', () => {
  const connection = serving({ trails: [{ name: 'everything', homeRegion: 'us-east-1', bucket: 'trail-logs' }] });

  it('tells of a trail and its shadow', async () => {
    const cloudtrail = new CloudTrailClient(connection('eu-west-1'));
    const { trailList: [shadow] = [] } = await cloudtrail.send(new DescribeTrailsCommand({}));
    expect(shadow).toMatchObject({ Name: 'everything', HomeRegion: 'us-east-1', IsMultiRegionTrail: true });
    const Name = shadow?.TrailARN;
    expect((await cloudtrail.send(new GetTrailCommand({ Name }))).Trail).toEqual(shadow);
    expect(await cloudtrail.send(new GetTrailStatusCommand({ Name }))).toMatchObject({
      IsLogging: true,
      LatestDeliveryTime: expect.any(Date),
    });
    expect((await cloudtrail.send(new ListTrailsCommand({}))).Trails).toHaveLength(1);
  });

  it('has no events', async () => {
    const cloudtrail = new CloudTrailClient(connection());
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'CreateUser' }];
    expect(await cloudtrail.send(new LookupEventsCommand({ LookupAttributes }))).toMatchObject({ Events: [] });
  });

  it('answers errors that the SDK knows', async () => {
    const cloudtrail = new CloudTrailClient(connection());
    await expect(cloudtrail.send(new GetTrailStatusCommand({ Name: 'gone' }))).rejects.toMatchObject({
      name: 'TrailNotFoundException',
    });
  });
});
