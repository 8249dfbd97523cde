import { z } from 'zod';

/** Version of the snapshot document. Raised when a reader of the old shape would misread the new one. */
export const SNAPSHOT_SCHEMA_VERSION = 1;

const instant = z.iso.datetime();
const optionalInstant = instant.nullable();

/**
 * A policy document as read: any JSON value (nobody has checked its grammar), or why its text was not JSON.
 * Wrapped, so that no document can pretend to be the error.
 */
const storedDocument = z.union([z.strictObject({ json: z.json() }), z.strictObject({ unreadable: z.string() })]);

const attachedPolicy = z.strictObject({ policyName: z.string(), policyArn: z.string() });
const inlinePolicy = z.strictObject({ policyName: z.string(), document: storedDocument });
const tags = z.record(z.string(), z.string());

const grants = {
  inlinePolicies: z.array(inlinePolicy),
  attachedPolicies: z.array(attachedPolicy),
};

export const userSchema = z.strictObject({
  arn: z.string(),
  userName: z.string(),
  userId: z.string(),
  path: z.string(),
  createdAt: instant,
  /** Names of the groups the user is a member of. */
  groups: z.array(z.string()),
  permissionsBoundaryArn: z.string().nullable(),
  tags,
  ...grants,
});

export const groupSchema = z.strictObject({
  arn: z.string(),
  groupName: z.string(),
  groupId: z.string(),
  path: z.string(),
  createdAt: instant,
  ...grants,
});

export const roleSchema = z.strictObject({
  arn: z.string(),
  roleName: z.string(),
  roleId: z.string(),
  path: z.string(),
  createdAt: instant,
  trustPolicy: storedDocument,
  permissionsBoundaryArn: z.string().nullable(),
  tags,
  instanceProfileArns: z.array(z.string()),
  /** `RoleLastUsed`: `at` null is "not used inside AWS's tracking window of 400 days"; null itself is "AWS did not say". */
  lastUsed: z.strictObject({ at: optionalInstant, region: z.string().nullable() }).nullable(),
  ...grants,
});

const policyVersion = z.strictObject({
  versionId: z.string(),
  isDefault: z.boolean(),
  createdAt: instant,
  document: storedDocument,
});

export const managedPolicySchema = z.strictObject({
  arn: z.string(),
  policyName: z.string(),
  policyId: z.string(),
  path: z.string(),
  managedBy: z.enum(['aws', 'customer']),
  createdAt: instant,
  updatedAt: instant,
  attachmentCount: z.int(),
  boundaryUsageCount: z.int(),
  isAttachable: z.boolean(),
  defaultVersionId: z.string(),
  versions: z.array(policyVersion),
});

const accessKeySlot = z.strictObject({
  slot: z.union([z.literal(1), z.literal(2)]),
  active: z.boolean(),
  /** Creation of the key now in this slot: AWS has no other rotation than a new key. */
  lastRotatedAt: optionalInstant,
  lastUsedAt: optionalInstant,
  lastUsedRegion: z.string().nullable(),
  lastUsedService: z.string().nullable(),
});

/** One row of the credential report. A slot without a key or certificate is left out of its list. */
const credentialReportRow = z.strictObject({
  /** `<root_account>` for the root user. */
  user: z.string(),
  arn: z.string(),
  createdAt: optionalInstant,
  /** null: AWS says `not_supported` (root users of older reports). */
  passwordEnabled: z.boolean().nullable(),
  /** null: `no_information` or `N/A`, that is never used or not since AWS tracks it. */
  passwordLastUsedAt: optionalInstant,
  passwordLastChangedAt: optionalInstant,
  passwordNextRotationAt: optionalInstant,
  mfaActive: z.boolean(),
  accessKeys: z.array(accessKeySlot),
  certificates: z.array(
    z.strictObject({
      slot: z.union([z.literal(1), z.literal(2)]),
      active: z.boolean(),
      lastRotatedAt: optionalInstant,
    }),
  ),
  /** AWS's column of that name, as it stands; null when the report has no such column or no value. */
  additionalCredentialsInfo: z.string().nullable(),
});

const serviceLastAccessed = z.strictObject({
  /** Namespace, for example `s3`. */
  service: z.string(),
  /** null: no attempt inside the tracking window, in a Region that is tracked. */
  lastAccessedAt: optionalInstant,
  region: z.string().nullable(),
  /** Only in reports of granularity ACTION_LEVEL; null when AWS gave no list. */
  trackedActions: z
    .array(z.strictObject({ action: z.string(), lastAccessedAt: optionalInstant, region: z.string().nullable() }))
    .nullable()
    .optional(),
});

/**
 * What the last-accessed job for one principal said.
 * `skipped` was not asked, because the answer could not change a finding; the reason says why.
 */
