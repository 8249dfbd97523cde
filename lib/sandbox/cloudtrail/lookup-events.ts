import {
  LookupAttributeKey,
  type LookupEventsCommandInput,
  type LookupEventsResponse,
} from '@aws-sdk/client-cloudtrail';
import { AwsError, type Call } from '../operation.ts';
import type { HandlerInput } from '../service.ts';

const maximumResults = 50;

/** LookupEvents: the embedded account keeps no events, so that what is allowed to be asked has an empty answer. */
export function lookupEvents({ input }: Call<HandlerInput<LookupEventsCommandInput>>): LookupEventsResponse {
  checkAttributes(input.LookupAttributes);
  if (input.StartTime && input.EndTime && input.StartTime > input.EndTime) {
    throw new AwsError('InvalidTimeRangeException', 'The start time must not be after the end time.');
  }
  if (input.MaxResults !== undefined && (input.MaxResults < 1 || input.MaxResults > maximumResults)) {
    throw new AwsError('InvalidMaxResultsException', `MaxResults must be between 1 and ${maximumResults}.`);
  }
  if (input.EventCategory !== undefined && input.EventCategory !== 'insight') {
    throw new AwsError('InvalidEventCategoryException', `${input.EventCategory} is not a valid event category.`);
  }
  if (input.NextToken !== undefined) {
    throw new AwsError('InvalidNextTokenException', 'The token is invalid: no answer here has a second page.');
  }
  return { Events: [] };
}

/** One attribute is all that a lookup may filter by. */
function checkAttributes(attributes: LookupEventsCommandInput['LookupAttributes'] = []): void {
  if (attributes.length > 1) {
    throw new AwsError('InvalidLookupAttributesException', 'You can only specify one lookup attribute.');
  }
  const unknown = attributes.find(
    ({ AttributeKey: key }) => !Object.values(LookupAttributeKey).some((known) => known === key),
  );
  if (unknown) {
    throw new AwsError('InvalidLookupAttributesException', `${unknown.AttributeKey} is not a valid lookup attribute.`);
  }
}
