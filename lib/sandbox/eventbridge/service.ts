import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { operation, type ServiceDefinition } from '../service.ts';
import { putEvents } from './put-events.ts';

/** The default event bus. What was put on it stays in the account's state, for tests to read; there are no rules. */
export const eventBridge: ServiceDefinition = {
  signingName: 'events',
  protocols: ['json1_1'],
  operations: [operation(PutEventsCommand, putEvents)],
};
