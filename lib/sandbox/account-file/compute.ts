import { z } from 'zod';
import { name, time } from './words.ts';

const region = name;
const httpTokens = z.enum(['optional', 'required']);
const httpEndpoint = z.enum(['enabled', 'disabled']);
/** Of answers of the metadata service to PUT (EC2 API reference, InstanceMetadataOptionsRequest). */
const hopLimit = z.int().min(1).max(64);

export const instance = z.strictObject({
  id: name,
  region,
  instanceProfile: name.optional(),
  state: z.enum(['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped']).default('running'),
  httpTokens: httpTokens.default('required'),
  hopLimit: hopLimit.default(1),
  httpEndpoint: httpEndpoint.default('enabled'),
  tags: z.record(name, z.string()).default({}),
});

export const launchTemplate = z.strictObject({
  id: name,
  name,
  region,
  /** Oldest first: numbers count from 1, and the last one is the latest. */
  versions: z
    .array(
      z.strictObject({
        /** Name or ARN; it need not exist. */
        instanceProfile: name.optional(),
        httpTokens: httpTokens.optional(),
        hopLimit: hopLimit.optional(),
        httpEndpoint: httpEndpoint.optional(),
        /** Where no version says so, the first one is. */
        isDefault: z.boolean().default(false),
      }),
    )
    .min(1)
    .refine((versions) => versions.filter(({ isDefault }) => isDefault).length <= 1, 'one version is the default'),
});

/** What new instances of a Region get that say nothing themselves. Left out: no preference. */
export const instanceMetadataDefault = z.strictObject({
  httpTokens: httpTokens.optional(),
  hopLimit: hopLimit.optional(),
});

/** What runs with a role, beside functions, instances and launch templates. */
export const workload = z.strictObject({
  kind: z.enum([
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
  ]),
  /** Of an ECS task: the family of its task definition. Two tasks may be of one family. */
  name,
  region,
  created: time.default('-400d'),
  /** Name of a role of this file, or an ARN that need not exist. Left out: it runs without one. */
  role: name.optional(),
  /** The cluster of an ECS task, the application of a deployment group. */
  within: name.default('default'),
  /** Of an ECS task that was started with another role than its definition has: that role. */
  overridingRole: name.optional(),
  /** Of an ECS task: whether ECS Exec can open a shell in it. */
  executeCommand: z.boolean().default(false),
});
