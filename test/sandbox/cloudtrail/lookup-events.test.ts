import type { LookupAttribute, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { lookupEvents } from '../../../lib/sandbox/cloudtrail/lookup-events.ts';
import { callsTo, embeddedAccount, expectAwsError } from '../calling.ts';

const call = callsTo(embeddedAccount());
const byName: LookupAttribute = { AttributeKey: 'EventName', AttributeValue: 'AttachRolePolicy' };

describe('lookupEvents', () => {
  it('answers that nothing has happened', () => {
    const input = { LookupAttributes: [byName], StartTime: new Date('2026-11-20T00:00:00Z'), MaxResults: 50 };
    expect(call(lookupEvents, input)).toEqual({ Events: [] });
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
