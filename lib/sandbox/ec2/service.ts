import {
  DescribeIamInstanceProfileAssociationsCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
} from '@aws-sdk/client-ec2';
import { operation, type ServiceDefinition } from '../service.ts';
import { describeRegions } from './describe-regions.ts';
import { describeIamInstanceProfileAssociations, describeInstances } from './instances.ts';

export const ec2: ServiceDefinition = {
  signingName: 'ec2',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  protocols: ['ec2Query'],
  operations: [
    operation(DescribeRegionsCommand, describeRegions),
    operation(DescribeInstancesCommand, describeInstances),
    operation(DescribeIamInstanceProfileAssociationsCommand, describeIamInstanceProfileAssociations),
  ],
};
