import { z } from 'zod';
import { analyzerFinding, policyReference, validationIssue } from './analysis-schema.ts';
import { instance, instanceMetadataDefault, launchTemplate, workloads } from './compute-schema.ts';
import { coverageRecord } from './coverage-schema.ts';
import { credentialReportRow, perUserCredential } from './credentials-schema.ts';
import { groupSchema, managedPolicySchema, roleSchema, userSchema } from './entities-schema.ts';
import { instant, optionalInstant } from './instant-schema.ts';
import { organizationParts } from './organization-schema.ts';
import { regional } from './regional-schema.ts';
import { functionAccess, lambdaFunction, logGroup, ssmParameter, subnet } from './serverless-schema.ts';
import { bucket, bucketSettings, keyRotation, kmsKey, publicAccessBlock } from './storage-schema.ts';
import { lastAccessedReport, principalEvents } from './usage-schema.ts';

/** Version of the snapshot document. Raised when a reader of the old shape would misread the new one. */
export const SNAPSHOT_SCHEMA_VERSION = 1;

/**
 * Everything the checks may look at, in one JSON document. `null` for a part means that it was not read;
 * `coverage` then says why. Lists are in the order AWS gave them, except where a field says otherwise.
 */
export const snapshotSchema = z.strictObject({
  schemaVersion: z.literal(SNAPSHOT_SCHEMA_VERSION),
  tool: z.strictObject({ name: z.literal('account-auditor'), version: z.string() }),
  account: z.strictObject({
    accountId: z.string().regex(/^\d{12}$/),
    partition: z.string(),
    /** null: the account has no alias, or it was not read (coverage `account-alias`). */
    alias: z.string().nullable(),
    /** Who the audit ran as; null for imported files. */
    callerArn: z.string().nullable(),
    /** The Region whose endpoints were called; null for imported files. */
    region: z.string().nullable(),
  }),
  /** When collecting began: the clock that ages are counted by, unless `--now` says otherwise. */
  takenAt: instant,
  coverage: z.array(coverageRecord),
  users: z.array(userSchema),
  groups: z.array(groupSchema),
  roles: z.array(roleSchema),
  /** Customer managed policies, and the AWS managed ones that are attached or were returned with them. */
  policies: z.array(managedPolicySchema),
  credentialReport: z.strictObject({ generatedAt: instant, rows: z.array(credentialReportRow) }).nullable(),
  /** `SummaryMap` of GetAccountSummary, for example `AccountMFAEnabled: 1`. */
  accountSummary: z.record(z.string(), z.number()).nullable(),
  passwordPolicy: z
    .union([
      z.strictObject({ set: z.literal(false) }),
      z.strictObject({
        set: z.literal(true),
        minimumLength: z.int(),
        requireSymbols: z.boolean(),
        requireNumbers: z.boolean(),
        requireUppercase: z.boolean(),
        requireLowercase: z.boolean(),
        allowUsersToChange: z.boolean(),
        expirePasswords: z.boolean(),
        maxAgeDays: z.int().nullable(),
        reusePrevention: z.int().nullable(),
        hardExpiry: z.boolean(),
      }),
    ])
    .nullable(),
  /** By ARN of the user or role. A principal that is missing here was not thought of: `unknown`. */
  lastAccessed: z.record(z.string(), lastAccessedReport),
  identityProviders: z
    .strictObject({
      oidc: z.array(z.strictObject({ arn: z.string(), createdAt: optionalInstant })),
      saml: z.array(z.strictObject({ arn: z.string(), createdAt: optionalInstant, validUntil: optionalInstant })),
    })
    .nullable(),
  serverCertificates: z
    .array(
      z.strictObject({
        arn: z.string(),
        name: z.string(),
        path: z.string(),
        uploadedAt: optionalInstant,
        expiresAt: optionalInstant,
      }),
    )
    .nullable(),
  serviceSpecificCredentials: z
    .array(
      z.strictObject({
        userName: z.string(),
        id: z.string(),
        /** AWS's service name, for example `codecommit.amazonaws.com`. */
        serviceName: z.string(),
        active: z.boolean(),
        createdAt: instant,
        expiresAt: optionalInstant,
      }),
    )
    .nullable(),
  sshPublicKeys: z.array(perUserCredential).nullable(),
  signingCertificates: z.array(perUserCredential).nullable(),
  /** Virtual MFA devices that somebody uses. Files written before there was this source have none. */
  virtualMfaDevices: z
    .array(
      z.strictObject({
        serialNumber: z.string(),
        /** ARN of the user, or of root; null: AWS did not say. */
        userArn: z.string().nullable(),
      }),
    )
    .nullable()
    .default(null),
  /** ListAccessKeys of the users with a flagged key, by user name: what a fix has to name. Secrets are never returned by AWS. */
  accessKeys: z.record(
    z.string(),
    z.array(z.strictObject({ accessKeyId: z.string(), active: z.boolean(), createdAt: instant })),
  ),
  /**
   * What root did, newest first: the newest of CloudTrail's event history in the Region of sign-ins and global services.
   * Looked up only where a finding shows it. Files written before there was this source have none.
   */
  rootEvents: z
    .array(
      z.strictObject({
        at: instant,
        /** AWS's name, for example `ConsoleLogin`. */
        name: z.string(),
        eventId: z.string(),
        sourceIp: z.string().nullable(),
        userAgent: z.string().nullable(),
      }),
    )
    .nullable()
    .default(null),
  /**
   * What CloudTrail's event history says of the use of a few users and roles, by ARN. Looked up only where it is asked for
   * and a finding shows it. Files written before there was this source have none.
   */
  principalEvents: z.record(z.string(), principalEvents).default({}),
  instanceProfiles: z
    .array(
      z.strictObject({
        arn: z.string(),
        name: z.string(),
        path: z.string(),
        createdAt: instant,
        roleNames: z.array(z.string()),
      }),
    )
    .nullable(),
  /** Regions enabled for the account, with `OptInStatus`. */
  enabledRegions: z
    .array(z.strictObject({ region: z.string(), optIn: z.enum(['opt-in-not-required', 'opted-in']) }))
    .nullable(),
  /** Instance profile ARNs that some instance holds, in the Regions that were read. */
  instanceProfileAssociations: z
    .strictObject({ regions: z.array(z.string()), profileArns: z.array(z.string()) })
    .nullable(),
  trails: z
    .array(
      z.strictObject({
        arn: z.string(),
        name: z.string(),
        homeRegion: z.string(),
        isMultiRegion: z.boolean(),
        isOrganizationTrail: z.boolean(),
        includesGlobalEvents: z.boolean(),
        validatesLogFiles: z.boolean(),
        kmsKeyId: z.string().nullable(),
        cloudWatchLogsLogGroupArn: z.string().nullable(),
        s3BucketName: z.string().nullable(),
        /** null: its status was not readable. */
        isLogging: z.boolean().nullable(),
        latestDeliveryError: z.string().nullable(),
      }),
    )
    .nullable(),
  /** In the Regions that were read; `type` and `status` in AWS's words. */
  analyzers: z
    .strictObject({
      regions: z.array(z.string()),
      items: z.array(
        z.strictObject({
          arn: z.string(),
          name: z.string(),
          type: z.string(),
          status: z.string(),
          region: z.string(),
          createdAt: instant,
        }),
      ),
    })
    .nullable(),
  /**
   * The active findings of each active analyzer about this account's own resources (ListFindingsV2). An analyzer that is
   * not here was not read. Files written before there was this source have none.
   */
  analyzerFindings: z
    .array(
      z.strictObject({
        analyzerArn: z.string(),
        /** false: there are more than were kept. */
        isComplete: z.boolean(),
        findings: z.array(analyzerFinding),
      }),
    )
    .nullable()
    .default(null),
  /**
   * What ValidatePolicy says of the account's own policies, each distinct document once. A policy that is not here was not
   * validated. Files written before there was this source have none.
   */
  policyValidations: z
    .array(z.strictObject({ policies: z.array(policyReference).min(1), issues: z.array(validationIssue) }))
    .nullable()
    .default(null),
  ...organizationParts,
  functions: regional(lambdaFunction),
  /** Of the functions that had to be asked about one by one; of a function that is missing nothing is known. */
  functionAccess: z.array(functionAccess).nullable().default(null),
  logGroups: regional(logGroup),
  /** The subnets that functions are in. */
  subnets: regional(subnet),
  parameters: regional(ssmParameter),
  buckets: z.array(bucket).nullable().default(null),
  bucketSettings: z.array(bucketSettings).nullable().default(null),
  /** Of the whole account; null: not read. `set: false`: it has none. */
  accountPublicAccessBlock: z
    .union([z.strictObject({ set: z.literal(false) }), publicAccessBlock.extend({ set: z.literal(true) })])
    .nullable()
    .default(null),
  /** The account's own keys, without those that AWS manages. */
  kmsKeys: regional(kmsKey),
  keyRotation: z.array(keyRotation).nullable().default(null),
  instances: regional(instance),
  launchTemplates: regional(launchTemplate),
  instanceMetadataDefaults: regional(instanceMetadataDefault),
  workloads: z.array(workloads).nullable().default(null),
});
