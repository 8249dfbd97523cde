import { z } from 'zod';
import { analyzer, validationFinding } from './account-file/access-analyzer.ts';
import { instance, instanceMetadataDefault, launchTemplate, workload } from './account-file/compute.ts';
import { organization } from './account-file/organization.ts';
import { group, key, policy, role, user } from './account-file/principals.ts';
import { kmsKey, lambdaFunction, logGroup, parameter, subnet } from './account-file/serverless.ts';
import { bucket, publicAccessBlock } from './account-file/storage.ts';
import { accountId, name, time } from './account-file/words.ts';

/**
 * The readable file that a sandbox account is loaded from (JSON). Times are either instants
 * (`2026-03-01T12:00:00Z`) or ages against the sandbox's clock: `-3d`, `-90m`, `-26h`, `+10d` (for expiries).
 * What AWS makes up is made up deterministically (ids, key ids); what AWS derives is derived (the credential report,
 * attachment counts, last-accessed listings, role last used from `used`).
 */
export const accountSchema = z.strictObject({
  accountId,
  alias: z.string().optional(),
  partition: z.enum(['aws', 'aws-cn', 'aws-us-gov']).default('aws'),
  /** Access keys that may sign requests to this account, and who they are: `user/NAME`, `role/NAME` (an assumed-role session) or `root`. */
  credentials: z
    .array(
      z.strictObject({
        accessKeyId: name,
        secretAccessKey: name,
        sessionToken: name.optional(),
        as: name,
        expired: z.boolean().default(false),
      }),
    )
    .default([]),
  root: z
    .strictObject({
      created: time,
      mfa: z.enum(['none', 'virtual', 'hardware']).default('hardware'),
      passwordLastUsed: time.nullable().default(null),
      keys: z.array(key).max(2).default([]),
    })
    .optional(),
  passwordPolicy: z
    .strictObject({
      minimumLength: z.int().default(6),
      symbols: z.boolean().default(false),
      numbers: z.boolean().default(false),
      uppercase: z.boolean().default(false),
      lowercase: z.boolean().default(false),
      usersMayChange: z.boolean().default(false),
      maxAgeDays: z.int().optional(),
      reusePrevention: z.int().optional(),
      hardExpiry: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  users: z.array(user).default([]),
  groups: z.array(group).default([]),
  roles: z.array(role).default([]),
  policies: z.array(policy).default([]),
  /** `roles` holds at most one name, as in AWS. */
  instanceProfiles: z
    .array(z.strictObject({ name, path: z.string().default('/'), created: time, role: name.optional() }))
    .default([]),
  instances: z.array(instance).default([]),
  launchTemplates: z.array(launchTemplate).default([]),
  /** By Region. */
  instanceMetadataDefaults: z.record(name, instanceMetadataDefault).default({}),
  workloads: z.array(workload).default([]),
  oidcProviders: z
    .array(z.strictObject({ url: name, created: time, clientIds: z.array(z.string()).default(['sts.amazonaws.com']) }))
    .default([]),
  samlProviders: z.array(z.strictObject({ name, created: time, validUntil: time })).default([]),
  serverCertificates: z
    .array(z.strictObject({ name, path: z.string().default('/'), uploaded: time, expires: time }))
    .default([]),
  trails: z
    .array(
      z.strictObject({
        name,
        homeRegion: z.string(),
        multiRegion: z.boolean().default(true),
        organization: z.boolean().default(false),
        globalEvents: z.boolean().default(true),
        validation: z.boolean().default(true),
        kmsKeyId: z.string().optional(),
        cloudWatchLogsGroup: z.string().optional(),
        bucket: name,
        logging: z.boolean().default(true),
      }),
    )
    .default([]),
  /** What CloudTrail's event history holds, whether or not there is a trail. */
  events: z
    .array(
      z.strictObject({
        time,
        /** For example `ConsoleLogin`. */
        name,
        /** For example `signin.amazonaws.com`. */
        source: name,
        /** As CloudTrail names who did it: `root`, the name of a user, or the name of a role's session. */
        username: name,
        region: z.string().default('us-east-1'),
        sourceIp: z.string().optional(),
        userAgent: z.string().optional(),
        /** Names, or ARNs, of what the call was about, by which it is found. */
        resources: z.array(name).default([]),
        /** The caller, in CloudTrail's own words. */
        identity: z.record(z.string(), z.unknown()).optional(),
        /** What the caller asked for, as CloudTrail has it. */
        parameters: z.record(z.string(), z.unknown()).optional(),
        /** Of a call that failed, for example `AccessDenied`. */
        errorCode: z.string().optional(),
        /** Of a sign-in that failed, which has no code. */
        errorMessage: z.string().optional(),
      }),
    )
    .default([]),
  analyzers: z.array(analyzer).default([]),
  /** What ValidatePolicy says, by the name of a customer policy, of an inline policy, or of a role for its trust policy. Of other documents it says nothing. */
  policyValidations: z.record(name, z.array(validationFinding).min(1)).default({}),
  /** The organisation that the account is in. */
  organization: organization.optional(),
  /** Opt-in Regions that are switched on, beside those that always are. */
  optedInRegions: z.array(z.string()).default([]),
  /** Lambda functions; a name may be there once in each Region. */
  functions: z.array(lambdaFunction).default([]),
  /** Log groups of CloudWatch Logs. */
  logGroups: z.array(logGroup).default([]),
  subnets: z.array(subnet).default([]),
  /** SSM parameters that are there from the start, by name. A string is the value of a String that is in every Region. */
  parameters: z.record(z.string(), parameter).default({}),
  buckets: z.array(bucket).default([]),
  /** Of all buckets of the account. Left out: it has none. */
  accountPublicAccessBlock: publicAccessBlock.optional(),
  /** KMS keys, as KMS lists them. They may be named, too: by id or alias. */
  keys: z.array(kmsKey).default([]),
  /** Further KMS keys (id or `alias/...`) that parameters, topics and buckets may name, and that KMS does not list. */
  kmsKeys: z.array(name).default([]),
  /** Regions in which Security Hub is switched on. */
  securityHubRegions: z.array(name).default([]),
});

export const accountFileSchema = z.strictObject({ accounts: z.array(accountSchema).min(1) });

/** One account as the file says it, defaults filled in, times not yet resolved. */
export type AccountSpec = z.output<typeof accountSchema>;
/** What a writer of such a file may leave out. */
export type AccountSpecInput = z.input<typeof accountSchema>;
