import { z } from 'zod';
import { accountId, name, time } from './words.ts';

/** Types and states of IAM Access Analyzer (API reference, AnalyzerSummary). */
const analyzerType = z.enum([
  'ACCOUNT',
  'ORGANIZATION',
  'ACCOUNT_UNUSED_ACCESS',
  'ORGANIZATION_UNUSED_ACCESS',
  'ACCOUNT_INTERNAL_ACCESS',
  'ORGANIZATION_INTERNAL_ACCESS',
]);
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
  owner: accountId.optional(),
  /** Why the analyzer could not look at the resource. */
  error: z.enum(['ACCESS_DENIED', 'INTERNAL_ERROR']).optional(),
});

export const analyzer = z.strictObject({
  name,
  region: z.string(),
  type: analyzerType.default('ACCOUNT'),
  status: analyzerStatus.default('ACTIVE'),
  created: time,
  findings: z.array(analyzerFinding).default([]),
});

/** What ValidatePolicy finds in a document. */
export const validationFinding = z.strictObject({
  type: z.enum(['ERROR', 'SECURITY_WARNING', 'WARNING', 'SUGGESTION']),
  /** For example `PASS_ROLE_WITH_STAR_IN_RESOURCE`. */
  code: name,
  details: name,
  /** The way to the place in the document: `["Statement", 0, "Action"]`. */
  path: z.array(z.union([z.string(), z.int().min(0)])).default([]),
});
