import { z } from 'zod';

/*
 * EC2 instances and launch templates, and everything else that runs with a role.
 */

/** How an instance's metadata service can be asked. A member that is null leaves it to the account's default, or to AWS's. */
const metadataOptions = {
  /** `optional`: version 1 is allowed; `required`: it is not. */
  httpTokens: z.string().nullable(),
  hopLimit: z.int().nullable(),
  /** `enabled`, or `disabled`. */
  httpEndpoint: z.string().nullable(),
};

export const instance = z.strictObject({
  arn: z.string(),
  id: z.string(),
  /** Its tag `Name`. */
  name: z.string().nullable(),
  region: z.string(),
  /** In AWS's words, for example `running`; terminated ones are left out. */
  state: z.string(),
  instanceProfileArn: z.string().nullable(),
  ...metadataOptions,
  /** Tags say that it belongs to a cluster of EKS or ECS: containers are one hop farther from the metadata service. */
  runsContainers: z.boolean(),
});

export const launchTemplate = z.strictObject({
  arn: z.string(),
  id: z.string(),
  name: z.string(),
  region: z.string(),
  /** The default version and, where that is another one, the latest: what is started when nobody names a version. */
  versions: z.array(
    z.strictObject({
      number: z.int(),
      isDefault: z.boolean(),
      isLatest: z.boolean(),
      /** ARN or name, as the template has it. */
      instanceProfile: z.string().nullable(),
      ...metadataOptions,
    }),
  ),
});

/** What a Region's account setting gives to new instances that say nothing themselves; null: no preference. */
export const instanceMetadataDefault = z.strictObject({
  region: z.string(),
  httpTokens: z.string().nullable(),
  hopLimit: z.int().nullable(),
});

/** Kinds of resources that run with a role, beside EC2 instances, launch templates and Lambda functions. */
export const workloadKinds = [
  'CloudFormation stack',
  'SageMaker notebook instance',
  'CodeBuild project',
  'ECS task',
  'Step Functions state machine',
  'App Runner service',
  'Batch job definition',
  'CodeDeploy deployment group',
  'agent runtime',
  'Bedrock browser',
  'Bedrock code interpreter',
] as const;

/** The resources of one kind. A kind that is missing was not read. */
export const workloads = z.strictObject({
  kind: z.enum(workloadKinds),
  /** Regions that were read wholly, or in which there can be none because no role trusts the service. */
  regions: z.array(z.string()),
  /** Whether these are all the Regions that the audit looks at. */
  isComplete: z.boolean(),
  items: z.array(z.strictObject({ arn: z.string(), region: z.string(), roleArn: z.string() })),
});
