import { z } from 'zod';
import { storedDocument } from './documents-schema.ts';
import { instant, optionalInstant } from './instant-schema.ts';

/*
 * Lambda functions and what they lean on.
 */

/** An environment variable, without its value: that is looked at when it is read, and kept nowhere. */
const environmentVariable = z.strictObject({
  name: z.string(),
  /** null: neither name nor value looks like a secret. */
  secret: z
    .strictObject({
      /** `pattern`: the value has the form of a credential; `name`: the name says so; `entropy`: the value is merely random. */
      by: z.enum(['pattern', 'name', 'entropy']),
      /** What it looks like, in words that hold nothing of the value: `AWS access key id`. */
      kind: z.string(),
    })
    .nullable(),
});

export const lambdaFunction = z.strictObject({
  arn: z.string(),
  name: z.string(),
  region: z.string(),
  /** In AWS's words, for example `nodejs24.x`; null: a container image. */
  runtime: z.string().nullable(),
  roleArn: z.string(),
  modifiedAt: instant,
  /** Another one with each change of code or configuration; null: AWS gave none. */
  revisionId: z.string().nullable(),
  /** ARN of the customer key for its environment; null: AWS's own. */
  kmsKeyArn: z.string().nullable(),
  /** null: it has no environment. */
  environment: z
    .union([
      z.strictObject({ variables: z.array(environmentVariable) }),
      /** Why Lambda could not show it, for example that its key may not be used. */
      z.strictObject({ unreadable: z.string() }),
    ])
    .nullable(),
  /** Its subnets; empty: it is outside of any VPC. */
  subnetIds: z.array(z.string()),
  /** ARNs of layer versions. */
  layerArns: z.array(z.string()),
  /** `Active`, or `PassThrough`. */
  tracing: z.string(),
  /** ARN of its dead-letter queue or topic. */
  deadLetterTargetArn: z.string().nullable(),
  /** Name of the log group it writes to. */
  logGroup: z.string(),
});

/** Who may invoke a function, as asked for it alone. */
export const functionAccess = z.strictObject({
  functionArn: z.string(),
  /** Of the function when this was read. */
  revisionId: z.string().nullable(),
  readAt: instant,
  /** Its resource policy; null: it has none. */
  policy: storedDocument.nullable(),
  /** Its URL; null: it has none. Left out: that was not asked, because its policy lets not everybody use one, or not yet. */
  url: z
    .strictObject({
      /** `NONE`, or `AWS_IAM`. */
      authType: z.string(),
      /** Origins that a browser may call it from; null: no CORS. */
      cors: z.strictObject({ allowOrigins: z.array(z.string()), allowCredentials: z.boolean() }).nullable(),
    })
    .nullable()
    .optional(),
});

export const logGroup = z.strictObject({
  name: z.string(),
  region: z.string(),
  /** Days; null: what is written is kept for ever. */
  retentionDays: z.int().nullable(),
});

export const subnet = z.strictObject({ id: z.string(), region: z.string(), availabilityZoneId: z.string() });

/** A parameter of Parameter Store, without its value. */
export const ssmParameter = z.strictObject({
  arn: z.string(),
  name: z.string(),
  region: z.string(),
  /** `String`, `StringList` or `SecureString`. */
  type: z.string(),
  modifiedAt: optionalInstant,
});
