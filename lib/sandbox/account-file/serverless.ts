import { z } from 'zod';
import { document, name, time } from './words.ts';

const region = name;

/** What a browser may do with a function's URL, and who may call it. */
const functionUrl = z.strictObject({
  auth: z.enum(['NONE', 'AWS_IAM']),
  allowOrigins: z.array(z.string()).default([]),
  allowCredentials: z.boolean().default(false),
});

export const lambdaFunction = z.strictObject({
  name,
  region,
  /** In AWS's words, for example `nodejs24.x`, known or not; `image`: a container image, which has none. */
  runtime: name,
  /** Name of a role of this file, or an ARN that need not exist. */
  role: name,
  modified: time,
  environment: z.record(z.string(), z.string()).default({}),
  /** Key of its environment: id, `alias/...` or ARN. Left out: AWS's own. */
  kmsKeyId: name.optional(),
  /** Ids of `subnets` in its Region. */
  subnets: z.array(name).default([]),
  /** ARNs of layer versions, of whatever account. */
  layers: z.array(name).default([]),
  tracing: z.boolean().default(false),
  /** ARN of a queue or topic. */
  deadLetter: name.optional(),
  /** Left out: `/aws/lambda/NAME`. */
  logGroup: name.optional(),
  /** Who else may invoke it. */
  policy: document.optional(),
  url: functionUrl.optional(),
  /** ARN that events go to when an asynchronous call failed. */
  onFailure: name.optional(),
});

/** Days that CloudWatch Logs can keep events (API reference, PutRetentionPolicy). */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

export const logGroup = z.strictObject({
  name,
  region,
  /** Left out: kept for ever. */
  retentionDays: z.literal(retentionDays).optional(),
  created: time.default('-400d'),
});

export const subnet = z.strictObject({
  id: name,
  region,
  /** Id of its Availability Zone: `euw1-az1`. */
  zone: name,
});

export const parameter = z.union([
  z.string(),
  z.strictObject({
    value: z.string(),
    type: z.enum(['String', 'StringList', 'SecureString']).default('String'),
    /** Left out: it is in every Region. */
    region: region.optional(),
    /** Of a SecureString: the key that it is encrypted with. */
    keyId: name.default('alias/aws/ssm'),
    /** Left out: when the account was loaded. */
    modified: time.optional(),
  }),
]);

export const kmsKey = z.strictObject({
  id: name,
  region,
  alias: z.string().startsWith('alias/').optional(),
  /** AWS keeps it for one of its services: its alias is `alias/aws/SERVICE`. */
  awsManaged: z.boolean().default(false),
  spec: name.default('SYMMETRIC_DEFAULT'),
  origin: z.enum(['AWS_KMS', 'EXTERNAL', 'AWS_CLOUDHSM', 'EXTERNAL_KEY_STORE']).default('AWS_KMS'),
  /** Whether AWS changes its material by itself. */
  rotation: z.boolean().default(false),
  periodDays: z.int().min(90).max(2560).default(365),
  state: z
    .enum(['Enabled', 'Disabled', 'PendingDeletion', 'PendingImport', 'Creating', 'Unavailable'])
    .default('Enabled'),
  created: time,
});
