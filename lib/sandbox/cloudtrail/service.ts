import {
  DescribeTrailsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
  ListTrailsCommand,
  LookupEventsCommand,
} from '@aws-sdk/client-cloudtrail';
import { operation, type ServiceDefinition } from '../service.ts';
import { lookupEvents } from './lookup-events.ts';
import { describeTrails, getTrail, getTrailStatus, listTrails } from './trails.ts';

export const cloudtrail: ServiceDefinition = {
  signingName: 'cloudtrail',
  protocols: ['json1_1'],
  operations: [
    operation(DescribeTrailsCommand, describeTrails),
    operation(GetTrailCommand, getTrail),
    operation(GetTrailStatusCommand, getTrailStatus),
    operation(ListTrailsCommand, listTrails),
    operation(LookupEventsCommand, lookupEvents),
  ],
};
