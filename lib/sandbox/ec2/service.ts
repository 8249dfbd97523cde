import {
  DescribeIamInstanceProfileAssociationsCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeRegionsCommand,
  DescribeSubnetsCommand,
  GetInstanceMetadataDefaultsCommand,
} from '@aws-sdk/client-ec2';
import { operation, type ServiceDefinition } from '../service.ts';
import { describeRegions } from './describe-regions.ts';
import { describeIamInstanceProfileAssociations, describeInstances } from './instances.ts';
import { describeLaunchTemplates, describeLaunchTemplateVersions } from './launch-templates.ts';
import { getInstanceMetadataDefaults } from './metadata-defaults.ts';
import { describeSubnets } from './subnets.ts';

export const ec2: ServiceDefinition = {
  signingName: 'ec2',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
  protocols: ['ec2Query'],
  operations: [
    operation(DescribeRegionsCommand, describeRegions),
    operation(DescribeInstancesCommand, describeInstances),
    operation(DescribeIamInstanceProfileAssociationsCommand, describeIamInstanceProfileAssociations),
    operation(DescribeLaunchTemplatesCommand, describeLaunchTemplates),
    operation(DescribeLaunchTemplateVersionsCommand, describeLaunchTemplateVersions),
    operation(GetInstanceMetadataDefaultsCommand, getInstanceMetadataDefaults),
    operation(DescribeSubnetsCommand, describeSubnets),
  ],
};