export const lastAccessedReport = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('complete'),
    granularity: z.enum(['SERVICE_LEVEL', 'ACTION_LEVEL']),
    /** `JobCompletionDate`: activity appears within about 4 hours of it. */
    completedAt: instant,
    services: z.array(serviceLastAccessed),
    /** An earlier audit's report, taken over because a new one would say the same; left out of those asked for by this audit. */
    takenOver: z.literal(true).optional(),
  }),
  z.strictObject({
    status: z.literal('skipped'),
    reason: z.enum(['service-linked-role', 'no-permissions', 'role-unused']),
  }),
  z.strictObject({
    status: z.enum(['denied', 'failed', 'gone']),
    reason: z.string(),
    /** The run was stopped before it asked; left out otherwise. */
    notAsked: z.literal(true).optional(),
  }),
]);

export const coverageSources = [
  'caller-identity',
  'authorization-details',
  'credential-report',
  'account-summary',
  'password-policy',
  'account-alias',
  'last-accessed',
  'identity-providers',
  'server-certificates',
  'service-specific-credentials',
  'ssh-public-keys',
  'signing-certificates',
  'virtual-mfa-devices',
  'access-keys',
  'root-events',
  'principal-events',
  'instance-profiles',
  'enabled-regions',
  'instance-profile-associations',
  'trails',
  'analyzers',
  'analyzer-findings',
  'policy-validations',
  'organization',
  'organization-accounts',
] as const;

const coverageRecord = z.strictObject({
  source: z.enum(coverageSources),
  status: z.enum(['complete', 'partial', 'denied', 'failed', 'skipped']),
  /** One sentence: what was not read and why. Null only when the status is `complete`. */
  reason: z.string().nullable(),
  /** When the data was true at AWS: the report's own time where it has one. Null when nothing was read. */
  dataAsOf: optionalInstant,
  /** Of a source that is read piece by piece: how many pieces were wanted and how many were read. */
  wanted: z.int().optional(),
  read: z.int().optional(),
});

const perUserCredential = z.strictObject({
  userName: z.string(),
  id: z.string(),
  active: z.boolean(),
  createdAt: optionalInstant,
});

const analyzerFinding = z.strictObject({
  id: z.string(),
  /** AWS's word, for example `UnusedIAMRole`. */
  type: z.string(),
  /** ARN; null: AWS did not name it. */
  resource: z.string().nullable(),
  /** AWS's word, for example `AWS::IAM::Role`. */
  resourceType: z.string(),
  /** Of findings about access from outside: whether everybody has it. null for other findings. */
  isPublic: z.boolean().nullable(),
  /** Why the analyzer could not look at the resource; null: it could. */
  error: z.string().nullable(),
  createdAt: instant,
});

/** Where a policy document is: a managed policy, an inline policy, or the trust policy of a role. */
const policyReference = z.union([
  z.strictObject({ policyArn: z.string() }),
  z.strictObject({ inlinePolicy: z.strictObject({ entityArn: z.string(), name: z.string() }) }),
  z.strictObject({ trustPolicyOf: z.string() }),
]);

const validationIssue = z.strictObject({
  /** AWS's warnings and suggestions, which are about style, are not kept. */
  type: z.enum(['ERROR', 'SECURITY_WARNING']),
  /** AWS's issue code, for example `PASS_ROLE_WITH_STAR_IN_RESOURCE`. */
  code: z.string(),
  message: z.string(),
  /** JSON Pointers (RFC 6901) to the places in the document. */
  pointers: z.array(z.string()),
});

/** The use of one user or role in CloudTrail's event history, or why nobody knows. */
const principalEvents = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('read'),
    /** How far back the history goes. */
    days: z.int(),
    /** Those in which it was read. */
    regions: z.array(z.string()),
    /** Newest first: of a user the newest call to each service, of a role the newest in which somebody assumed it. */
    events: z.array(
      z.strictObject({
        at: instant,
        /** AWS's name, for example `AssumeRole`. */
        name: z.string(),
        /** For example `sts.amazonaws.com`. */
        source: z.string(),
        region: z.string(),
        eventId: z.string(),
      }),
    ),
  }),
  z.strictObject({
    /** `lost`: it was asked for and not had. `undecided`: it was not asked for, or the history does not tell. */
    status: z.enum(['lost', 'undecided']),
    reason: z.string(),
  }),
]);

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
  /** The organisation that the account is in. Files written before there was this source have none. */
  organization: z
    .union([
      z.strictObject({ joined: z.literal(false) }),
      z.strictObject({
        joined: z.literal(true),
        id: z.string(),
        managementAccountId: z.string(),
        /** In AWS's words: `ALL`, or `CONSOLIDATED_BILLING`, which has no policies and no central root access. */
        featureSet: z.string(),
      }),
    ])
    .nullable()
    .default(null),
  /** Ids of all accounts of the organisation, its own among them. Most accounts may not list them. */
  organizationAccountIds: z.array(z.string()).nullable().default(null),
});
