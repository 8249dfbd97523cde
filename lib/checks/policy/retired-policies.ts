/** A policy of AWS that should not be attached any more. */
interface RetiredPolicy {
  /** Name of the policy that AWS replaced it by. */
  readonly replacement: string;
  /** Where AWS says so. */
  readonly source: string;
}

const beanstalk = 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/security-iam-awsmanpol.html';
const emr = 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-iam-policies.html';
const lambda = 'https://docs.aws.amazon.com/lambda/latest/dg/security-iam-awsmanpol.html';
const pipeline = 'https://docs.aws.amazon.com/codepipeline/latest/userguide/managed-policies.html';

/**
 * Policies that AWS calls deprecated or replaced, by name, as of 2026-11-23. AWS publishes no list: each is from the page of its
 * service. Those that are missing show by AWS not letting them be attached any more.
 */
const retired: ReadonlyMap<string, RetiredPolicy> = new Map([
  [
    'AWSCloudTrailReadOnlyAccess',
    {
      replacement: 'AWSCloudTrail_ReadOnlyAccess',
      source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security-iam-awsmanpol.html',
    },
  ],
  ['AWSCodePipelineFullAccess', { replacement: 'AWSCodePipeline_FullAccess', source: pipeline }],
  ['AWSCodePipelineReadOnlyAccess', { replacement: 'AWSCodePipeline_ReadOnlyAccess', source: pipeline }],
  ['AWSElasticBeanstalkFullAccess', { replacement: 'AdministratorAccess-AWSElasticBeanstalk', source: beanstalk }],
  ['AWSElasticBeanstalkReadOnlyAccess', { replacement: 'AWSElasticBeanstalkReadOnly', source: beanstalk }],
  [
    'AWSElasticBeanstalkService',
    { replacement: 'AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy', source: beanstalk },
  ],
  ['AWSLambdaFullAccess', { replacement: 'AWSLambda_FullAccess', source: lambda }],
  ['AWSLambdaReadOnlyAccess', { replacement: 'AWSLambda_ReadOnlyAccess', source: lambda }],
  [
    'AmazonEC2RoleforSSM',
    {
      replacement: 'AmazonSSMManagedInstanceCore',
      source: 'https://aws.amazon.com/blogs/mt/applying-managed-instance-policy-best-practices/',
    },
  ],
  [
    'AmazonEC2SpotFleetRole',
    {
      replacement: 'AmazonEC2SpotFleetTaggingRole',
      source: 'https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html',
    },
  ],
  ['AmazonElasticMapReduceFullAccess', { replacement: 'AmazonEMRFullAccessPolicy_v2', source: emr }],
  ['AmazonElasticMapReduceReadOnlyAccess', { replacement: 'AmazonEMRReadOnlyAccessPolicy_v2', source: emr }],
  ['AmazonElasticMapReduceRole', { replacement: 'AmazonEMRServicePolicy_v2', source: emr }],
]);

/** Null for a policy of AWS that is not known to be retired. */
export function retirementOf(policyName: string): RetiredPolicy | null {
  return retired.get(policyName) ?? null;
}

export const retiredPolicies: readonly string[] = [...retired.keys()];
