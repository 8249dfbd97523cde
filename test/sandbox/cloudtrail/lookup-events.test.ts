import type { LookupAttribute, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { lookupEvents } from '../../../lib/sandbox/cloudtrail/lookup-events.ts';
import { callsTo, embeddedAccount, expectAwsError, NOW } from '../calling.ts';

const signIn = { name: 'ConsoleLogin', source: 'signin.amazonaws.com', username: 'root' };
const account = embeddedAccount({
  events: [
    { ...signIn, time: '-40d' },
    { ...signIn, time: '-2d', sourceIp: '203.0.113.77', userAgent: 'Mozilla/5.0' },
    { ...signIn, time: '-3d', username: 'ada' },
    { ...signIn, time: '-91d' },
    { time: '-1d', name: 'RunInstances', source: 'ec2.amazonaws.com', username: 'root', region: 'eu-west-1' },
  ],
});
const call = callsTo(account, { region: 'us-east-1' });
const byName: LookupAttribute = { AttributeKey: 'EventName', AttributeValue: 'AttachRolePolicy' };
const byRoot: LookupAttribute = { AttributeKey: 'Username', AttributeValue: 'root' };

const timesOf = ({ Events = [] }: ReturnType<typeof lookupEvents>) => Events.map(({ EventTime }) => EventTime);
const daysBefore = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe('lookupEvents', () => {
  it('answers with the events of the Region, newest first, of 90 days', () => {
    expect(timesOf(call(lookupEvents, {}))).toEqual([daysBefore(2), daysBefore(3), daysBefore(40)]);
    expect(timesOf(callsTo(account, { region: 'eu-west-1' })(lookupEvents, {}))).toEqual([daysBefore(1)]);
  });

  it('looks up by one attribute and by time', () => {
    expect(timesOf(call(lookupEvents, { LookupAttributes: [byRoot] }))).toEqual([daysBefore(2), daysBefore(40)]);
    expect(timesOf(call(lookupEvents, { LookupAttributes: [byRoot], StartTime: daysBefore(10) }))).toEqual([
      daysBefore(2),
    ]);
    expect(timesOf(call(lookupEvents, { EndTime: daysBefore(10) }))).toEqual([daysBefore(40)]);
    expect(call(lookupEvents, { LookupAttributes: [byName] })).toEqual({ Events: [] });
  });

  it('tells of an event what its record says too', () => {
    const [event] = call(lookupEvents, { LookupAttributes: [byRoot] }).Events ?? [];
    expect(event).toMatchObject({ EventName: 'ConsoleLogin', EventSource: 'signin.amazonaws.com', Username: 'root' });
    expect(JSON.parse(event?.CloudTrailEvent ?? '')).toEqual({
      eventVersion: '1.11',
      eventTime: '2026-11-21T03:00:00Z',
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      awsRegion: 'us-east-1',
      sourceIPAddress: '203.0.113.77',
      userAgent: 'Mozilla/5.0',
      eventID: event?.EventId,
      recipientAccountId: '111122223333',
    });
  });

  it('goes on where a page ends', () => {
    const first = call(lookupEvents, { MaxResults: 2 });
    expect(timesOf(first)).toEqual([daysBefore(2), daysBefore(3)]);
    const rest = call(lookupEvents, { MaxResults: 2, ...(first.NextToken && { NextToken: first.NextToken }) });
    expect(timesOf(rest)).toEqual([daysBefore(40)]);
    expect(rest.NextToken).toBeUndefined();
  });

  it.each<[string, LookupEventsCommandInput, string]>([
    ['two attributes', { LookupAttributes: [byName, byName] }, 'InvalidLookupAttributesException'],
    [
      'an attribute that is none',
      { LookupAttributes: [{ AttributeKey: 'Colour' as never, AttributeValue: 'red' }] },
      'InvalidLookupAttributesException',
    ],
    [
      'a start after the end',
      { StartTime: new Date('2026-11-20T00:00:00Z'), EndTime: new Date('2026-11-19T00:00:00Z') },
      'InvalidTimeRangeException',
    ],
    ['no results', { MaxResults: 0 }, 'InvalidMaxResultsException'],
    ['51 results', { MaxResults: 51 }, 'InvalidMaxResultsException'],
    ['another category', { EventCategory: 'data' as never }, 'InvalidEventCategoryException'],
    ['a token', { NextToken: 'x' }, 'InvalidNextTokenException'],
  ])('refuses %s', (_, input, code) => {
    expectAwsError(code, () => call(lookupEvents, input));
  });
});
