import { z } from 'zod';
import { storedDocument } from './documents-schema.ts';
import { instant, optionalInstant } from './instant-schema.ts';

/*
 * Users, groups, roles and managed policies, with what they hold.
 */

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
