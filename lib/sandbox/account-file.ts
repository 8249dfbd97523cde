import { z } from 'zod';

/**
 * The readable file that a sandbox account is loaded from (JSON). Times are either instants
 * (`2026-03-01T12:00:00Z`) or ages against the sandbox's clock: `-3d`, `-90m`, `-26h`, `+10d` (for expiries).
 * What AWS makes up is made up deterministically (ids, key ids); what AWS derives is derived (the credential report,
 * attachment counts, last-accessed listings, role last used from `used`).
 */
const time = z
  .string()
  .regex(/^([+-]\d+(\.\d+)?[mhd]|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z)$/, 'an instant, or an age such as -3d');
const name = z.string().min(1);
const accountId = z.string().regex(/^\d{12}$/);
/** Written as in AWS; a string is text that need not be JSON, to try how broken documents are taken. */
const document = z.union([z.record(z.string(), z.json()), z.string()]);

/** Names of customer policies of this file, names of AWS managed policies in it, or full ARNs. */
const policies = z.array(name).default([]);
const inline = z.record(name, document).default({});
const tags = z.record(z.string(), z.string()).default({});
/** Last attempt by service namespace, or by action (`s3:ListAllMyBuckets`) where AWS tracks actions. What is granted and not named here was never used. */
const used = z.record(z.string(), time).default({});

const key = z.strictObject({
  active: z.boolean().default(true),
  created: time,
  lastUsed: time.nullable().default(null),
  region: z.string().default('us-east-1'),
  service: z.string().default('s3'),
});

const user = z.strictObject({
  name,
  path: z.string().default('/'),
  created: time,
  groups: z.array(name).default([]),
  policies,
  inline,
  boundary: name.optional(),
  tags,
  /** Present when the user can sign in to the console. */
  password: z.strictObject({ changed: time, lastUsed: time.nullable().default(null) }).optional(),
  mfa: z.enum(['virtual', 'hardware']).optional(),
  keys: z.array(key).max(2).default([]),
  certificates: z.array(z.strictObject({ active: z.boolean().default(true), uploaded: time })).default([]),
  sshKeys: z.array(z.strictObject({ active: z.boolean().default(true), uploaded: time })).default([]),
  serviceCredentials: z
    .array(
      z.strictObject({ service: name, active: z.boolean().default(true), created: time, expires: time.optional() }),
    )
    .default([]),
  used,
});

const group = z.strictObject({ name, path: z.string().default('/'), created: time, policies, inline });

const role = z.strictObject({
  name,
  path: z.string().default('/'),
  created: time,
  trust: document,
  policies,
  inline,
  boundary: name.optional(),
  tags,
  /** Left out: the newest of `used`. null: not used inside the tracking window. */
  lastUsed: time.nullable().optional(),
  lastUsedRegion: z.string().default('eu-west-1'),
  used,
});

const policy = z.strictObject({
  name,
  path: z.string().default('/'),
  /** AWS managed: `arn:aws:iam::aws:policy{path}{name}`. */
  awsManaged: z.boolean().default(false),
  created: time,
  updated: time.optional(),
  document,
  /** Dormant versions, oldest first; the default is made the newest. */
  dormantVersions: z.array(z.strictObject({ created: time, document })).default([]),
});

/** Types and states of IAM Access Analyzer (API reference, AnalyzerSummary). */
const analyzerType = z.enum([
  'ACCOUNT',
  'ORGANIZATION',
  'ACCOUNT_UNUSED_ACCESS',
  'ORGANIZATION_UNUSED_ACCESS',
  'ACCOUNT_INTERNAL_ACCESS',
  'ORGANIZATION_INTERNAL_ACCESS',
]);
/** Lifecycle of an account (Organizations API reference, Account). */
const accountState = z.enum(['ACTIVE', 'SUSPENDED', 'PENDING_ACTIVATION', 'PENDING_CLOSURE', 'CLOSED']);
const analyzerStatus = z.enum(['ACTIVE', 'CREATING', 'DISABLED', 'FAILED']);

const analyzerFinding = z.strictObject({
  type: z.enum([
    'ExternalAccess',
    'UnusedIAMRole',
    'UnusedIAMUserAccessKey',
    'UnusedIAMUserPassword',
    'UnusedPermission',
    'InternalAccess',
  ]),
  /** ARN. */
  resource: name,
  resourceType: name.default('AWS::IAM::Role'),
  status: z.enum(['ACTIVE', 'ARCHIVED', 'RESOLVED']).default('ACTIVE'),
  created: time,
  /** Of external access: whether everybody has it. */
  public: z.boolean().default(false),
  /** The account that owns the resource, where it is another one of the analyzer's organisation. */
  owner: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  /** Why the analyzer could not look at the resource. */
  error: z.enum(['ACCESS_DENIED', 'INTERNAL_ERROR']).optional(),
});

/** What ValidatePolicy finds in a document. */
const validationFinding = z.strictObject({
  type: z.enum(['ERROR', 'SECURITY_WARNING', 'WARNING', 'SUGGESTION']),
  /** For example `PASS_ROLE_WITH_STAR_IN_RESOURCE`. */
  code: name,
  details: name,
  /** The way to the place in the document: `["Statement", 0, "Action"]`. */
  path: z.array(z.union([z.string(), z.int().min(0)])).default([]),
});

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
  instances: z.array(z.strictObject({ id: name, region: z.string(), instanceProfile: name.optional() })).default([]),
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
  analyzers: z
    .array(
      z.strictObject({
        name,
        region: z.string(),
        type: analyzerType.default('ACCOUNT'),
        status: analyzerStatus.default('ACTIVE'),
        created: time,
        findings: z.array(analyzerFinding).default([]),
      }),
    )
    .default([]),
  /** What ValidatePolicy says, by the name of a customer policy, of an inline policy, or of a role for its trust policy. Of other documents it says nothing. */
  policyValidations: z.record(name, z.array(validationFinding).min(1)).default({}),
  /** The organisation that the account is in. */
  organization: z
    .strictObject({
      id: z.string().regex(/^o-[a-z0-9]{10,32}$/),
      managementAccountId: accountId,
      featureSet: z.enum(['ALL', 'CONSOLIDATED_BILLING']).default('ALL'),
      /** A delegated administrator may list the accounts, as the management account may. */
      delegatedAdministrator: z.boolean().default(false),
      /** What ListAccounts answers whom it lets in. */
      accounts: z
        .array(z.strictObject({ id: accountId, name, state: accountState.default('ACTIVE'), joined: time }))
        .default([]),
    })
    .optional(),
  /** Opt-in Regions that are switched on, beside those that always are. */
  optedInRegions: z.array(z.string()).default([]),
  /** SSM parameters that are there from the start: name to value (String). */
  parameters: z.record(z.string(), z.string()).default({}),
  /** Buckets that exist, for the archive. */
  buckets: z.array(name).default([]),
  /** KMS keys (id or `alias/...`) that SecureString parameters and buckets may name. */
  kmsKeys: z.array(name).default([]),
  /** Regions in which Security Hub is switched on. */
  securityHubRegions: z.array(name).default([]),
});

export const accountFileSchema = z.strictObject({ accounts: z.array(accountSchema).min(1) });

/** One account as the file says it, defaults filled in, times not yet resolved. */
export type AccountSpec = z.output<typeof accountSchema>;
/** What a writer of such a file may leave out. */
export type AccountSpecInput = z.input<typeof accountSchema>;
